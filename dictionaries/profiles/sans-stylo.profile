# sans-stylo : répondre au clavier, sans stylo ni souris. Les espaces de réponse deviennent des champs à remplir, chacun avec
# un nom qu'un lecteur d'écran dit. Les réponses restent dans le fichier de l'élève ; elles ne sont envoyées nulle part.

[answers]
# Ce que l'élève écrit à la main, il l'écrit au clavier ; ce qu'il relie, il le choisit.
# Critère : WCAG 2.2, 2.1.1, 2.5.7, 4.1.2 ; RGAA 4.1.2, 7.3, 11.1 : tout au clavier, sans glisser, chaque champ nommé.
fields = yes

[simplify]
# « Entoure » devient « Coche » : proposé à l'enseignant, qui valide (-s validated=yes). Ce qui ne peut pas se faire est signalé.
# Pas de preuve.
# verbs = no-pen
