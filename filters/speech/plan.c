/* From a lesson's tree to utterances: the walk, and how the text of a leaf block is gathered. utterances.c says it. */
#include "filters/speech/plan-inside.h"

#include "base/text.h"
#include "lesson/asked.h"

#include <string.h>

/* ---- Words and rules ---- */

/* Tells which rule read what, as far as the person wants to know: all, or only what another reading is possible for,
 * whose kind ends in "?" in the table. */
static void tell_rule(void *user, const char *kind, const char *written, size_t size, const char *said)
{
    plan *p = user;
    size_t length = strlen(kind);
    bool sure = !length || kind[length - 1] != '?';
    if (sure && p->wishes->explain < EXPLAIN_ALL)
        return;
    char *text = arena_copy(p->pool, written, size), *name = arena_copy(p->pool, kind, length - !sure);
    place where = p->block ? p->block->place : NOWHERE;
    if (text && name)
        report(p->task->log, where, sure ? "speech.rule" : "speech.uncertain", text, said, name, NULL);
}

/* The language by whose rules a passage is said: its own, or the region's where the person chose one. */
static const char *rules_tag(const plan *p, const char *language)
{
    return p->wishes->region && *p->wishes->region && text_in_language(language, "fr") ? p->wishes->region : language;
}

const rule_set *plan_rules(plan *p, const char *language)
{
    const speech_words *words = speech_words_of(rules_tag(p, language));
    size_t number = 0;
    if (!words)
        return NULL;
    while (number + 1 < RULE_SETS && p->sets[number] && strcmp(rules_language(p->sets[number]), words->language) != 0)
        number++;
    if (!p->sets[number])
        p->sets[number] = rules_new(p->pool, words);
    if (p->sets[number] && p->wishes->explain > EXPLAIN_NONE)
        rules_tell(p->sets[number], &p->listener);
    return p->sets[number];
}

static const char *language_of(const plan *p, const ard_node *node)
{
    const char *language = node_language(p->document, node);
    return *language ? language : "fr";
}

/* Adds the word of the names' table under "say `key`", {1} replaced, in a language (French where it has no table). */
static void add_said(const char *language, const char *key, const char *argument, buffer *out)
{
    const speech_words *words = speech_words_of(language);
    char name[32] = "say ";
    size_t length = strlen(key);
    memcpy(name + 4, key, length < sizeof name - 5 ? length : sizeof name - 5);
    const char *const *row = word_find(words ? words->names : &words_fr_names, name, strlen(name));
    const char *said = row ? row[1] : "", *gap = strstr(said, "{1}");
    buffer_add(out, said, gap ? (size_t)(gap - said) : strlen(said));
    if (gap) {
        buffer_text(out, argument);
        buffer_text(out, gap + 3);
    }
    buffer_byte(out, ' ');
}

/* ---- Gathering a block ---- */

/* Begins a new piece where the language changes. */
static void set_language(plan *p, const ard_node *node)
{
    const char *language = language_of(p, node);
    if (p->last && strcmp(p->last->language, language) == 0)
        return;
    if (p->last && p->last->begin == p->text.size) {
        p->last->language = language;
        return;
    }
    piece *new = arena_alloc(p->pool, sizeof *new);
    if (!new)
        return;
    *new = (piece){NULL, p->text.size, language, node->place};
    *(p->last ? &p->last->next : &p->first) = new;
    p->last = new;
}

static void add_object(plan *p, const buffer *words)
{
    object *new = arena_alloc(p->pool, sizeof *new);
    if (!new)
        return;
    new->words = arena_copy(p->pool, buffer_string(words), words->size);
    *(p->last_object ? &p->last_object->next : &p->objects) = new;
    p->last_object = new;
    buffer_point(&p->text, OBJECT);
}

