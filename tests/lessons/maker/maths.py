"""A worksheet of mathematics (4e): the Pythagorean theorem, fractions, equations."""
from . import pictures
from .ooxml import (bookmark, brackets, check_box, display, empty, field, formula, fraction, image, index, inner_link, over, p,
                    power, root, run, system, table, total)
from .parts import BULLETS, FIGURES, LETTERS, lesson

DOTS = '.' * 40
LINE = [(9600, 'right', 'dot')]


def item(number, *content, left=None):
    return p(*content, style='Paragraphedeliste', number=(number, 0), left=left)


def write(path):
    body = [
        p('Nom : ………………………  Prénom : ………………………  Classe : …………'),
        p('Le théorème de Pythagore', style='Titre'),
        p(run('Objectifs : ', bold=True), 'calculer une longueur dans un triangle rectangle, additionner des fractions, ',
          'résoudre une équation. ', run('Durée : ', bold=True), '45 minutes. ',
          run('La calculatrice n’est pas autorisée pour l’exercice 3.', underline=True)),

        p('Je retiens', style='Titre1'),
        p(run('Si ', bold=True), 'un triangle ABC est rectangle en A, ', run('alors', bold=True), ' le carré de la longueur de ',
          'l’hypoténuse est égal à la somme des carrés des longueurs des deux autres côtés :', boxed=True, keep=True),
        display(power('BC', '2'), '=', power('AB', '2'), '+', power('AC', '2')),
        p('Donc ', formula('BC=', root(power('AB', '2'), '+', power('AC', '2'))), ', car une longueur est positive. On écrit ',
          formula(root('25'), '=5'), ' parce que ', formula(power('5', '2'), '=25'), '.', boxed=True),

        bookmark_paragraph(),
        p('Figure ', field('SEQ Figure \\* ARABIC', '1'), ' : le triangle ABC est rectangle en A', style='Lgende'),

        p('Calcule une longueur', style='Exercice'),
        p('Observe la ', inner_link('_Ref_figure1', 'figure 1'), ', puis complète les égalités.', style='Consigne'),
        item(LETTERS + 1, 'Le triangle ABC est rectangle en ………… Son hypoténuse est le côté …………'),
        item(LETTERS + 1, 'D’après le théorème de Pythagore : ', formula(power('BC', '2')), ' = ……… + ………'),
        item(LETTERS + 1, formula(power('BC', '2'), '=', power('6', '2'), '+', power('8', '2'), '=36+64'), ' = …………'),
        item(LETTERS + 1, 'Donc ', formula('BC=', root('100')), ' = ………… cm.'),

        p('Complète le tableau', style='Exercice'),
        p('Les trois triangles sont rectangles en A. Arrondis au dixième quand c’est nécessaire.', style='Consigne'),
        table([['Triangle', 'AB', 'AC', 'BC'],
               ['n° 1', '3 cm', '4 cm', '………'],
               ['n° 2', '5 cm', '………', '13 cm'],
               ['n° 3', '2,5 dm', '6 dm', '………']], [2400, 2400, 2400, 2400], title='Longueurs des côtés de trois triangles'),
        empty(),

        p('Additionne des fractions', style='Exercice'),
        p('Calcule et donne le résultat sous la forme d’une fraction irréductible.', style='Consigne'),
        item(LETTERS + 2, formula(fraction('3', '4'), '+', fraction('5', '6')), ' = ' + DOTS),
        item(LETTERS + 2, formula(fraction('7', '10'), '−', fraction('2', '5')), ' = ' + DOTS),
        item(LETTERS + 2, formula(fraction('2', '3'), '×', brackets('1+', fraction('1', '2'))), ' = ' + DOTS),
        item(LETTERS + 2, formula(fraction(fraction('3', '5'), fraction('9', '10'))), ' = ' + DOTS),

        p('Résous les équations', style='Exercice'),
        item(FIGURES + 1, formula('3x+5=17'), '\t'),
        item(FIGURES + 1, formula(fraction('x', '2'), '−1=4'), '\t'),
        item(FIGURES + 1, formula('2', brackets('x−3'), '=x+7'), '\t'),
        p('L’équation ', formula(power('x', '2'), '=49'), ' a deux solutions : ', formula(index('x', '1')), ' = …… et ',
          formula(index('x', '2')), ' = ……', left=720),

        p('Choisis la bonne réponse', style='Exercice'),
        p('Coche une seule case à chaque question.', style='Consigne'),
        item(FIGURES + 2, 'Le nombre ', formula(root('2')), ' est proche de :'),
        p(check_box(101), ' 1,41     ', check_box(102), ' 2     ', check_box(103), ' 4', left=720),
        item(FIGURES + 2, 'Un triangle de côtés 3 cm, 4 cm et 6 cm est :'),
        p(check_box(104), ' rectangle     ', check_box(105), ' quelconque', left=720),

        p('Rédige ta réponse', style='Exercice'),
        p('Une échelle de 2,5 m est posée contre un mur. Son pied est à 0,7 m du mur. ', run('À quelle hauteur', bold=True),
          ' touche-t-elle le mur ? Fais d’abord un schéma.'),
        p('\t', tabs=LINE), p('\t', tabs=LINE), p('\t', tabs=LINE),

        p('Pour aller plus loin', style='Titre1'),
        p('Trois défis, sans calculatrice :', keep=True),
        p('Trouve ', formula('x'), ' et ', formula('y'), ' : ', formula(system(['x+y=10'], ['x−y=4'])),
          style='Paragraphedeliste', number=(BULLETS, 0)),
        p('Calcule ', formula(total('∑', 'k=1', '10', 'k'), '=1+2+3+⋯+10'), ' en groupant les termes deux par deux.',
          style='Paragraphedeliste', number=(BULLETS, 0)),
        p('Dans un repère, ', formula(over('AB', '\u20d7')), ' a pour coordonnées ', formula(brackets('3 ; 4')),
          '. Explique pourquoi la distance AB est égale à 5.', style='Paragraphedeliste', number=(BULLETS, 0)),
    ]
    lesson(path, body, 'Le théorème de Pythagore', 'Mathématiques, quatrième',
           images=[('rTriangle', 'figure1.png', pictures.triangle())])


def bookmark_paragraph():
    alt = ('Triangle ABC, rectangle en A. Le côté AB mesure 6 cm, le côté AC mesure 8 cm. '
           'La longueur du côté BC est à trouver.')
    return p(bookmark(1, '_Ref_figure1', image('rTriangle', 1, 'Figure 1', 390, 255, alt)), align='center', keep=True)
