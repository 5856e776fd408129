# Braille à 8 points, pour plage tactile : lignes de 40 cellules, sans fin de page.
[braille]
grade = 8
cells = 40
lines = 0
numbers = none
