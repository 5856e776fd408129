# Page d'une embosseuse Index Everest-D : feuilles A4, des deux côtés, marge de reliure. Se combine avec braille-integral ou
# braille-abrege ; le fichier .brf s'imprime par « lp -d EMBOSSEUSE -o raw ».

[braille]
# Sur 210 mm tiennent 35 cellules de 6 mm ; trois restent à la reliure, une au bord.
# Pas de preuve : c'est l'appareil qui le demande.
cells = 31

# Sur 297 mm tiennent 29 lignes de 10 mm ; une reste en haut.
# Pas de preuve : c'est l'appareil qui le demande.
lines = 28

[brf]
# Pas de preuve : c'est l'appareil qui le demande.
embosser = index-everest-d
paper = a4
left = 3
top = 1
interpoint = yes
