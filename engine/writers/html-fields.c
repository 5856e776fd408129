/* Fields (lesson/fields.h) in pages. An ANSWER stays a span, which holds an input, a textarea or a select of ours, named by
 * its aria-label, and, not shown, what the source has there; a CHECK's box is an input in a label with the words after
 * it. Nothing is sent: there is no form, and the page's policy refuses every request.
 *
 * What is answered stands in data-answer of the span: the script of a page alone keeps it there, saves the page as a file
 * with it, shows it again, and the sheet prints it. A book has no script: it says that answers may be lost. */
#include "html.h"

#include "base/text.h"
#include "lesson/carry-html.h"
#include "lesson/fields.h"

#include <string.h>

/* ---- Words ------------------------------------------------------------------------------------------------------ */

typedef enum field_word {
    WORD_MINE,
    WORD_HOW,
    WORD_SAVE,
    WORD_PRINT,
    WORD_SAVED,
    WORD_LATER,
    WORD_SCRIPTS,
    WORD_CHOOSE,
    WORD_BOOK,
    FIELD_WORDS
} field_word;

static const struct {
    const char *language;
    const char *words[FIELD_WORDS];
} spoken[] = {
    {"fr",
     {"Mes réponses",
      "Écris tes réponses dans les cadres. Pour les garder, enregistre-les : elles restent dans ton fichier.",
      "Enregistrer mes réponses", "Imprimer", "Réponses enregistrées dans le fichier",
      "Des réponses ne sont pas encore enregistrées.",
      "Les scripts sont bloqués : les réponses ne peuvent pas être enregistrées. Imprime la page pour les garder.",
      "choisir",
      "Ce livre a des champs à remplir. Certaines applications ne gardent pas les réponses : pour les garder, demande la page "
      "HTML ou le PDF."}},
    {"en",
     {"My answers", "Write your answers in the boxes. To keep them, save them: they stay in your file.",
      "Save my answers", "Print", "Answers saved in the file", "Some answers are not saved yet.",
      "Scripts are blocked: answers cannot be saved. Print the page to keep them.", "choose",
      "This book has fields to fill in. Some reading apps do not keep answers: to keep them, ask for the HTML page or the PDF."}},
    {"es",
     {"Mis respuestas",
      "Escribe tus respuestas en los recuadros. Para conservarlas, guárdalas: se quedan en tu archivo.",
      "Guardar mis respuestas", "Imprimir", "Respuestas guardadas en el archivo", "Hay respuestas sin guardar.",
      "Los scripts están bloqueados: las respuestas no se pueden guardar. Imprime la página para conservarlas.",
      "elegir",
      "Este libro tiene campos para rellenar. Algunas aplicaciones no conservan las respuestas: para conservarlas, pide la página "
      "HTML o el PDF."}},
    {"de",
     {"Meine Antworten",
      "Schreib deine Antworten in die Felder. Speichere sie, um sie zu behalten: Sie bleiben in deiner Datei.",
      "Meine Antworten speichern", "Drucken", "Antworten gespeichert in der Datei",
      "Einige Antworten sind noch nicht gespeichert.",
      "Skripte sind blockiert: Antworten können nicht gespeichert werden. Druck die Seite, um sie zu behalten.",
      "auswählen",
      "Dieses Buch hat Felder zum Ausfüllen. Manche Lese-Apps behalten Antworten nicht: Frag nach der HTML-Seite oder dem PDF."}},
    {"it",
     {"Le mie risposte", "Scrivi le tue risposte nei riquadri. Per conservarle, salvale: restano nel tuo file.",
      "Salva le mie risposte", "Stampa", "Risposte salvate nel file", "Alcune risposte non sono ancora salvate.",
      "Gli script sono bloccati: le risposte non possono essere salvate. Stampa la pagina per conservarle.", "scegli",
      "Questo libro ha campi da compilare. Alcune app non conservano le risposte: per conservarle, chiedi la pagina HTML o il "
      "PDF."}},
};

static const char *word_of(const html_page *page, field_word word)
{
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++)
        if (text_in_language(page->language, spoken[i].language))
            return spoken[i].words[word];
    return spoken[0].words[word];
}

/* ---- Sheet and script ------------------------------------------------------------------------------------------- */

