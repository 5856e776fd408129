/* What the pupil does in the form of the lesson that he is given: "Entoure" is "Coche" on screen, "Écris" in braille, by the
 * table dictionaries/fr/verbs.tsv; where nothing in that form does it, a flag says so. Rewritten words are proposals. One
 * that is made stands in a SPAN with added="around" that keeps the author's word (data-was-text), for -p original. */
#include "base/table.h"
#include "base/text.h"
#include "language/actions.h"
#include "language/sentences.h"
#include "language/words.h"
#include "lesson/flat.h"
#include "lesson/remarks.h"
#include "simplify.h"

#include <stdio.h>
#include <string.h>

enum { WORD = 48, ACTIONS = 16, KEY = 80, WINDOW = 5, LONGEST = 60 };

/* The columns of the table: the infinitive and the two imperatives, then what is done in each form. */
enum { INFINITIVE, TU, VOUS, FIRST_FORM };

static const char *const form_names[FORMS] = {
    [FORM_SCREEN] = "à l’écran", [FORM_PAPER] = "sur papier",  [FORM_BRAILLE] = "en braille",
    [FORM_SPEECH] = "à l’oral",  [FORM_NO_PEN] = "sans stylo",
};

/* Why nothing does it; the codes of dictionaries/messages/verbs.tsv, and the words for the file. */
static const struct {
    const char *name, *code, *words;
} reasons[] = {
    {"drawing", "simplify.verb.drawing", "demande de dessiner ou de tracer"},
    {"cutting", "simplify.verb.cutting", "demande de découper ou de coller"},
    {"colour", "simplify.verb.colour", "demande des couleurs : à remplacer par un autre repère"},
    {"hand", "simplify.verb.hand", "demande d’écrire à la main"},
    {"tool", "simplify.verb.tool", "demande un instrument"},
    {"place", "simplify.verb.place", "demande d’écrire ailleurs que dans ce document"},
    {"table", "simplify.verb.table", "demande de remplir un tableau"},
    {"picture", "simplify.verb.picture", "demande de voir une image : il faut une description"},
    {"sound", "simplify.verb.sound", "demande d’entendre : il faut le texte écrit ou l’enregistrement"},
    {"video", "simplify.verb.video", "demande de voir une vidéo : il faut son texte"},
    {"handle", "simplify.verb.handle", "demande de manipuler des objets"},
    {"mark", "simplify.verb.mark", "demande de faire une marque sur la page"},
    {"drag", "simplify.verb.drag", "demande de glisser avec la souris ou le doigt"},
    {"screen", "simplify.verb.screen", "demande un appareil ou un fichier"},
    {"spelling", "simplify.verb.spelling", "évalue l’orthographe : la réponse orale ne la montre pas"},
    {"reading", "simplify.verb.reading", "demande de lire : écouter serait un autre exercice"},
    {"copy", "simplify.verb.copy", "évalue la copie : un ordinateur la ferait seul"},
};

typedef struct verb_form {
    const char *const *row;
    int form; /* INFINITIVE, TU, VOUS */
} verb_form;

/* One action of a leaf. */
typedef struct action {
    size_t at, end; /* its verb in the leaf's text */
    size_t until;   /* where what it is about ends */
    verb_form verb;
    const char *cell; /* what is done in the form */
} action;

typedef struct verbs_work {
    proposals *all;
    lesson_form form;
    table *forms;     /* a form of a verb -> verb_form */
    bool instruction; /* the leaf at work is one; else its words may be nouns */
} verbs_work;

/* ---- The table ---------------------------------------------------------------------------------------------------- */

static table *index_forms(arena *pool)
{
    table *forms = table_new(pool);
    const char *const *row;
    for (size_t i = 0; forms && (row = word_row(&words_fr_verbs, i)) != NULL; i++)
        for (int k = INFINITIVE; k <= VOUS && !strchr(row[0], '@'); k++) {
            verb_form *of = arena_alloc(pool, sizeof *of);
            if (!of)
                return NULL;
            *of = (verb_form){row, k};
            if (!table_value(forms, row[k]))
                table_set(forms, row[k], of);
        }
    return forms;
}

