# dys-muettes : les réglages de dys, les lettres muettes en gris et les liaisons marquées.
# À choisir avec l'élève : certains lisent moins bien un texte en deux encres.
include = dys

[dyslexia]
# Les lettres qui ne se prononcent pas, en gris, avec des points dessous qui se voient sur une photocopie.
# Guide : LireCouleur : lettres muettes en gris.
# Critère : WCAG 2.2, 1.4.1 : la couleur n'est jamais le seul repère ; 1.4.3 : contraste de 4,5 au moins.
# Pas de preuve : aucune étude assez large ne montre que tous les élèves en lisent mieux.
silent = grey

# Un arc entre les mots que la liaison unit : la lettre qu'on y entend n'est pas grise.
# Pas de preuve : usage des méthodes de lecture.
liaisons = made

# Les lettres muettes barrées, pour qui ne voit pas assez le gris.
# Pas de preuve : c'est ce que l'élève préfère.
# silent = struck
