# langage-simple : des mots et des phrases plus simples, pas à pas.
# Ce n'est pas du FALC, et aucun niveau scolaire : un texte ne peut être dit « facile à lire et à comprendre » qu'après relecture par des
# personnes concernées (Inclusion Europe). À faire relire : ardoise convert -p langage-simple -t review LEÇON

[clarity]
# Guide : Inclusion Europe, L'information pour tous : des phrases courtes.
# Pas de preuve pour le nombre.
sentence-words = 15

# Guide : Inclusion Europe, L'information pour tous : une idée par phrase ; couper la ligne là où l'on fait une pause en lisant.
clauses = yes

# Guide : Inclusion Europe, L'information pour tous : expliquer les mots difficiles.
glossary-place = end

# Vos propres définitions, une ligne par mot, dans un fichier du dossier de la leçon.
# Pas de preuve.
# glossary = mots.txt

[simplify]
# Guide : Inclusion Europe, L'information pour tous : une phrase par ligne.
sentences = yes
