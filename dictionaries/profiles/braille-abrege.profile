# Braille abrégé, pages de 30 cellules sur 27 lignes.

[braille]
# Guide : Abrégé orthographique étendu (AOE).
grade = abrege
