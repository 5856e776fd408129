# Pour une plage tactile : ni coupe de ligne ni page. Se combine avec braille-integral ou braille-abrege.
[braille]
cells = 0
lines = 0
numbers = none
