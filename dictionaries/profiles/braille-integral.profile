# Braille intégral, pages de 30 cellules sur 27 lignes.
[braille]
grade = integral
