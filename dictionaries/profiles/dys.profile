# dys : espacements, taille, alignement et coupure des mots.
#
# Rien d'autre : ni couleur, ni police, ni repère dans le texte. Certains élèves en sont gênés ; ces aides se choisissent
# avec l'élève, dans son propre profil (include = dys, puis ses réglages). Chaque valeur dit d'où elle vient.

[dyslexia]
# 14 points. British Dyslexia Association, Dyslexia style guide : 12 à 14 points au moins.
size = 14

# 2,5 points ajoutés à 14 points, soit 0,18 em. Zorzi et al., 2012 (PNAS 109-28) : plus de 20 % de vitesse de lecture gagnée.
letter-spacing = 0.18

# Les deux vont ensemble. Galliussi et al., 2020 (Annals of Dyslexia 70) : écarter les lettres sans écarter les mots
# ralentit la lecture. Rapport des deux : WCAG 2.2, critère 1.4.12 (0,16 em pour 0,12 em) ; RGAA 4.1.2, critère 10.12.
word-spacing = 0.24

# WCAG 2.2, critère 1.4.12 ; RGAA 4.1.2, critère 10.12 : 1,5 au moins.
line-height = 1.5

# Une ligne d'écart entre deux paragraphes : pas de preuve. (Les mêmes critères demandent que la page supporte 2.)
paragraph-spacing = 1

# British Dyslexia Association : aligné à gauche, jamais justifié, aucun mot coupé.
align = left
hyphens = none

# British Dyslexia Association : 60 à 70 caractères par ligne. WCAG 2.2, critère 1.4.8 (AAA) : 80 au plus.
measure = 65

# Réglages laissés à l'élève :
#   font = Luciole, Verdana      La forme des lettres n'a rien changé (Galliussi et al., 2020) : pas de preuve.
#   paper = #fff8e1              Un papier teinté évite l'éblouissement : pas de preuve ; British Dyslexia Association le
#   ink = #1a1a1a                conseille. Un contraste inférieur à 4,5 est refusé (WCAG 2.2, critère 1.4.3).