/* Notes where the block's text from `begin` on is from: byte `from` of the node's text, or the whole node. */
static void note_span(plan *p, const ard_node *node, size_t begin, size_t from, bool whole)
{
    place_span *new = p->text.size > begin ? arena_alloc(p->pool, sizeof *new) : NULL;
    if (!new)
        return;
    *new =
        (place_span){NULL, begin, p->text.size, p->number, from, kind_is(node, TEXT) ? strlen(node->text) : 0, whole};
    *(p->last_span ? &p->last_span->next : &p->spans) = new;
    p->last_span = new;
}

/* Adds characters of a text node, from `from` up to `end`, without what would pass for a formula. */
static void add_run(plan *p, const ard_node *node, const char *from, const char *end)
{
    size_t begin = p->text.size, at = (size_t)(from - node->text);
    while (from < end) {
        const char *before = from;
        uint32_t point = text_next(&from);
        if (point != OBJECT) {
            buffer_add(&p->text, before, (size_t)(from - before));
            continue;
        }
        note_span(p, node, begin, at, false);
        begin = p->text.size;
        at = (size_t)(from - node->text);
    }
    note_span(p, node, begin, at, false);
}

/* Adds digits as raised or lowered ones: rules know them from those on the line. */
static void add_shifted(buffer *out, const char *digits, bool raised)
{
    static const char *const shifted[2][10] = {{"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"},
                                               {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}};
    for (; *digits; digits++)
        if (text_is_digit((unsigned char)*digits))
            buffer_text(out, shifted[raised][*digits - '0']);
        else if (raised)
            buffer_text(out, "⁻");
}

void plan_say_late(plan *p)
{
    buffer_add(&p->text, buffer_string(&p->late), p->late.size);
    buffer_reset(&p->late);
}

static void add_text(plan *p, const ard_node *node)
{
    bool raised = kind_is(node->parent, SUPERSCRIPT), lowered = kind_is(node->parent, SUBSCRIPT);
    const char *from = node->text, *digits = from;
    size_t minus = raised && text_begins(digits, "−") ? strlen("−") : raised && *digits == '-' ? 1 : 0;
    size_t count = strspn(digits + minus, "0123456789");
    if ((raised || lowered) && count && count <= 4 && !digits[minus + count]) {
        size_t begin = p->text.size;
        buffer_text(&p->text, minus ? "⁻" : "");
        add_shifted(&p->text, digits + minus, raised);
        note_span(p, node, begin, 0, true);
        return;
    }
    const char *end = from + strlen(from), *rest = p->late.size ? from + asked_word_rest(from) : end;
    add_run(p, node, from, rest);
    if (rest == end)
        return;
    plan_say_late(p);
    buffer_text(&p->text, text_is_letter((unsigned char)*rest) ? " " : "");
    add_run(p, node, rest, end);
}

/* What a question asks about is named: "souligné : chat"; where it is more than a word, so is its end. */
static void begin_asked(plan *p, const ard_node *node)
{
    if (!asked_begins(p->document, node) || asked_in_word(node))
        return;
    set_language(p, node);
    buffer_text(&p->text, ", ");
    asked_name(p->document, node, language_of(p, node), &p->text);
    buffer_text(&p->text, " : ");
}

static void end_asked(plan *p, const ard_node *node)
{
    if (!asked_ends(p->document, node))
        return;
    if (asked_in_word(node))
        asked_add_late(p->document, node, language_of(p, node), &p->late);
    else if (asked_is_long(node))
        asked_add_end(language_of(p, node), &p->text);
    else
        buffer_text(&p->text, ", ");
}

/* ---- Blocks ---- */

static void begin_block(plan *p, const ard_node *node)
{
    p->block = node;
    if (p->wishes->announce && kind_is(node, HEADING))
        add_said(language_of(p, node), "heading", report_number(p->task->log, node->number), &p->before);
    if (p->before.size)
        set_language(p, p->label ? p->label : node);
    buffer_add(&p->text, buffer_string(&p->before), p->before.size);
    buffer_reset(&p->before);
    p->label = NULL;
    set_language(p, node);
}

