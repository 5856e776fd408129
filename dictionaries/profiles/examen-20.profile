# examen-20 : un sujet d'examen en 20 points. Seule la présentation change : les mots, les nombres, les signes, les formules
# et les images restent ceux du sujet, et le fichier écrit est relu et comparé au sujet (ardoise convert -t proof en garde la
# preuve). Ni simplification, ni repère dans le texte, ni couleur.

[sight]
# Guide : ministère de l'Éducation nationale, baccalauréat 2024 : sujets en Arial 16, 20 ou 24 (RMC, 13 mai 2024).
# Guide : circulaire du 8 décembre 2020 (MENE2034197C) : l'adaptation du sujet se demande avec les autres aménagements.
# Critère : WCAG 2.2, 1.4.4 ; RGAA 4.1.2, 10.4.
# Pas de preuve pour cette taille-ci : c'est l'aménagement accordé qui la dit.
print-size = 20

# L'italique devient du gras, sauf ce qu'une consigne demande de regarder.
# Guide : RNIB, Clear print : l'italique se lit moins bien.
emphasis = bold

# Un tableau trop large est imprimé sur une feuille couchée : il garde ses colonnes.
# Guide : université du Montana, Large print documents : la feuille couchée pour ce qui en a besoin, et pour cela seulement.
wide-tables = turn

# Guide : UKAAF, MS03 : le format A4, sauf si le contenu en demande un autre.
# Pas de preuve : c'est l'aménagement accordé qui le dit.
sheet = a4

# Le sujet agrandi sur une feuille A3.
# Pas de preuve : c'est l'aménagement accordé qui le dit.
# sheet = a3

# Le fichier écrit est relu, et comparé au sujet mot à mot.
# Pas de preuve : c'est une vérification.
verify = yes

[dyslexia]
# Guide : ministère de l'Éducation nationale, baccalauréat 2024 : police Arial. UKAAF, MS03 : une police lisible comme Arial.
# Pas de preuve : aucune police n'aide tous les élèves.
font = Arial, Liberation Sans

# Guide : RNIB, Clear print : aligné à gauche, jamais justifié ; le moins possible de mots coupés.
align = left
hyphens = none

# Guide : RNIB, Clear print : de 1,5 à 2 fois l'espace entre les mots.
# Critère : WCAG 2.2, 1.4.8 (AAA) : 1,5 dans un paragraphe ; 1.4.12 et RGAA 4.1.2, 10.12 : une page doit supporter 1,5.
line-height = 1.5

# Guide : UKAAF, G003 : une ligne vide entre deux paragraphes.
paragraph-spacing = 1
