# original : le texte de départ. Ce qui a été ajouté pour adapter la leçon (repères, espacements, couleurs de la page) est
# enlevé, quel que soit le format où elle a été gardée ; le texte revient au caractère près. Avec un autre profil, c'est lui
# qui s'applique ensuite : -p original -p dys adapte de nouveau le texte de départ.

[original]
# Pas de preuve : rien n'est ajouté.
restore = yes
