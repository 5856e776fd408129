# attention : une seule chose à la fois, et savoir où l'on en est. Rien ne bouge, rien ne décore.
# Les mots du texte ne changent pas. À combiner : ardoise convert -p dys -p attention ...

[simplify]
# Un exercice par page : le reste n'est pas sous les yeux.
# Pas de preuve. C'est ce que conseillent les académies pour adapter un exercice.
exercises = page

# Chaque action de la consigne a sa ligne et son numéro, son verbe est en gras.
# Pas de preuve. C'est ce que conseillent les académies : pas de double consigne.
actions = yes

# Le texte courant reste en paragraphes : une phrase par ligne n'est pas demandé ici.
# Pas de preuve.
sentences = no

# La consigne d'abord : on lit le document en sachant ce qu'on y cherche.
# Pas de preuve.
instructions = first

# Où l'élève en est (« Exercice 2 sur 5 »), et la liste de ce qu'il y a à faire.
# Critère : WCAG 2.2, 2.4.8 (AAA) : situer la page dans un ensemble.
# Pas de preuve pour des exercices.
progress = yes
todo = yes

# Le document d'un exercice est avec lui : pas de page à tourner, rien à garder en tête.
# Étude : Sweller et al., 1990 (Journal of Experimental Psychology: General 119) : séparer ce qui se lit ensemble gêne.
shared = repeat

# Une note vient près de son mot : pas d'aller-retour au bas de la page.
# Guide : Inclusion Europe, L'information pour tous : pas de notes de bas de page.
notes = near

# Les images que le document dit décoratives sont enlevées.
# Étude : Fisher et al., 2014 (Psychological Science 25) : une classe très décorée détourne l'attention de jeunes enfants.
decoration = drop

# Rien ne bouge.
# Critère : WCAG 2.2, 2.2.2 : ce qui bouge doit pouvoir être arrêté.
motion = still

# Un tableau large reste un tableau.
# Pas de preuve.
columns = 0

# Moins de questions, les autres « si tu as le temps » : à l'enseignant d'en décider (-s validated=yes).
# Pas de preuve.
# items = 5

# « l. 12 », « document 2 », « ci-contre » mènent à ce qu'ils nomment, ou sont signalés.
# Critère : WCAG 2.2, 1.3.3 : une consigne ne tient pas à la seule place de ce qu'elle désigne.
references = link

[dyslexia]
# Guide : British Dyslexia Association, Dyslexia style guide : 12 à 14 points, sans empattement.
size = 14

# Critère : WCAG 2.2, 1.4.12 ; RGAA 4.1.2, 10.12 : une page doit supporter 1,5.
line-height = 1.5

# Guide : British Dyslexia Association : aligné à gauche, jamais justifié, aucun mot coupé.
align = left
hyphens = none