/* Fields at least 44 CSS pixels high at the usual size (WCAG 2.2, 2.5.5), in the ink of their text. */
static const char fields_sheet[] =
    ".champ input,.champ textarea,.champ select{background:transparent;border:.125em solid;border-radius:.2em;"
    "box-sizing:border-box;color:inherit;font:inherit;letter-spacing:inherit;margin:.15em 0;max-width:100%;min-height:2.75em;min-width:4em;"
    "padding:.2em .5em;vertical-align:middle;word-spacing:inherit}\n"
    ".champ textarea{display:block;line-height:inherit;overflow:auto;resize:vertical;width:100%}\n"
    ".champ option{background:Canvas;color:CanvasText}\n"
    ".champ ::placeholder{color:inherit;opacity:.8}\n"
    ".choix{cursor:pointer;display:inline-block;min-height:2.75em;padding:.2em .5em .2em 0}\n"
    ".choix input,.case input{font:inherit;height:1.75em;margin:.4em;vertical-align:middle;width:1.75em}\n"
    ".cadre{border:.15em solid;margin:.15em 0;border-radius:.2em;box-sizing:border-box;display:inline-block;max-width:100%;min-height:2.6em;"
    "min-width:8em;vertical-align:middle}\n"
    "fieldset{border:0;margin:0;min-width:0;padding:0}\n"
    "legend,.cache{clip-path:inset(50%);height:1px;margin:0;overflow:hidden;padding:0;position:absolute;white-space:nowrap;width:1px}\n"
    ".reponses{border:.1em solid;margin:1em 0;padding:.5em 1em}\n"
    ".reponses button{background:Canvas;border:.125em solid;border-radius:.2em;color:CanvasText;font:inherit;margin:.3em .5em "
    ".3em 0;min-height:2.75em;padding:.3em 1em}\n"
    "@media print{.reponses{display:none}.champ[data-answer]>input,.champ[data-answer]>textarea,.champ[data-answer]>select{"
    "display:none}.champ[data-answer]::before{border-bottom:1px solid;content:attr(data-answer);padding:0 .3em;"
    "white-space:pre-wrap}}\n";

/* The policy: nothing is fetched, nothing is sent (Content Security Policy Level 3). */
static const char policy[] = "default-src 'none'; base-uri 'none'; font-src data:; form-action 'none'; img-src data:; "
                             "script-src 'unsafe-inline'; style-src 'unsafe-inline'";

static const char fields_script[] =
    "(function(){\"use strict\";var d=document,dirty=false,bars=d.querySelectorAll(\".reponses\");\n"
    "function each(l,f){Array.prototype.forEach.call(l,f)}\n"
    "function tool(s){return s.querySelector(\"input,textarea,select\")}\n"
    "function boxed(e){return e.type===\"checkbox\"||e.type===\"radio\"}\n"
    "function fields(r){return r.querySelectorAll(\"[data-field]\")}\n"
    "function say(t){each(bars,function(b){b.querySelector(\"[role=status]\").textContent=t})}\n"
    "function word(n){return bars[0].getAttribute(\"data-\"+n)}\n"
    "function grow(e){if(e.tagName===\"TEXTAREA\"&&e.scrollHeight>e.clientHeight)e.style.height=e.scrollHeight+4+\"px\"}\n"
    /* what stands in a field goes into its span, */
    "function keep(s){var e=tool(s);if(!e)return;"
    "if(boxed(e))s.setAttribute(\"data-answer\",e.checked);"
    "else if(e.value)s.setAttribute(\"data-answer\",e.value);else s.removeAttribute(\"data-answer\");grow(e)}\n"
    /* and back; `fixed`: into the markup too, for a file */
    "function show(s,fixed){var e=tool(s),a=s.getAttribute(\"data-answer\");if(!e)return;"
    "if(boxed(e)){if(a!==null){e.checked=a===\"true\";if(fixed)e.toggleAttribute(\"checked\",a===\"true\")}return}"
    "if(a===null&&!fixed)return;a=a||\"\";"
    "if(e.tagName===\"SELECT\")each(e.options,function(o){var c=o.value===a;o.selected=c;if(fixed)o.toggleAttribute(\"selected\",c)});"
    "else{e.value=a;if(fixed&&e.tagName===\"TEXTAREA\"){e.textContent=a;e.removeAttribute(\"style\")}"
    "else if(fixed&&a)e.setAttribute(\"value\",a);else if(fixed)e.removeAttribute(\"value\")}}\n"
    "function changed(ev){var s=ev.target.closest&&ev.target.closest(\"[data-field]\"),e=s&&tool(s);if(!e)return;"
    "if(e.type===\"radio\")each(d.getElementsByName(e.name),function(o){keep(o.closest(\"[data-field]\"))});else keep(s);"
    "if(!dirty){dirty=true;say(word(\"later\"))}}\n"
    "function name(){var n=location.pathname.split(\"/\").pop();try{n=decodeURIComponent(n)}catch(x){}"
    "n=(n||d.title).replace(/\\.x?html?$/i,\"\").replace(/[\\/\\\\:*?\"<>|]+/g,\" \");"
    "return(/-reponses$/.test(n)?n:n+\"-reponses\")+\".html\"}\n"
    "function save(){var c=d.documentElement.cloneNode(true),a=d.createElement(\"a\"),u;"
    "each(fields(c),function(s){show(s,true)});each(c.querySelectorAll(\".regle\"),function(e){e.remove()});"
    "each(c.querySelectorAll(\".reponses\"),function(b){b.hidden=true;b.querySelector(\"[role=status]\").textContent=\"\"});"
    "u=URL.createObjectURL(new Blob([\"<!DOCTYPE html>\\n\"+c.outerHTML+\"\\n\"],{type:\"text/html;charset=utf-8\"}));"
    "a.href=u;a.download=name();d.body.appendChild(a);a.click();a.remove();setTimeout(function(){URL.revokeObjectURL(u)},60000);"
    "dirty=false;say(word(\"saved\")+\" \"+name())}\n"
    "each(fields(d),function(s){show(s,false);var e=tool(s);if(e)grow(e)});\n"
    "d.addEventListener(\"input\",changed);d.addEventListener(\"change\",changed);\n"
    "d.addEventListener(\"keydown\",function(e){if((e.ctrlKey||e.metaKey)&&!e.altKey&&!e.shiftKey&&e.key.toLowerCase()===\"s\"){"
    "e.preventDefault();save()}});\n"
    "addEventListener(\"beforeunload\",function(e){if(dirty){e.preventDefault();e.returnValue=\"\"}});\n"
    "each(bars,function(b){b.hidden=false;var l=b.querySelectorAll(\"button\");l[0].addEventListener(\"click\",save);"
    "l[1].addEventListener(\"click\",function(){print()})});\n"
    "})();";

