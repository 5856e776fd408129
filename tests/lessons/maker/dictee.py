"""A dictation with blanks (CM2), on the first lines of a tale of 1866 by Alphonse Daudet, who died in 1897."""
from .ooxml import empty, p, run, table
from .parts import FIGURES, LETTERS, lesson

BLANK = '_' * 14
WORDS = ['bonheur', 'chèvres', 'façon', 'corde', 'montagne', 'loup', 'caresses', 'liberté']


def item(number, *content):
    return p(*content, style='Paragraphedeliste', number=(number, 0))


def title(text):
    """What most teachers do: bold and underlined, no style."""
    return p(run(text, bold=True, underline=True), before=240, keep=True)


def write(path):
    body = [
        p(run('Prénom : ____________________', size=22), '\t', run('Date : ____ / ____ / ______', size=22),
          tabs=[(9600, 'right', 'none')]),
        p(run('Dictée à trous', bold=True, size=36), align='center'),
        p(run('La chèvre de monsieur Seguin', bold=True, italic=True, size=28), align='center'),

        title('1) Avant la dictée'),
        p('Lis la liste de mots. ', run('Entoure', bold=True), ' ceux que tu ne connais pas.'),
        table([WORDS[:4], WORDS[4:]], [2400] * 4, header=0),
        empty(),

        title('2) La dictée'),
        p('Écoute bien le texte, puis écris les mots qui manquent.', style='Consigne'),
        p(f'M. Seguin n’avait jamais eu de {BLANK} avec ses {BLANK}.'),
        p(f'Il les perdait toutes de la même {BLANK} : un beau matin, elles cassaient leur {BLANK}, s’en allaient dans la ',
          f'{BLANK}, et là-haut le {BLANK} les mangeait. Ni les {BLANK} de leur maître, ni la peur du loup, rien ne les ',
          f'retenait. C’était, paraît-il, des chèvres indépendantes, voulant à tout prix le grand air et la {BLANK}.'),
        p(run('Alphonse Daudet, '), run('Lettres de mon moulin', italic=True), run(', 1869'), align='right'),

        title('3) Après la dictée'),
        p('Dans ce texte, deux mots sont ', run('soulignés', underline=True), ', deux sont en ',
          run('rouge', colour='C00000'), ' et deux sont ', run('surlignés', highlight='yellow'), ' :'),
        p('« Qu’elle était ', run('jolie', colour='C00000'), ' la ', run('petite', colour='C00000'), ' chèvre de M. Seguin ! ',
          'Qu’elle était jolie avec ses ', run('yeux', underline=True), ' doux, sa ', run('barbiche', underline=True),
          ' de sous-officier, ses sabots noirs et ', run('luisants', highlight='yellow'), ', ses cornes ',
          run('zébrées', highlight='yellow'), '… »', style='Citation'),
        item(FIGURES + 1, 'Recopie les mots soulignés : ………………………………………………………………'),
        item(FIGURES + 1, 'Quelle est la nature des mots en rouge ? ……………………………………………'),
        item(FIGURES + 1, 'Mets les mots surlignés au singulier : ……………………………………………………'),

        title('4) a ou à ? et ou est ?'),
        p('Complète avec le bon mot.', style='Consigne'),
        item(LETTERS + 1, 'Blanquette ……… cassé sa corde ……… six heures.'),
        item(LETTERS + 1, 'La montagne ……… belle, ……… la chèvre ……… heureuse.'),
        item(LETTERS + 1, 'Elle se bat avec le loup jusqu’……… l’aube.'),

        title('Barème'),
        table([['Ce qui est noté', 'Points'], ['Les 8 mots de la dictée', '…… / 8'], ['Les questions de l’exercice 3', '…… / 6'],
               ['Les homophones', '…… / 6'], ['Total', '…… / 20']], [6000, 3000]),
    ]
    lesson(path, body, 'Dictée à trous : La chèvre de monsieur Seguin', 'Français, CM2')
