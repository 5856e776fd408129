# formules-plage : une page HTML ou un EPUB dont chaque formule est donnée en braille à la plage tactile (notation de 2007) et en
# mots au lecteur d'écran. À combiner avec les autres profils.

[braille-labels]
# La notation de 2007 est celle que l'élève apprend ; un lecteur d'écran écrirait la formule autrement.
# Guide : Notation mathématique braille, janvier 2007 ; ARIA 1.3, aria-braillelabel.
formulas = yes

[speech-labels]
# ARIA veut qu'un nom en braille accompagne un nom en mots.
# Guide : ARIA 1.3, aria-braillelabel.
formulas = yes