void html_fields_rules(const html_page *page, buffer *out)
{
    if (page->fields || page->boxes)
        buffer_text(out, fields_sheet);
}

void html_fields_policy(html_page *page, buffer *out)
{
    if (!page->fields || page->book)
        return;
    buffer_text(out, "<meta http-equiv=\"Content-Security-Policy\"");
    buffer whole = BUFFER_EMPTY;
    buffer_text(&whole, policy);
    buffer_text(&whole, page->sound ? "; media-src data:" : "");
    markup_attribute(out, "content", buffer_string(&whole));
    buffer_free(&whole);
    buffer_format(out, "%s\n", html_void(page));
}

/* ---- The bars, at the beginning and at the end ------------------------------------------------------------------- */

static void add_button(html_page *page, field_word word)
{
    buffer_format(&page->text, "<button type=\"button\">%s</button>\n", word_of(page, word));
}

static void add_bar(html_page *page, bool first)
{
    buffer *out = &page->text;
    buffer_text(out, "<div data-ard=\"" CARRY_MADE "\" class=\"reponses\" role=\"group\" hidden");
    markup_attribute(out, "aria-label", word_of(page, WORD_MINE));
    if (first) {
        markup_attribute(out, "data-saved", word_of(page, WORD_SAVED));
        markup_attribute(out, "data-later", word_of(page, WORD_LATER));
    }
    buffer_text(out, ">\n");
    if (first)
        buffer_format(out, "<p>%s</p>\n", word_of(page, WORD_HOW));
    add_button(page, WORD_SAVE);
    add_button(page, WORD_PRINT);
    buffer_text(out, "<span role=\"status\"></span>\n</div>\n");
}

void html_fields_begin(html_page *page)
{
    buffer *out = &page->text;
    if (!page->fields)
        return;
    if (page->book) {
        buffer_format(out, "<p data-ard=\"" CARRY_MADE "\" class=\"reponses\">%s</p>\n", word_of(page, WORD_BOOK));
        return;
    }
    buffer_format(out, "<noscript data-ard=\"" CARRY_MADE "\"><p class=\"reponses\">%s</p></noscript>\n",
                  word_of(page, WORD_SCRIPTS));
    add_bar(page, true);
}

void html_fields_end(html_page *page)
{
    if (!page->fields || page->book)
        return;
    add_bar(page, false);
    buffer_format(&page->text, "<script>\n%s\n</script>\n", fields_script);
}

