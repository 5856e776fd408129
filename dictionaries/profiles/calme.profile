# calme : aucune surprise, rien ne bouge, rien ne se met en route tout seul. La page annonce ce qui vient.
# Les mots du texte ne changent pas. À combiner : ardoise convert -p dys -p calme ...

[simplify]
# Rien ne bouge : une image animée s'arrête sur sa première image ; les films restent des liens.
# Critère : WCAG 2.2, 2.2.2 et 1.4.2 ; RGAA 4.1.2, 13.8 et 4.10.
motion = still

# Chaque exercice commence au même endroit : en haut d'une page, avec son numéro, puis la consigne.
# Critère : WCAG 2.2, 3.2.3 et 3.2.4 : se retrouver de la même façon à chaque page.
# Pas de preuve pour des exercices.
exercises = page
instructions = first

# Ce qui vient est annoncé : la liste de ce qu'il y a à faire, et où l'on en est.
# Pas de preuve. C'est l'usage pour des élèves autistes (emploi du temps, début et fin visibles).
progress = yes
todo = yes

# Chaque action de la consigne a sa ligne et son numéro.
# Pas de preuve. C'est ce que conseillent les académies pour adapter un exercice.
actions = yes
sentences = no

# Ce qui demande d'écouter est annoncé : un son ne surprend pas.
# Critère : WCAG 2.2, 1.4.2 : aucun son ne part seul.
sound = flag

# Les documents restent à leur place, un lien y mène : rien ne se répète sans raison.
# Pas de preuve.
shared = link

# Les images que le document dit décoratives sont enlevées.
# Étude : Fisher et al., 2014 (Psychological Science 25) : une classe très décorée détourne l'attention de jeunes enfants.
decoration = drop

# Les tableaux restent des tableaux.
# Pas de preuve.
columns = 0
