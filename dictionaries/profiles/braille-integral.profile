# Braille intégral, pages de 30 cellules sur 27 lignes.

[braille]
# Guide : Code de transcription en braille français uniformisé (CBFU), 2008.
grade = integral
