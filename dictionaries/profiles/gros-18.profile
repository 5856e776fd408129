# gros-18 : gros caractères, 18 points, recomposés : rien n'est plus petit que le texte, rien n'est coupé.
# La taille se choisit avec l'élève, et avec la personne qui suit sa vue. Se combine avec dys : la plus grande taille l'emporte.
# Une copie agrandie à la photocopieuse ne vaut pas cela (UKAAF, MS03).

[sight]
# Guide : UKAAF, MS03 et G003 (Clear and large print) : 16 points au moins, 18 de préférence.
# Critère : WCAG 2.2, 1.4.4 ; RGAA 4.1.2, 10.4 : le texte doit rester lisible agrandi à 200 %.
# Pas de preuve pour cette taille-ci : elle dépend de l'élève.
print-size = 18

# Ni italique ni longs passages en capitales : leurs mots se reconnaissent moins bien. Le gras remplace l'italique.
# Guide : UKAAF, MS03 : ni italique, ni soulignement, ni longs passages en capitales ; RNIB, Clear print : le gras se lit mieux.
emphasis = bold

# Un tableau trop large est imprimé sur une feuille couchée.
# Guide : université du Montana, Large print documents : la feuille couchée pour ce qui en a besoin, et pour cela seulement.
wide-tables = turn

# Des marges étroites laissent plus de mots par ligne.
# Pas de preuve.
sheet-margin = 2

# Une feuille A3 garde plus de texte sous les yeux, mais se tient moins bien sur une table.
# Pas de preuve : c'est l'élève qui choisit.
# sheet = a3

# L'inverse, clair sur foncé, pour qui la lumière du papier éblouit.
# Guide : RNIB, Clear print : certains préfèrent le clair sur le foncé, qui éblouit moins.
# Critère : WCAG 2.2, 1.4.6 (AAA) : contraste de 7 au moins.
# Pas de preuve : aucune couleur n'aide tous les élèves.
# palette = yellow-on-black

[dyslexia]
# Guide : RNIB, Clear print : aligné à gauche, jamais justifié ; le moins possible de mots coupés.
align = left
hyphens = none

# Guide : RNIB, Clear print : de 1,5 à 2 fois l'espace entre les mots.
# Critère : WCAG 2.2, 1.4.8 (AAA) : 1,5 dans un paragraphe ; 1.4.12 et RGAA 4.1.2, 10.12 : une page doit supporter 1,5.
line-height = 1.5

# Guide : UKAAF, G003 : une ligne vide entre deux paragraphes.
paragraph-spacing = 1

# Guide : RNIB, Clear print : 60 à 70 caractères par ligne ; une feuille A4 en a moins à cette taille, un écran davantage.
# Critère : WCAG 2.2, 1.4.8 (AAA) : 80 au plus.
measure = 65
