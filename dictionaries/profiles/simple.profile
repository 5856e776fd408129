# simple : une page qui se fait pas à pas, seul. Les mots du texte ne changent pas.
# Ce n'est pas du FALC : un texte ne peut être dit « facile à lire et à comprendre » qu'après relecture par des personnes
# concernées (Inclusion Europe). À faire relire.

[simplify]
# Guide : Inclusion Europe, L'information pour tous : une phrase par ligne.
sentences = yes

# Une consigne dit une seule chose à faire ; chaque action a sa ligne et son numéro, son verbe est en gras.
# Pas de preuve. C'est ce que conseillent les académies pour adapter un exercice.
actions = yes

# Un exercice par page : de l'air, une tâche à la fois.
# Pas de preuve. C'est ce que conseillent les académies pour adapter un exercice.
exercises = page

# La consigne d'abord : on lit le document en sachant ce qu'on y cherche.
# Pas de preuve.
instructions = first

# Où l'élève en est (« Exercice 2 sur 5 »), et la liste de ce qu'il y a à faire.
# Critère : WCAG 2.2, 2.4.8 (AAA) : situer la page dans un ensemble.
# Pas de preuve pour des exercices.
progress = yes
todo = yes

# Le document d'un exercice est avec lui : pas de page à tourner pour répondre.
# Étude : Sweller et al., 1990 (Journal of Experimental Psychology: General 119) : séparer ce qui se lit ensemble gêne.
shared = repeat

# Au-delà de quatre colonnes, un tableau est présenté ligne par ligne.
# Pas de preuve.
columns = 4

# Guide : Inclusion Europe, L'information pour tous : pas de notes de bas de page ; elles viennent près de leur mot.
notes = near

# Les images qui ne disent rien sont enlevées.
# Pas de preuve.
decoration = drop

# « l. 12 », « document 2 », « ci-contre » mènent à ce qu'ils nomment, ou sont signalés.
# Critère : WCAG 2.2, 1.3.3 : une consigne ne tient pas à la seule place de ce qu'elle désigne.
references = link

[dyslexia]
# Guide : Inclusion Europe, L'information pour tous : 14 points au moins.
size = 14

# L'interligne que des enseignants donnent aux versions adaptées.
# Critère : WCAG 2.2, 1.4.12 ; RGAA 4.1.2, 10.12 : une page doit supporter 1,5.
# Pas de preuve pour 1,8.
line-height = 1.8

# Pas de preuve.
paragraph-spacing = 1.5

# Guide : Inclusion Europe, L'information pour tous : aligné à gauche, aucun mot coupé en fin de ligne.
align = left
hyphens = none

# Des lignes courtes, pour une phrase par ligne.
# Pas de preuve.
measure = 60