/* ---- Answers ---------------------------------------------------------------------------------------------------- */

bool html_is_field(const html_page *page, const ard_node *node)
{
    return page->fields && node_field(node) != FIELD_NONE && !html_in_link(node);
}

bool html_is_box(const html_page *page, const ard_node *node)
{
    const char *box = page->boxes && node->kind == ANSWER ? node_attribute(node, "data-box") : NULL;
    return box && strcmp(box, "large") == 0 && !html_is_field(page, node);
}

/* Whether the browser must not help with spelling: the exercise asks for it. */
static bool assesses_spelling(const ard_node *node)
{
    const char *what = node_assessed(node);
    return *what && text_in_list("spelling language", what);
}

/* Adds what every field has: mark and name. */
static void add_common(html_page *page, const ard_node *node)
{
    const char *label = node_attribute(node, "aria-label");
    buffer_text(&page->text, " data-ard=\"" CARRY_MADE "\"");
    markup_attribute(&page->text, "aria-label",
                     label && *label ? label
                                     : added_word_in(page->language, node->kind == CHECK ? WORD_BOX : WORD_ANSWER));
}

/* Adds what a field has that is written in: the words that the source shows there, as a hint. */
static void add_written(html_page *page, const ard_node *node)
{
    buffer words = BUFFER_EMPTY, hint = BUFFER_EMPTY;
    if (answer_has_words(node))
        node_text(node, &words);
    lesson_squeeze(buffer_string(&words), &hint);
    if (hint.size)
        markup_attribute(&page->text, "placeholder", buffer_string(&hint));
    buffer_text(&page->text, " autocomplete=\"off\"");
    if (assesses_spelling(node))
        buffer_text(&page->text, " autocapitalize=\"off\" spellcheck=\"false\"");
    buffer_free(&words);
    buffer_free(&hint);
}

static void add_input(html_page *page, const ard_node *node, field_kind kind)
{
    enum { LEAST = 6, MOST = 60 };
    long size = 0;
    bool known = node_whole_number(node, "data-size", &size) && size > 0;
    buffer_text(&page->text, "<input");
    add_common(page, node);
    add_written(page, node);
    buffer_text(&page->text, kind == FIELD_NUMBER ? " type=\"text\" inputmode=\"decimal\"" : " type=\"text\"");
    size = !known ? MOST / 2 : size < LEAST ? LEAST : size > MOST ? MOST : size;
    buffer_format(&page->text, " size=\"%ld\"", size);
    markup_attribute(&page->text, "value", node_attribute(node, "data-answer"));
    buffer_text(&page->text, html_void(page));
}

static void add_lines(html_page *page, const ard_node *node)
{
    const char *answer = node_attribute(node, "data-answer");
    buffer_text(&page->text, "<textarea");
    add_common(page, node);
    add_written(page, node);
    buffer_format(&page->text, " rows=\"%u\">", field_rows(node, 2));
    if (answer)
        buffer_format(&page->text, "%s", *answer == '\n' ? "\n" : ""); /* the parser drops the first */
    if (answer)
        buffer_xml(&page->text, answer, strlen(answer), false);
    buffer_text(&page->text, "</textarea>");
}

static void add_choice(html_page *page, const ard_node *node)
{
    const char *choices = node_attribute(node, "data-choices"), *answer = node_attribute(node, "data-answer"), *choice;
    size_t size;
    buffer_text(&page->text, "<select");
    add_common(page, node);
    buffer_format(&page->text, "><option value=\"\">%s…</option>", word_of(page, WORD_CHOOSE));
    while (field_next_choice(&choices, &choice, &size)) {
        bool chosen = answer && text_is(choice, size, answer);
        buffer_text(&page->text, "<option value=\"");
        buffer_xml(&page->text, choice, size, true);
        buffer_text(&page->text, !chosen ? "\">" : page->xml ? "\" selected=\"selected\">" : "\" selected>");
        buffer_xml(&page->text, choice, size, false);
        buffer_text(&page->text, "</option>");
    }
    buffer_text(&page->text, "</select>");
}

/* Begins what is kept and not shown. */
static void begin_kept(html_page *page)
{
    buffer_text(&page->text, page->xml ? "<span data-ard=\"" CARRY_SHOWN "\" hidden=\"hidden\">"
                                       : "<span data-ard=\"" CARRY_SHOWN "\" hidden>");
}

