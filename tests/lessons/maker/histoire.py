"""A page of history (4e): France in 1789."""
from . import pictures
from .ooxml import bookmark, empty, field, image, inner_link, link, note, p, run, table
from .parts import BULLETS, FIGURES, lesson

RIGHTS = 'https://www.legifrance.gouv.fr/contenu/menu/droit-national-en-vigueur/constitution/declaration-des-droits-de-l-homme-et-du-citoyen-de-1789'


def item(number, *content):
    return p(*content, style='Paragraphedeliste', number=(number, 0))


def exercise(text):
    return p(run(text, bold=True), before=240, keep=True)


def write(path):
    alt = ('Frise de 1788 à 1792. Quatre repères : 1, en mai 1789 ; 2, en juillet 1789 ; 3, en août 1789 ; '
           '4, en juin 1791.')
    body = [
        p(image('rCockade', 1, 'Cocarde', 72, 72, decorative=True), align='right'),
        p('1789, l’année des révolutions', style='Titre1'),
        p('En 1789, le royaume de France est au bord de la ruine. Le roi ', run('Louis XVI', bold=True), ' réunit les ',
          run('états généraux', bold=True), note(1), ' à Versailles, le 5 mai 1789. Le pays compte environ 28 millions d’habitants, ',
          'dont 98 % forment le ', run('tiers état', bold=True), '.'),

        p('I. Trois révolutions en quelques mois', style='Titre2'),
        p(image('rTime', 2, 'Frise', 600, 167, alt), align='center', keep=True),
        p('Document ', field('SEQ Document \\* ARABIC', '1'), ' : frise chronologique', style='Lgende'),
        p('Document ', field('SEQ Document \\* ARABIC', '2'), ' : les journées qui ont compté', style='Lgende', keep=True),
        table([['Date', 'Événement', 'Où ?'],
               ['20 juin 1789', p('Serment du Jeu de paume', note(2), style='Tableau'), 'Versailles'],
               ['14 juillet 1789', 'Prise de la Bastille', 'Paris'],
               ['4 août 1789', 'Abolition des privilèges', 'Versailles'],
               ['26 août 1789', p(bookmark(1, 'declaration', 'Déclaration des droits de l’homme et du citoyen'), style='Tableau'),
                'Versailles'],
               [('Du 5 au 6 octobre 1789, la famille royale quitte Versailles pour Paris.', 3)]],
              [2200, 4800, 2600], title='Dates, événements et lieux de l’année 1789'),
        empty(),

        p('II. Ce que disent les textes', style='Titre2'),
        p(run('Document 3. ', bold=True), 'Les ', run('députés', italic=True), ' adoptent ', inner_link('declaration', 'la Déclaration'),
          ' ; on peut la lire en entier sur ', link('rRights', 'le site Légifrance'), '.'),
        p('Article 1er. – Les hommes naissent et demeurent libres et égaux en droits. Les distinctions sociales ne peuvent être '
          'fondées que sur l’utilité commune.', style='Citation'),
        p('Article 10. – Nul ne doit être inquiété pour ses opinions, même religieuses, pourvu que leur manifestation ne trouble pas '
          'l’ordre public établi par la loi.', style='Citation'),
        p('Déclaration des droits de l’homme et du citoyen, 26 août 1789', align='right'),

        exercise('Exercice 1 : je situe (… / 4 pts)'),
        p('Utilise les documents 1 et 2.', style='Consigne'),
        item(FIGURES + 1, 'Écris l’événement qui va avec chaque numéro de la frise.'),
        table([['N°', 'Événement'], ['1', '…………………………………………………'], ['2', '…………………………………………………'], ['3', '…………………………………………………']],
              [1200, 7200]),
        item(FIGURES + 1, 'Quel jour la Bastille est-elle prise ? ………………………………………………'),
        item(FIGURES + 1, 'En quel siècle sommes-nous ? Au ………', run('e', raised='superscript'), ' siècle.'),

        exercise('Exercice 2 : je lis un texte (… / 6 pts)'),
        item(FIGURES + 2, 'Recopie l’expression de l’article 1', run('er', raised='superscript'), ' qui veut dire « pareils devant la loi ».'),
        item(FIGURES + 2, 'Qui avait des privilèges avant le 4 août ? Cite les deux ordres.'),
        item(FIGURES + 2, 'L’article 10 permet-il de tout dire ? Justifie avec un mot du texte.'),

        exercise('Vocabulaire'),
        *(p(run(word, bold=True), f' : {meaning}', style='Paragraphedeliste', number=(BULLETS, 0)) for word, meaning in (
            ('Privilège', 'avantage réservé à quelques-uns.'),
            ('Ordre', 'groupe de la société : le clergé, la noblesse ou le tiers état.'),
            ('Révolution', 'changement brusque et profond.'))),
    ]
    lesson(path, body, '1789, l’année des révolutions', 'Histoire, quatrième',
           notes=[run(' Assemblée des représentants des trois ordres, que le roi n’avait plus réunie depuis 1614.'),
                  run(' Les députés jurent de ne pas se séparer avant d’avoir donné une ') +
                  run('constitution', italic=True) + run(' au royaume.')],
           images=[('rCockade', 'cocarde.png', pictures.cockade()), ('rTime', 'frise.png', pictures.time_line())],
           links=[('rRights', RIGHTS)])
