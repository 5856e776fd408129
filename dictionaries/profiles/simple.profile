# simple : une page qui se fait pas à pas, seul. Les mots du texte ne changent pas.
#
# Ce n'est pas du FALC : un texte ne peut être dit « facile à lire et à comprendre » qu'après relecture par des personnes
# concernées (Inclusion Europe). À faire relire.

[simplify]
# Une phrase par ligne : Inclusion Europe, L'information pour tous.
sentences = yes
# Pas de double consigne : conseils de mise en page des académies.
actions = yes
# Un exercice par page : conseils de mise en page des académies (de l'air, une tâche à la fois). Pas de preuve.
exercises = page
# Au-delà de quatre colonnes, un tableau est présenté ligne par ligne : pas de preuve.
columns = 4
# Les notes près de leur mot : Inclusion Europe déconseille les notes de bas de page.
notes = near
decoration = drop

[dyslexia]
# 14 points au moins : Inclusion Europe, L'information pour tous.
size = 14
# 1,8 : interligne que les enseignants donnent aux versions adaptées ; WCAG 2.2, critère 1.4.12, demande 1,5 au moins.
line-height = 1.8
paragraph-spacing = 1.5
align = left
hyphens = none
measure = 60
