# dys : espacements, taille, alignement et coupure des mots.
# Rien d'autre : ni couleur, ni police, ni repère dans le texte. Certains élèves en sont gênés ; ces aides se choisissent
# avec l'élève, dans son propre profil. Pour en faire un : ardoise profiles --new NOM -p dys -s size=16

[dyslexia]
# Guide : British Dyslexia Association, Dyslexia style guide : 12 à 14 points, sans empattement.
size = 14

# 2,5 points ajoutés à un texte de 14 points, soit 0,18 fois sa taille.
# Étude : Zorzi et al., 2012 (PNAS 109-28) : plus de 20 % de vitesse de lecture gagnée.
letter-spacing = 0.18

# L'espace entre les mots grandit avec celui entre les lettres, dans le rapport de ces critères (0,16 pour 0,12).
# Étude : Galliussi et al., 2020 (Annals of Dyslexia 70) : écarter les lettres sans écarter les mots ralentit la lecture.
# Critère : WCAG 2.2, 1.4.12 ; RGAA 4.1.2, 10.12.
word-spacing = 0.24

# Guide : British Dyslexia Association : plus d'espace entre les lignes.
# Critère : WCAG 2.2, 1.4.12 ; RGAA 4.1.2, 10.12 : une page doit supporter 1,5.
line-height = 1.5

# Une ligne d'écart entre deux paragraphes.
# Pas de preuve. WCAG 2.2, 1.4.12, demande seulement qu'une page supporte 2.
paragraph-spacing = 1

# Guide : British Dyslexia Association : aligné à gauche, jamais justifié, aucun mot coupé.
align = left
hyphens = none

# La forme des lettres n'a rien changé ; c'est une affaire de goût.
# Étude : Galliussi et al., 2020 (Annals of Dyslexia 70) : pas d'effet de la police.
# Pas de preuve : aucune police n'aide tous les élèves.
# font = Luciole, Andika, Verdana

# Guide : British Dyslexia Association : 60 à 70 caractères par ligne.
# Critère : WCAG 2.2, 1.4.8 (AAA) : 80 au plus.
# measure = 65

# Un papier teinté peut éviter l'éblouissement.
# Guide : British Dyslexia Association : un fond qui ne soit pas blanc.
# Critère : WCAG 2.2, 1.4.3 : un contraste inférieur à 4,5 est refusé.
# Pas de preuve : aucune couleur n'aide tous les élèves.
# paper = #fff8e1
# ink = #1a1a1a
