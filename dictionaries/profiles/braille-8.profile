# Braille à 8 points, pour plage tactile : lignes de 40 cellules, sans fin de page.

[braille]
# Guide : Table braille informatique à 8 points (TBFR2007), une cellule par caractère.
grade = 8

# La longueur d'une plage courante.
# Pas de preuve : c'est l'appareil qui le demande.
cells = 40
lines = 0
numbers = none