void html_enter_field(html_page *page, ard_node *node)
{
    field_kind kind = node_field(node);
    buffer_text(&page->text, "<span");
    html_attributes(page, node, "span", "champ", &page->text);
    html_end_attributes(page, &page->text);
    buffer_byte(&page->text, '>');
    if (kind == FIELD_LINES)
        add_lines(page, node);
    else if (kind == FIELD_CHOICE)
        add_choice(page, node);
    else if (kind != FIELD_MORE)
        add_input(page, node, kind);
    begin_kept(page);
}

void html_enter_box(html_page *page, ard_node *node)
{
    long size = 0;
    const char *label = node_attribute(node, "aria-label");
    bool known = node_whole_number(node, "data-size", &size) && size > 0;
    buffer_text(&page->text, "<span");
    html_attributes(page, node, "span", "cadre", &page->text);
    buffer_text(&page->text, " role=\"img\"");
    markup_attribute(&page->text, "aria-label", label && *label ? label : added_word_in(page->language, WORD_ANSWER));
    /* by hand, letters of pupils are twice as wide */
    buffer_format(&page->text, " style=\"width:%ldch;height:%uem\"",
                  !known      ? 80
                  : size > 80 ? 80
                              : 2 * size,
                  3 * field_rows(node, 1));
    html_end_attributes(page, &page->text);
    buffer_byte(&page->text, '>');
    begin_kept(page);
}

/* ---- Boxes ------------------------------------------------------------------------------------------------------ */

/* Whether the words after a box end at this sibling. */
static bool ends_label(const ard_node *node)
{
    walk w = walk_of((ard_node *)node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (w.node->kind == CHECK || w.node->kind == ANSWER || w.node->kind == BREAK || w.node->kind == LINK ||
            w.node->kind == NOTE_REFERENCE)
            return true;
    return false;
}

/* Opens the label of a box: it holds what follows up to the next box or line. */
static void open_label(html_page *page, const ard_node *check)
{
    const ard_node *end = check->next;
    while (end && !ends_label(end))
        end = end->next;
    page->label = check;
    page->label_end = end;
    buffer_text(&page->text, "<label class=\"choix\">");
}

void html_close_label(html_page *page, const ard_node *node, bool enters)
{
    const ard_node *label = page->label;
    if (!label || !(enters ? node == page->label_end : !page->label_end && node == label->parent))
        return;
    buffer_text(&page->text, "</label>");
    page->label = page->label_end = NULL;
}

void html_enter_tick(html_page *page, ard_node *node)
{
    bool radio = node_field(node) == FIELD_RADIO, labelled = node->next && !ends_label(node->next);
    if (labelled)
        open_label(page, node);
    buffer_text(&page->text, "<span");
    html_attributes(page, node, "span", "case", &page->text);
    html_end_attributes(page, &page->text);
    buffer_format(&page->text, "><input type=\"%s\"", radio ? "radio" : "checkbox");
    if (labelled && page->groups) /* its words name it, the group its question */
        buffer_text(&page->text, " data-ard=\"" CARRY_MADE "\"");
    else
        add_common(page, node);
    markup_attribute(&page->text, "name", radio ? node_attribute(node, "data-group") : NULL);
    if (field_is_ticked(node))
        buffer_text(&page->text, page->xml ? " checked=\"checked\"" : " checked");
    buffer_text(&page->text, html_void(page));
}

/* ---- Groups ----------------------------------------------------------------------------------------------------- */

void html_group(html_page *page, const ard_node *node, html_side side)
{
    const char *name = page->fields ? node_attribute(node, "data-fieldset") : NULL;
    bool inside = node->kind == ITEM || node_is_cell(node) || node->kind == DEFINITION;
    if (!name || node->kind == ROW || inside != (side == SIDE_FIRST || side == SIDE_LAST))
        return;
    page->groups += side == SIDE_BEFORE || side == SIDE_FIRST ? 1 : -1;
    if (side == SIDE_AFTER || side == SIDE_LAST) {
        buffer_text(&page->text, "</fieldset>\n");
        return;
    }
    buffer_text(&page->text, "<fieldset><legend data-ard=\"" CARRY_MADE "\">");
    buffer_xml(&page->text, name, strlen(name), false);
    buffer_text(&page->text, "</legend>\n");
}

void html_index_fields(html_page *page)
{
    page->fields = lesson_has_fields(page->document);
    walk w = walk_of(lesson_root(page->document));
    for (walk_event event; !page->boxes && (event = walk_next(&w)) != WALK_END;)
        page->boxes = event == WALK_ENTER && w.node->kind == ANSWER && node_attribute(w.node, "data-box");
}