/* The row of a verb ("*": any) under a condition, or NULL. */
static const char *const *row_when(const char *verb, const char *condition)
{
    buffer key = BUFFER_EMPTY;
    buffer_format(&key, "%s@%s", verb, condition);
    const char *const *row = word_find(&words_fr_verbs, buffer_string(&key), key.size);
    buffer_free(&key);
    return row;
}

/* ---- Words of a text ---------------------------------------------------------------------------------------------- */

/* The word at an offset, in small letters: letters, and hyphens inside; its bytes. An apostrophe ends it and is part of it. */
static size_t word_at(const char *text, size_t at, size_t end, char word[WORD])
{
    size_t begin = at, filled = 0, length;
    while (at < end && filled + 5 < WORD) {
        uint32_t point = text_decode(text + at, end - at, &length);
        bool apostrophe = point == '\'' || point == 0x2019;
        if (!text_is_letter(point) && !(at > begin && (point == '-' || apostrophe)))
            break;
        filled += text_encode(word + filled, apostrophe ? '\'' : text_lower(point));
        at += length;
        if (apostrophe)
            break;
    }
    while (filled && word[filled - 1] == '-')
        filled--, at--;
    word[filled] = '\0';
    return at - begin;
}

/* The next word from `*at` on, which moves behind it; false at the end. */
static bool next_word(const char *text, size_t *at, size_t end, char word[WORD])
{
    size_t length;
    while (*at < end) {
        size_t size = word_at(text, *at, end, word);
        if (size) {
            *at += size;
            return true;
        }
        text_decode(text + *at, end - *at, &length);
        *at += length;
    }
    return false;
}

/* Whether the words of a condition ("_" parts those of an expression) stand between two offsets; `most`: looks only at so
 * many words, and not beyond one that begins a complement. */
static bool has_listed(const char *condition, const char *text, size_t at, size_t end, size_t most)
{
    static const char stops[] = "dans sur avec pour en par qui que qu' afin selon comme si où de du d' et ou puis";
    char name[KEY] = "@", word[WORD], last[WORD] = "", before[WORD] = "";
    strncat(name, condition, sizeof name - 2);
    const char *const *row = word_find(&words_fr_verbs, name, strlen(name));
    for (size_t count = 0; row && next_word(text, &at, end, word) && (!most || count < most); count++) {
        char two[2 * WORD + 1], three[3 * WORD + 2];
        bool elided = text_ends(last, "'");
        if (most && count && text_in_list(stops, word))
            return false;
        if (elided) /* "l'ardoise" is listed as "l’ardoise" is written */
            snprintf(two, sizeof two, "%.*s’%s", (int)strlen(last) - 1, last, word);
        else
            snprintf(two, sizeof two, "%s_%s", last, word);
        snprintf(three, sizeof three, "%s_%s", before, two);
        if (text_in_list(row[1], word) || text_in_list(row[1], two) || text_in_list(row[1], three))
            return true;
        memcpy(before, last, WORD);
        memcpy(last, word, WORD);
    }
    return false;
}

/* Whether a colour is what the pupil works with: right after the verb, or after one that draws ("souligne les noms en
 * rouge"). "Recopie les mots en rouge" tells what is there. */
static bool draws_in_colour(const action *a, const char *text)
{
    static const char tools[] = "en au avec de d'";
    const char *const *draws = word_find(&words_fr_verbs, "@draws", 6), *const *colours =
                                                                            word_find(&words_fr_verbs, "@colour", 7);
    char word[WORD], last[WORD] = "";
    bool drawing = draws && text_in_list(draws[1], a->verb.row[INFINITIVE]);
    size_t at = a->end;
    for (size_t count = 0; next_word(text, &at, a->until, word); count++) {
        bool tool = text_in_list(tools, last) || text_in_list("un une des ton ta tes deux", last);
        if (colours && text_in_list(colours[1], word) && tool && (drawing || count < 2))
            return true;
        memcpy(last, word, WORD);
    }
    return false;
}

/* ---- Where the actions are ---------------------------------------------------------------------------------------- */

/* Whether a word, in a place where nothing says that it is a verb, is sure to be one. */
static bool is_sure(const char *text, size_t size, const verb_form *verb)
{
    return verb->form == VOUS || action_length(text, size, "fr") > 0;
}

