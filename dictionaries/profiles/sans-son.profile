# sans-son : pour un élève qui n'entend pas, ou pas tout. Ce qui demande d'entendre est signalé sur la page, à côté de
# l'exercice, et à l'enseignant, avec sa place. La mise en page ne change pas. Les mots du texte non plus.

[simplify]
# Ce qui demande d'entendre (« Écoute », une vidéo, un enregistrement, une dictée) est signalé.
# Critère : WCAG 2.2, 1.2.1 à 1.2.3 ; RGAA 4.1.2, 4.1 et 4.3 : un son a un texte qui le remplace, une vidéo des sous-titres.
sound = flag