/* Announces a container that opens, and follows its numbers. */
static void begin_container(plan *p, const ard_node *node)
{
    const char *language = language_of(p, node);
    if (p->wishes->announce && kind_is(node, TABLE))
        add_said(language, "table", "", &p->before);
    if (p->wishes->announce && kind_is(node, NOTE))
        add_said(language, "note", "", &p->before);
    frame_enter(&p->frame, p->pool, node);
    const ard_node *label = frame_label(p->frame, node, &p->before);
    p->label = label ? label : p->label;
}

/* ---- Inlines: each kind that is said in its own way. True where what is below has been dealt with. ---- */

static bool say_maths(plan *p, const ard_node *node)
{
    buffer words = BUFFER_EMPTY;
    const char *language = language_of(p, node);
    maths_say(node, rules_tag(p, language), plan_rules(p, language), p->wishes, &words);
    add_object(p, &words);
    buffer_free(&words);
    return true;
}

/* Whether a node is all that its block holds. */
static bool is_alone(const ard_node *node)
{
    return !node->previous && !node->next && node->parent && kind_about(node->parent->kind)->class == LEAF;
}

static bool say_answer(plan *p, const ard_node *node)
{
    add_said(language_of(p, node), is_alone(node) ? "answer alone" : "answer", "", &p->text);
    return true;
}

static bool say_check(plan *p, const ard_node *node)
{
    const char *checked = node_attribute(node, "aria-checked");
    add_said(language_of(p, node), checked && strcmp(checked, "true") == 0 ? "ticked" : "box", "", &p->text);
    return true;
}

static bool say_image(plan *p, const ard_node *node)
{
    const char *alt = node_attribute(node, "alt");
    if (!alt)
        report(p->task->log, node->place, "speech.image", NULL);
    if (!alt || !*alt)
        return true;
    if (p->wishes->announce)
        add_said(language_of(p, node), "picture", "", &p->text);
    else
        buffer_text(&p->text, ", ");
    buffer_text(&p->text, alt);
    buffer_text(&p->text, is_alone(node) ? "" : ", ");
    return true;
}

static bool say_reference(plan *p, const ard_node *node)
{
    buffer mark = BUFFER_EMPTY;
    for (const ard_node *child = node->first; child && p->wishes->announce; child = child->next)
        node_text(child, &mark);
    if (p->wishes->announce)
        add_said(language_of(p, node), "reference", buffer_string(&mark), &p->text);
    buffer_free(&mark);
    return true;
}

static bool say_page(plan *p, const ard_node *node)
{
    const char *number = node_attribute(node, "title");
    if (p->wishes->announce && number)
        add_said(language_of(p, node), "page", number, &p->text);
    return true;
}

static bool say_abbreviation(plan *p, const ard_node *node)
{
    const char *title = node_attribute(node, "title");
    if (title && *title)
        buffer_text(&p->text, title);
    return title && *title;
}

static bool say_break(plan *p, const ard_node *node)
{
    (void)node;
    buffer_byte(&p->text, '\n');
    return true;
}

static bool say_nothing(plan *p, const ard_node *node)
{
    (void)p;
    (void)node;
    return true;
}

static bool say_text(plan *p, const ard_node *node)
{
    add_text(p, node);
    return true;
}

static const struct inline_row {
    ard_kind kind;
    bool (*say)(plan *p, const ard_node *node);
} inlines[] = {
    {TEXT, say_text},
    {MATHS, say_maths},
    {MATHS_BLOCK, say_maths},
    {ANSWER, say_answer},
    {CHECK, say_check},
    {IMAGE, say_image},
    {BREAK, say_break},
    {ABBREVIATION, say_abbreviation},
    {NOTE_REFERENCE, say_reference},
    {PAGE_MARK, say_page},
    {PAGE_REFERENCE, say_page},
    {LINE_MARK, say_nothing},
    {SPEECH, say_nothing},
    {BRAILLE, say_nothing},
    {RULE, say_nothing},
};

