/* What every writer says of a lesson in the same way: its title, its language, its date, the few words that it adds,
 * the numbers of its notes; and how an XML attribute is written, and a package ends. */
#ifndef WRITERS_COMMON_H
#define WRITERS_COMMON_H

#include "base/plugin.h"
#include "lesson/lesson.h"
#include "lesson/lists.h"
#include "source/archive.h"

/* Words that a writer adds, in the lesson's language. */
typedef enum added_word {
    WORD_LESSON, WORD_ANSWER, WORD_BOX, WORD_TICKED, WORD_PAGE, WORD_LINE, WORD_NOTE, WORD_NOTES, WORD_BACK,
    WORD_PICTURE, WORD_UNDESCRIBED, WORD_CONTENTS, WORD_PAGES, WORD_LANDMARKS, WORD_RULER,
    WORD_RULER_KEYS, WORD_OF_BOOK, WORDS
} added_word;

/* The word in the language of a BCP 47 tag: French, English, Spanish, German or Italian; French for any other. */
const char *added_word_in(const char *language, added_word word);

/* Adds text with every run of blanks made one, and none at its ends. */
void lesson_squeeze(const char *text, buffer *out);

/* Adds ` name="value"`, escaped; nothing for a NULL value. */
void markup_attribute(buffer *out, const char *name, const char *value);

/* Ends a package and gives it to the output, whole or not at all. Errors as archive_finish's and output_status's. */
ard_status package_finish(archive_writer *zip, report_log *log, ard_output *output);

/* Adds the lesson's title: its metadata's, else its first heading's text, else "Leçon" in its language. Never empty. */
void lesson_title(const ard_document *document, buffer *title);

/* The lesson's language (BCP 47); "fr" where it says none: schools in France are whom we write for. */
const char *lesson_language(const ard_document *document);

/* The date of what is written: the task's clock, else the document's date, else 2000-01-01; always of the form
 * "2000-01-01T00:00:00Z". */
void lesson_date(const task *task, const ard_document *document, char date[21]);

/* What identifies a publication: a hash of all that it holds (FNV-1a, from two beginnings), so that the same contents have the
 * same identifier on every machine. Begins as FINGERPRINT_EMPTY. */
typedef struct fingerprint {
    uint64_t high, low;
} fingerprint;
#define FINGERPRINT_EMPTY ((fingerprint){0xcbf29ce484222325u, 0xcbf29ce484222325u})
void fingerprint_add(fingerprint *f, const void *bytes, size_t size);

/* Adds it as an address "urn:uuid:...", of version 8 (RFC 9562, 5.8). */
void fingerprint_uuid(const fingerprint *f, buffer *out);

/* Adds the same of all the words of a lesson: for formats that hold nothing else. */
void lesson_uuid(const ard_document *document, buffer *out);

/* Adds `<name>value</name>`, escaped, and a newline. */
void markup_element(buffer *out, const char *name, const char *value);

/* Adds `<meta name="..." content="..."/>`, escaped, and a newline. */
void markup_meta(buffer *out, const char *name, const char *value);

/* A note that the text refers to. */
typedef struct noted {
    const ard_node *note, *reference;   /* reference: the first one */
    int number;                         /* from 1, in the order of first references */
    struct noted *next;                 /* the next number's */
} noted;

typedef struct notes notes;

/* Finds and numbers the notes of a document; it lives in `pool`. NULL when memory has ended. */
notes *notes_new(const ard_document *document, arena *pool);

/* The note of a NOTE_REFERENCE or a NOTE; NULL where the reference leads nowhere, or nothing refers to the note. */
const noted *notes_of(const notes *all, const ard_node *node);
const noted *notes_first(const notes *all);

/* How many rows are the head of the table that `row` is in: the first rows whose cells are all headers, 8 at most, none
 * where a cell reaches from them into the body. `*index`: the number of rows before `row`, up to 9. */
int table_head(const ard_node *row, int *index);

/* Whether a node is a mark (lesson/marks.h) that its style says all of: there is only text below it, and other marks. */
bool mark_is_plain(const ard_document *document, const ard_node *node);

/* Whether any row of the style table says something of a property. */
bool styles_say(const ard_document *document, style_property property);

/* The name of the character style that blanks between words have in formats that have no spacing of words. */
#define BLANK_STYLE "Ardoise espace"

/* The name of the character style of what a filter has added to a line. */
#define ADDED_STYLE "Ardoise ajout"

/* Whether the blanks of a text stand wider where the page wants it: not those of code, and of spaces to fill in. */
bool text_is_spaced(const ard_node *text);

/* Where a format has lines for arcs, two that touch would be one: whether the line of a mark is to look otherwise than its
 * style says, as that of every second mark of the same row in a row of them. */
bool mark_turns(const ard_document *document, const ard_node *node);

/* Whether an ANSWER shows words (an instruction, a choice), which are part of the text, not dots or blanks. */
bool answer_has_words(const ard_node *answer);

/* Whether a leaf begins a page: its own style says so, or that of a container whose first leaf it is. */
bool leaf_begins_page(const ard_document *document, const ard_node *leaf);

/* Whether a leaf stays on the page of what follows: 1 where it does (a table's caption, a picture that has one, the first
 * paragraph of a box, which may be its title), 0 as its style says, -1 where it does not though its style does: an instruction
 * before another, before a box or a figure, or last of its part. What is to be kept together must fit a page, for word
 * processors give it up where it does not, and a title would end one. */
int leaf_stays(const ard_node *leaf);

/* Whether nothing may be shown in place of a link's address: the schemes that run code or name local files. */
bool href_is_safe(const char *href);

#endif