/* Whether a form is a noun as well: "Trace écrite". */
static bool is_noun_too(const char *word)
{
    const char *const *row = word_find(&words_fr_actions, word, strlen(word));
    return row && !strcmp(row[1], "noun");
}

/* What stands before a word that tells the pupil to do something: the beginning of a sentence or clause, a conjunction, or a
 * verb of duty before an infinitive. */
static bool may_begin(const char *text, size_t begin, size_t at, const char *last, const verb_form *verb, bool acted)
{
    static const char duties[] = "dois devez faut vas allez peux pouvez doit peut veuillez";
    static const char joins[] = "et puis ensuite ou enfin alors";
    size_t before = at;
    while (before > begin && text_is_space((unsigned char)text[before - 1]))
        before--;
    char sign = before > begin ? text[before - 1] : '.';
    if (before == begin || strchr(".?!:;)\n-0123456789", sign) ||
        (before > begin + 1 && !memcmp(text + before - 2, "\xC2\xA0", 2)))
        return true;
    if (verb->form == INFINITIVE && text_in_list(duties, last))
        return true;
    bool joined = sign == ',' || text_in_list(joins, last);
    return joined && (acted || verb->form != INFINITIVE);
}

/* The verb that a word is, without its pronouns ("complète-les"); `*size` is then its bytes. */
static const verb_form *verb_of(const verbs_work *w, const char *word, size_t *size)
{
    char bare[WORD];
    const char *hyphen = strchr(word, '-');
    size_t length = hyphen ? (size_t)(hyphen - word) : strlen(word);
    memcpy(bare, word, length);
    bare[length] = '\0';
    *size = length;
    return length ? table_value(w->forms, bare) : NULL;
}

/* The actions of a sentence; their number. */
static size_t find_actions(const verbs_work *w, const char *text, size_t begin, size_t end, action found[],
                           size_t count)
{
    char word[WORD], last[WORD] = "";
    size_t first = count, size, at = begin;
    while (next_word(text, &at, end, word) && count < ACTIONS) {
        size_t from = at - word_at(text, at - strlen(word), end, word);
        const verb_form *verb = verb_of(w, word, &size);
        bool start = verb && may_begin(text, begin, from, last, verb, count > first);
        bool doubtful = start && count == first && from > begin && text[from - 1] != ' ';
        doubtful = doubtful || (start && !w->instruction && is_noun_too(word));
        bool joined = start && (text_in_list("et ou", last) || (from > begin + 1 && text[from - 2] == ','));
        if (start && !text_in_list("ne n' pas me te se", last) &&
            (!(joined || doubtful) || is_sure(text + from, end - from, verb))) {
            if (count > first)
                found[count - 1].until = from;
            found[count++] = (action){from, from + size, end, *verb, NULL};
        }
        memcpy(last, word, WORD);
    }
    return count;
}

/* ---- What is done ------------------------------------------------------------------------------------------------- */

static const ard_node *exercise_of(const ard_node *leaf)
{
    while (leaf && leaf->kind != EXERCISE)
        leaf = leaf->parent;
    return leaf;
}

static bool assesses(const ard_node *leaf, const char *what)
{
    return strcmp(node_assessed(leaf), what) == 0;
}

/* The list of numbers that an instruction's choices stand in: below it in its exercise or among the blocks right after it;
 * NULL for none. */
static const ard_node *numbers_after(const ard_node *leaf)
{
    const ard_node *exercise = exercise_of(leaf);
    for (const ard_node *next = leaf->next; next && next->kind != HEADING && next->kind != INSTRUCTION;
         next = next->next)
        if (next->kind == NUMBERS)
            return next;
    for (const ard_node *child = exercise ? exercise->first : NULL; child; child = child->next)
        if (child->kind == NUMBERS)
            return child;
    return NULL;
}

static bool is_pick(const action *a)
{
    return strcmp(a->verb.row[FIRST_FORM + FORM_SCREEN], "cocher") == 0 || !strcmp(a->verb.row[INFINITIVE], "cocher");
}

/* Whether there are actions of different verbs that pick words out: one box to tick could not tell them apart. */
static bool picks_differ(const action *found, size_t count)
{
    const action *first = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!is_pick(found + i))
            continue;
        if (first && strcmp(first->verb.row[INFINITIVE], found[i].verb.row[INFINITIVE]) != 0)
            return true;
        first = first ? first : found + i;
    }
    return false;
}