/* Says a node that has a way of its own; whether what is below it is done with. */
static bool say_node(plan *p, const ard_node *node)
{
    for (size_t i = 0; i < sizeof inlines / sizeof *inlines; i++)
        if (inlines[i].kind == node->kind) {
            if (p->block)
                set_language(p, node);
            size_t begin = p->text.size;
            bool done = inlines[i].say(p, node);
            if (node->kind != TEXT)
                note_span(p, node, begin, 0, true);
            return done;
        }
    return false;
}

/* ---- The walk ---- */

/* Whether a leaf is a text that an exercise on reading gives to read: to read it aloud would do the exercise. */
static bool is_to_be_read(const plan *p, const ard_node *leaf)
{
    bool text = kind_is(leaf, PARAGRAPH) || kind_is(leaf, VERSE);
    if (p->wishes->assessed || !text || strcmp(node_assessed(leaf), "reading") != 0)
        return false;
    for (const ard_node *above = leaf->parent; above; above = above->parent)
        if (above->kind == QUESTION)
            return false;
    return true;
}

/* How many leaves a container has. */
static int leaves_in(const ard_node *container)
{
    int leaves = 0;
    walk w = walk_of((ard_node *)container);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        leaves += event == WALK_ENTER && kind_about(w.node->kind)->class == LEAF;
    return leaves;
}

/* Passes over what is below a node, counting it. */
static void skip(plan *p, walk *w)
{
    walk below = walk_of(w->node);
    for (walk_event event; (event = walk_next(&below)) != WALK_END;)
        p->number += event == WALK_ENTER;
    p->number--;
    walk_skip(w);
}

static void enter(plan *p, walk *w)
{
    p->number++;
    kind_class class = kind_about(w->node->kind)->class;
    p->leaf += class == LEAF;
    if (class == LEAF && is_to_be_read(p, w->node)) {
        p->unread++;
        skip(p, w);
        return;
    }
    if (class == CONTAINER && kind_is(w->node, NOTE) && !p->wishes->notes) {
        p->leaf += leaves_in(w->node);
        skip(p, w);
        return;
    }
    if (class == CONTAINER)
        begin_container(p, w->node);
    if (class == LEAF)
        begin_block(p, w->node);
    if (node_is_asked(w->node) && p->block)
        begin_asked(p, w->node);
    if (p->late.size && class == INLINE && !w->node->first && w->node->kind != TEXT)
        plan_say_late(p);
    if (class != CONTAINER && say_node(p, w->node))
        skip(p, w);
}

static void leave(plan *p, const ard_node *node)
{
    kind_class class = kind_about(node->kind)->class;
    if (class == CONTAINER)
        frame_leave(&p->frame, node);
    if (node_is_asked(node) && p->block)
        end_asked(p, node);
    if (class == LEAF)
        plan_end_block(p);
}

ard_status plan_utterances(task *t, ard_document *document, const speech_wishes *wishes, ard_node *speech)
{
    plan p = {.task = t, .document = document, .wishes = wishes, .speech = speech};
    p.listener = (rule_listener){tell_rule, &p};
    p.pool = arena_new((size_t)(t->limits->memory / 4));
    if (!p.pool)
        return report(t->log, NOWHERE, "voice.memory", NULL);
    ard_status status = wishes->lexicons ? pronunciations_read(&p.own, p.pool, t, wishes->lexicons) : ARD_OK;
    if (status != ARD_OK) {
        arena_free(p.pool);
        return status;
    }
    ard_node *script = lesson_script(document);
    walk w = walk_of(script ? script : lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER)
            enter(&p, &w);
        else
            leave(&p, w.node);
    if (p.unread)
        report(t->log, NOWHERE, "speech.unread", report_number(t->log, (long long)p.unread), NULL);
    bool failed = arena_failed(p.pool) || p.text.failed || p.before.failed || p.late.failed;
    buffer_free(&p.text);
    buffer_free(&p.before);
    buffer_free(&p.late);
    analyser_end(p.analyser);
    arena_free(p.pool);
    return failed ? report(t->log, NOWHERE, "voice.memory", NULL) : lesson_status(document);
}
