# dictee : une dictée. En son (-t mp3, wav...) ce que dit le maître ; en texte (-t odt, docx, html...) la feuille de l'élève ;
# « -t dictee » fait une page qui a les deux. À combiner avec les autres profils : -p dys -p dictee.

[dictation]
# Chaque groupe de souffle est dit deux fois, avec la ponctuation.
# Source : protocole de la dictée à l'école et au diplôme national du brevet : lecture, dictée avec la ponctuation, relecture.
# Pas de preuve que ce nombre de fois soit le meilleur.
repeats = 2

# Les pauses laissent le temps d'écrire : 60 lettres par minute, à régler selon l'élève.
# Pas de preuve d'une valeur pour tous : la vitesse d'écriture d'une même classe va du simple au triple.
pace = 60
