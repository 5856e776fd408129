# dys-syllabes : les réglages de dys, et les syllabes marquées à tour de rôle.
# À choisir avec l'élève : certains sont gênés par les couleurs. Pour son propre fichier :
# ardoise profiles --new NOM -p dys-syllabes -s dyslexia.division=oral
include = dys

[dyslexia]
# Une syllabe sur deux en bleu, avec un petit arc dessous. L'arc se voit sur une photocopie.
# Guide : LireCouleur : deux couleurs qui alternent d'un bout à l'autre du texte.
# Critère : WCAG 2.2, 1.4.1 : la couleur n'est jamais le seul repère ; 1.4.3 : contraste de 4,5 au moins.
# Pas de preuve : aucune étude assez large ne montre que tous les élèves en lisent mieux.
syllables = two

# Les syllabes comme on les écrit, a-ppe-ler et ta-ble : c'est ainsi qu'elles s'apprennent au CP.
# Pas de preuve : c'est l'usage des méthodes ; à changer pour suivre celle de la classe.
division = written
double-consonants = together
final-e = own

# Un arc sous chaque syllabe, comme au tableau.
# Pas de preuve : usage des classes de CP.
# arcs = yes

# Mots que la classe découpe autrement.
# Pas de preuve : c'est l'affaire de la classe.
# exceptions = monsieur=me-sieur
