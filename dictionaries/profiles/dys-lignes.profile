# dys-lignes : les réglages de dys, et des lignes de couleurs alternées pour ne pas en sauter.
# À choisir avec l'élève. Les lignes d'une page HTML ou EPUB suivent la largeur de l'écran ; un document ODT ou DOCX n'a pas de
# lignes avant d'être affiché, et n'en montre rien.
include = dys

[dyslexia]
# Les lettres d'une ligne en bleu, de la suivante en rouge, de la troisième en vert ; des barres dans la marge disent la même chose.
# Guide : Le Cartable fantastique : lignes bleues, rouges et vertes.
# Critère : WCAG 2.2, 1.4.1 : la couleur n'est jamais le seul repère ; 1.4.3 : contraste de 4,5 au moins.
# Pas de preuve : usage des enseignants spécialisés.
alternate-lines = ink
line-colours = #0000cc #b00020 #006400

# Une règle de lecture, que l'élève déplace à la souris ou avec les flèches du clavier.
# Pas de preuve : c'est ce que l'élève préfère.
# ruler = yes
