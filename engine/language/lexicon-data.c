/* fr.lex, in the program's read-only pages. */
__asm__(".section .rodata\n"
        ".balign 64\n"
        ".global lexicon_fr\n"
        ".hidden lexicon_fr\n"
        "lexicon_fr:\n"
        ".incbin \"build/fr.lex\"\n"
        ".text\n");