/* The flag that a condition on any verb raises in a form; NULL for none. */
static const char *general_flag(const verbs_work *w, const action *a, const char *text, const ard_node *leaf)
{
    static const char *const conditions[] = {"video", "sound", "code", "cutout", "copy",  "hand",
                                             "tool",  "mark",  "drag", "place",  "table", "image"};
    int column = FIRST_FORM + (int)w->form;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        const char *const *row = row_when("*", conditions[i]);
        if (row && row[column][0] == '!' && has_listed(conditions[i], text, a->end, a->until, 0))
            return row[column];
    }
    const char *const *row = row_when("*", "colour");
    if (row && row[column][0] == '!' && draws_in_colour(a, text))
        return row[column];
    const char *const *verb = a->verb.row;
    bool writes =
        !strcmp(verb[FIRST_FORM + FORM_SCREEN], "=") && strchr("=!", verb[FIRST_FORM + FORM_SPEECH][0]) == NULL;
    row = row_when("*", "spelling");
    bool spelling = assesses(leaf, "spelling") || has_listed("spelling", text, a->end, a->until, 0);
    return row && writes && spelling && row[column][0] == '!' ? row[column] : NULL;
}

/* The cell that says what is done. */
static const char *cell_of(const verbs_work *w, const action *a, const char *text, const ard_node *leaf, bool several)
{
    static const char *const nouns[] = {"number", "points", "person", "cross", "text", "picture"};
    const char *verb = a->verb.row[INFINITIVE];
    const char *const *row = NULL;
    if (several && is_pick(a))
        row = row_when(verb, "several");
    for (size_t i = 0; !row && i < sizeof nouns / sizeof *nouns; i++)
        if (row_when(verb, nouns[i]) && has_listed(nouns[i], text, a->end, a->until, WINDOW))
            row = row_when(verb, nouns[i]);
    if (!row && row_when(verb, "answer") && has_listed("answer", text, a->end, a->until, WINDOW) && numbers_after(leaf))
        row = row_when(verb, "answer");
    const char *cell = (row ? row : a->verb.row)[FIRST_FORM + (int)w->form];
    if (!strcmp(cell, "!reading") && (assesses(leaf, "language") || assesses(leaf, "maths")))
        cell = "écouter";
    const char *flag = general_flag(w, a, text, leaf);
    return flag && cell[0] != '!' ? flag : !strcmp(cell, verb) ? "=" : cell;
}

/* Fills in what is done of each action. Where one of them needs colours, all that pick words out wait for the same decision. */
static void fill_cells(const verbs_work *w, const ard_node *leaf, const char *text, action *found, size_t count)
{
    bool several = picks_differ(found, count), coloured = false;
    for (size_t i = 0; i < count; i++) {
        found[i].cell = cell_of(w, found + i, text, leaf, several);
        coloured = coloured || !strcmp(found[i].cell, "!colour");
    }
    for (size_t i = 0; coloured && i < count; i++)
        if (is_pick(found + i) && found[i].cell[0] != '!')
            found[i].cell = "!colour";
}

/* ---- Rewriting ---------------------------------------------------------------------------------------------------- */

/* Adds a verb in a form, with a capital where the author's has one. */
static void add_verb(buffer *out, const char *verb, bool capital)
{
    const char *rest = verb;
    uint32_t first = text_next(&rest);
    buffer_point(out, capital ? text_upper(first) : first);
    buffer_text(out, rest);
}

/* The words that stand in the place of the bytes up to `*end`, which grows where more than the verb changes. False where
 * the table has no such verb. */
