/* Metadata about accessibility (EPUB Accessibility 1.1, 2.2; schema.org's accessibility terms): what can be seen in the lesson
 * itself. That it conforms to a standard is for a person to say: dcterms:conformsTo is left out. */
#include "epub.h"

#include "base/text.h"

#include <string.h>

typedef struct facts {
    bool words, headings, formulas, pictures, undescribed, marks;
} facts;

static facts look(const ard_document *document)
{
    facts f = {0};
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const ard_node *n = w.node;
        const char *alt = n->kind == IMAGE ? node_attribute(n, "alt") : NULL;
        if (event != WALK_ENTER)
            continue;
        f.words |= n->kind == TEXT;
        f.headings |= n->kind == HEADING;
        f.formulas |= n->kind == MATHS || n->kind == MATHS_BLOCK;
        f.pictures |= n->kind == IMAGE && (!alt || *alt);
        f.undescribed |= n->kind == IMAGE && !alt;
        f.marks |= n->kind == PAGE_MARK || n->kind == PAGE_REFERENCE;
    }
    return f;
}

static void add(buffer *out, const char *property, const char *value)
{
    buffer_format(out, "<meta property=\"schema:%s\">%s</meta>\n", property, value);
}

/* Sentences of the summary, in the languages of added_word_in; French for any other. */
typedef struct sentences {
    const char *language;
    const char *structure, *maths, *described, *undescribed, *pages;
} sentences;

static const sentences texts[] = {
    {"fr", "Le texte est structuré et peut être lu par une synthèse vocale ou en braille.",
     "Les formules sont en MathML.", "Les images ont un texte de remplacement.",
     "Certaines images n'ont pas de texte de remplacement.", "Les pages de l'édition imprimée sont repérées."},
    {"en", "The text is structured and can be read by a screen reader or in braille.", "Formulas are in MathML.",
     "Images have alternative texts.", "Some images have no alternative text.",
     "The pages of the print edition are marked."},
    {"es", "El texto está estructurado y puede leerse con voz sintética o en braille.", "Las fórmulas están en MathML.",
     "Las imágenes tienen un texto alternativo.", "Algunas imágenes no tienen texto alternativo.",
     "Las páginas de la edición impresa están señaladas."},
    {"de", "Der Text ist gegliedert und kann mit Sprachausgabe oder in Braille gelesen werden.",
     "Formeln sind in MathML.", "Bilder haben einen Alternativtext.", "Einige Bilder haben keinen Alternativtext.",
     "Die Seiten der Druckausgabe sind gekennzeichnet."},
    {"it", "Il testo è strutturato e può essere letto con la sintesi vocale o in braille.",
     "Le formule sono in MathML.", "Le immagini hanno un testo alternativo.",
     "Alcune immagini non hanno un testo alternativo.", "Le pagine dell'edizione stampata sono segnalate."},
};

static void add_summary(const epub_book *book, const facts *f, buffer *out)
{
    const sentences *s = texts;
    for (size_t i = 1; i < sizeof texts / sizeof *texts; i++)
        if (text_in_language(book->page.language, texts[i].language))
            s = texts + i;
    buffer_text(out, "<meta property=\"schema:accessibilitySummary\"");
    markup_attribute(out, "xml:lang", s->language);
    buffer_format(out, ">%s", s->structure);
    if (f->formulas)
        buffer_format(out, " %s", s->maths);
    if (f->pictures || f->undescribed)
        buffer_format(out, " %s", f->undescribed ? s->undescribed : s->described);
    if (f->marks)
        buffer_format(out, " %s", s->pages);
    buffer_text(out, "</meta>\n");
}

void epub_access(const epub_book *book, buffer *out)
{
    facts f = look(book->page.document);
    if (f.words || !f.pictures)
        add(out, "accessMode", "textual");
    if (f.pictures || f.undescribed)
        add(out, "accessMode", "visual");
    if (f.pictures || f.undescribed)
        add(out, "accessModeSufficient", "textual,visual");
    if (!f.undescribed)
        add(out, "accessModeSufficient", "textual");
    add(out, "accessibilityFeature", "tableOfContents");
    add(out, "accessibilityFeature", "readingOrder");
    add(out, "accessibilityFeature", "displayTransformability");
    if (f.headings)
        add(out, "accessibilityFeature", "structuralNavigation");
    if (f.pictures && !f.undescribed)
        add(out, "accessibilityFeature", "alternativeText");
    if (f.formulas)
        add(out, "accessibilityFeature", "MathML");
    if (book->marks.first) {
        add(out, "accessibilityFeature", "printPageNumbers");
        add(out, "accessibilityFeature", "pageNavigation");
    }
    add(out, "accessibilityHazard", book->page.resources ? "unknown" : "none");
    add_summary(book, &f, out);
}
