"""A lesson of English for French pupils (6e): instructions in French, the rest in English, marked as such."""
from .ooxml import drop_down, p, run, table, text_box
from .parts import FIGURES, LETTERS, lesson


def en(text, **look):
    return run(text, lang='en-GB', **look)


def item(number, *content):
    return p(*content, style='Paragraphedeliste', number=(number, 0))


def cell(text):
    return p(en(text), style='Tableau')


def line(who, what):
    return p(en(f'{who}: ', bold=True), en(what))


def write(path):
    box = text_box(1, 'Vocabulaire', [
        p(run('Vocabulaire', bold=True), align='center'),
        p(en('a stall'), ' : un étal'), p(en('fresh'), ' : frais'), p(en('a pound'), ' : une livre'),
        p(en('How much is it?'), ' : combien ça coûte ?')], 230, 190)
    body = [
        p(en('Unit 3'), ' – ', en('At the market'), style='Titre1'),
        p(box, 'Aujourd’hui, tu apprends à demander un prix en anglais. Lis le dialogue à voix haute avec ton voisin, puis fais les ',
          'exercices. Le mot ', en('please'), ' veut dire « s’il te plaît » ; il se prononce ', run('[pliːz]'), '.'),

        p('Le dialogue', style='Titre2'),
        line('Tom', 'Good morning! How much are the apples, please?'),
        line('Seller', 'They are two pounds a bag. They are very fresh.'),
        line('Tom', 'Great! I would like three bags. And how much is this cake?'),
        line('Seller', 'It’s four pounds fifty. That’s ten pounds fifty altogether.'),
        line('Tom', 'Here you are. Thank you! Goodbye.'),

        p('Relie le mot et sa traduction', style='Exercice'),
        p('Écris la bonne lettre dans la colonne du milieu.', style='Consigne'),
        table([['Mot anglais', 'Lettre', 'Traduction'],
               [cell('1. apple'), '……', 'A. une livre'],
               [cell('2. cake'), '……', 'B. merci'],
               [cell('3. pound'), '……', 'C. une pomme'],
               [cell('4. thank you'), '……', 'D. un gâteau']], [3400, 1600, 4000], title='Mots anglais et traductions à relier'),

        p('Réponds aux questions', style='Exercice'),
        p('Réponds en anglais par une phrase.', style='Consigne'),
        item(FIGURES + 1, en('How much is a bag of apples?'), ' …………………………………………………'),
        item(FIGURES + 1, en('How many bags does Tom buy?'), ' …………………………………………………'),
        item(FIGURES + 1, en('Is the cake expensive?'), ' …………………………………………………'),

        p('Complète avec le bon mot', style='Exercice'),
        p('Choisis dans la liste : ', en('is', italic=True), ' ou ', en('are', italic=True), '.', style='Consigne'),
        item(LETTERS + 1, en('How much '), drop_down(301, 'Choisis', ['is', 'are']), en(' the oranges?')),
        item(LETTERS + 1, en('How much '), drop_down(302, 'Choisis', ['is', 'are']), en(' this book?')),
        item(LETTERS + 1, en('The strawberries '), drop_down(303, 'Choisis', ['is', 'are']), en(' fresh.')),

        p('Traduis', style='Exercice'),
        item(LETTERS + 2, '« Je voudrais deux gâteaux, s’il vous plaît. »\n………………………………………………………………………'),
        item(LETTERS + 2, '« Combien coûte ce livre ? »\n………………………………………………………………………'),
    ]
    lesson(path, body, 'Unit 3 – At the market', 'Anglais, sixième')
