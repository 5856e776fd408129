# Page d'une embosseuse Index Basic-D : papier en continu de 11,5 pouces sur 11, des deux côtés, marge de reliure. Se combine avec braille-integral ou
# braille-abrege ; le fichier .brf s'imprime par « lp -d EMBOSSEUSE -o raw ».

[braille]
# Sur 292 mm tiennent 48 cellules de 6 mm ; trois restent à la reliure, cinq au bord.
# Pas de preuve : c'est l'appareil qui le demande.
cells = 40

# Sur 279 mm tiennent 27 lignes de 10 mm ; deux restent en haut.
# Pas de preuve : c'est l'appareil qui le demande.
lines = 25

[brf]
# Pas de preuve : c'est l'appareil qui le demande.
embosser = index-basic-d
paper = fanfold-11
left = 3
top = 2
interpoint = yes