static bool rewrite(const verbs_work *w, const action *a, const char *text, const ard_node *numbers, buffer *out,
                    size_t *end)
{
    static const struct {
        const char *words, *joined;
    } articles[] = {{" le ", "du "}, {" les ", "des "}, {" ", "de "}};
    char verb[WORD];
    size_t size = strcspn(a->cell, "-+"), length;
    const char *plus = strchr(a->cell, '+');
    if (size >= sizeof verb)
        return false;
    memcpy(verb, a->cell, size);
    verb[size] = '\0';
    const verb_form *of = table_value(w->forms, verb);
    if (!of)
        return false;
    add_verb(out, of->row[a->verb.form], text_is_upper(text_decode(text + a->at, a->end - a->at, &length)));
    *end = a->end;
    if (a->cell[size] == '-' && text_begins(text + *end, " sur"))
        *end += 4;
    if (!plus || text[*end] != ' ')
        return true;
    const char *type = numbers ? node_attribute(numbers, "type") : NULL;
    buffer_text(out, type && *type != '1' ? " la lettre " : " le numéro ");
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (text_begins(text + *end, articles[i].words)) {
            buffer_text(out, articles[i].joined);
            *end += strlen(articles[i].words);
            break;
        }
    return true;
}

/* Puts new words in the place of the author's, where these stand in one run of text. */
static bool put_words(ard_document *document, flat *f, size_t begin, size_t end, const buffer *words)
{
    const flat_piece *piece = flat_piece_at(f, begin);
    if (!piece || piece->shut || piece->node->kind != TEXT || end > piece->end)
        return false;
    char *was = arena_copy(lesson_pool(document), buffer_string(&f->text) + begin, end - begin);
    ard_node *span = node_new(document, SPAN, piece->node->place);
    ard_node *text = node_new_text(document, buffer_string(words), words->size, piece->node->place);
    if (!was || !span || !text)
        return false;
    text->style = piece->node->style;
    node_set(document, span, "added", "around");
    node_set(document, span, "data-was-text", was);
    node_append(span, text);
    return flat_replace(document, f, begin, end, span);
}

/* ---- One leaf ----------------------------------------------------------------------------------------------------- */

/* Adds text with every run of blanks, and line ends, made one blank. */
static void squeeze(const char *text, buffer *out)
{
    for (bool blank = false; *text;) {
        uint32_t point = text_next(&text);
        bool space = text_is_space(point);
        if (space && blank)
            continue;
        buffer_point(out, space && point != 0xA0 && point != 0x202F ? ' ' : point);
        blank = space;
    }
}

static void tell_flag(const verbs_work *w, const ard_node *leaf, const action *a, const char *text)
{
    size_t i = 0;
    while (i + 1 < sizeof reasons / sizeof *reasons && strcmp(reasons[i].name, a->cell + 1) != 0)
        i++;
    static const char *const joins[] = {" et", " puis", " ensuite", " ou", " et", ""};
    buffer words = BUFFER_EMPTY, what = BUFFER_EMPTY;
    size_t end = a->until;
    for (size_t k = 0; k < sizeof joins / sizeof *joins; k++) {
        size_t size = strlen(joins[k]);
        while (end > a->at && strchr(" ,;.\n", text[end - 1]))
            end--;
        if (end > a->at + size && memcmp(text + end - size, joins[k], size) == 0)
            end -= size;
    }
    buffer_add(&words, text + a->at, end - a->at);
    buffer_format(&what, "« %s » %s : %s.", buffer_string(&words), form_names[w->form], reasons[i].words);
    proposal_flag(w->all, leaf, reasons[i].code, buffer_string(&words), buffer_string(&what));
    buffer_free(&words);
    buffer_free(&what);
}

static void tell_change(const verbs_work *w, const ard_node *leaf, const char *text, const char *changed)
{
    buffer what = BUFFER_EMPTY, plain = BUFFER_EMPTY;
    squeeze(text, &plain);
    buffer_format(&what, "%s : « %s » devient « ", form_names[w->form], buffer_string(&plain));
    buffer_reset(&plain);
    squeeze(changed, &plain);
    buffer_format(&what, "%s ».", buffer_string(&plain));
    proposal_add(w->all, leaf, buffer_string(&what));
    const remark about = {.rule = "verb.form",
                          .words = text,
                          .reason = buffer_string(&what),
                          .proposal = changed,
                          .change = w->all->validated ? changed : NULL};
    lesson_remark(w->all->document, &about);
    buffer_free(&what);
    buffer_free(&plain);
}

