# Pour une plage tactile : ni coupe de ligne ni page. Se combine avec braille-integral ou braille-abrege.

[braille]
# La plage coupe elle-même les lignes à sa longueur.
# Pas de preuve : c'est l'appareil qui le demande.
cells = 0
lines = 0

# Les pages n'ont pas de numéro, puisqu'il n'y a pas de page.
# Pas de preuve : c'est l'appareil qui le demande.
numbers = none