/* "case" is said of a box that only print has. */
static void name_answers(const verbs_work *w, const action *a, const char *text, size_t from, buffer *changed)
{
    char word[WORD];
    size_t at = from, begin = from;
    bool renames = w->form >= FORM_BRAILLE && !strcmp(a->verb.row[INFINITIVE], "cocher");
    while (renames && next_word(text, &at, a->until, word))
        if (!strcmp(word, "case") || !strcmp(word, "cases")) {
            size_t word_begin = at - strlen(word);
            buffer_add(changed, text + begin, word_begin - begin);
            buffer_text(changed, word[4] ? "réponses" : "réponse");
            begin = at;
        }
    buffer_add(changed, text + begin, a->until - begin);
}

/* Rewrites what the table says of the actions of a leaf, and flags the others. */
static void change_leaf(const verbs_work *w, ard_node *leaf, flat *f, action *found, size_t count)
{
    char *text = arena_copy(lesson_pool(w->all->document), buffer_string(&f->text), f->text.size);
    buffer changed = BUFFER_EMPTY;
    size_t done = 0, rewritten = 0;
    if (text)
        fill_cells(w, leaf, text, found, count);
    for (size_t i = 0; text && i < count; i++) {
        action *a = found + i;
        buffer_add(&changed, text + done, a->at - done);
        done = a->at;
        if (a->cell[0] == '!')
            tell_flag(w, leaf, a, text);
        buffer words = BUFFER_EMPTY;
        size_t end = a->end;
        if (!strchr("=!", a->cell[0]) && rewrite(w, a, text, numbers_after(leaf), &words, &end)) {
            size_t verb_size = words.size;
            name_answers(w, a, text, end, &words);
            bool renamed = words.size != verb_size + (a->until - end) ||
                           memcmp(buffer_string(&words) + verb_size, text + end, a->until - end) != 0;
            if (!renamed && words.data)
                words.data[words.size = verb_size] = '\0';
            end = renamed ? a->until : end;
            buffer_add(&changed, buffer_string(&words), words.size);
            done = end;
            rewritten++;
            if (w->all->validated)
                put_words(w->all->document, f, a->at, end, &words);
        }
        buffer_free(&words);
    }
    if (text && rewritten) {
        buffer_text(&changed, text + done);
        tell_change(w, leaf, text, buffer_string(&changed));
    }
    buffer_free(&changed);
}

/* Whether a leaf may tell the pupil what to do: an instruction; in an exercise a short line that begins by an action. */
static bool may_instruct(const ard_node *leaf, const char *text, size_t size)
{
    static const char openers[] = "\"-";
    if (leaf->kind == INSTRUCTION)
        return true;
    for (const ard_node *up = leaf->parent; up; up = up->parent)
        if (up->kind == ASIDE || up->kind == QUOTE || up->kind == TABLE || up->kind == NOTE ||
            node_attribute(up, "added"))
            return false;
    bool block = leaf->kind == PARAGRAPH || leaf->kind == HEADING;
    return block && exercise_of(leaf) && size < 400 && size && !strchr(openers, *text) && !text_begins(text, "«") &&
           !text_begins(text, "–") && !text_begins(text, "—");
}

static void look_at_leaf(verbs_work *w, ard_node *leaf)
{
    flat f;
    action found[ACTIONS];
    size_t count = 0;
    if (!flat_open(&f, leaf))
        return;
    w->instruction = leaf->kind == INSTRUCTION;
    const char *text = buffer_string(&f.text), *language = node_language(w->all->document, leaf);
    bool french = !*language || text_in_language(language, "fr");
    for (size_t at = 0, length; french && may_instruct(leaf, text, f.text.size) && at < f.text.size; at += length) {
        length = sentence_length(text + at, f.text.size - at, "fr");
        if (!length)
            break;
        count = find_actions(w, text, at, at + length, found, count);
    }
    if (count)
        change_leaf(w, leaf, &f, found, count);
    flat_close(w->all->document, &f);
}

void simplify_verbs(proposals *all, lesson_form form)
{
    verbs_work w = {.all = all, .form = form, .forms = index_forms(lesson_pool(all->document))};
    walk steps = walk_of(lesson_root(all->document));
    for (walk_event event; w.forms && (event = walk_next(&steps)) != WALK_END;)
        if (event == WALK_ENTER && kind_about(steps.node->kind)->class == LEAF) {
            if (!node_attribute(steps.node, "added"))
                look_at_leaf(&w, steps.node);
            walk_skip(&steps);
        }
}
