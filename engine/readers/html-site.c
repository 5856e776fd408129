/* What belongs to the site and not to the lesson: its menus, its banner and its feet, bars about cookies, buttons to share,
 * the trail to the page, "skip to content". It is taken out of the page's tree before it is read, and said.
 *
 * An author's own elements and roles decide (HTML-AAM 1.0, ARIA 1.2, 5.3.4), then words of classes that site generators
 * use, where the text is mostly links or short. What holds the main content or a heading of it is never taken. */
#include "html.h"

#include "base/text.h"

#include <string.h>

enum { SHORT_TEXT = 240, BAR_TEXT = 2500, NODES_MOST = 2000000, RIGHTS_MOST = 300 };

/* What is below an element, and where what comes after it stands in document order. */
typedef struct site_part {
    xml_node *node;
    size_t text, links; /* bytes of words; of those inside links and buttons */
    size_t after;
    bool heading, title, holds_main; /* has a heading in it; the page's title; holds the main content, or is it */
} site_part;

typedef struct site {
    task *task;
    ard_document *document;
    site_part *parts;
    size_t count;
    const xml_node *main;
    bool main_title;       /* the main content has the page's title */
    size_t dropped, total; /* bytes of words */
    unsigned parts_dropped;
} site;

/* ---- Measuring ---------------------------------------------------------------------------------------------------- */

static bool is_element_of(const xml_node *n, const char *names)
{
    return n && n->name && text_in_list(names, n->name);
}

/* Bytes of a text that are not blank. */
static size_t words_size(const xml_node *n)
{
    size_t size = 0;
    for (size_t i = 0; i < n->size; i++)
        size += !ascii_is_space(n->text[i]);
    return size;
}

static size_t count_nodes(const xml_node *root)
{
    size_t count = 0;
    for (const xml_node *n = root; n && count < NODES_MOST; n = xml_following(n, root))
        count++;
    return count;
}

/* Adds what a part has to the part it is in. */
static void add_up(site *s, size_t inner, size_t outer)
{
    site_part *from = s->parts + inner, *to = s->parts + outer;
    bool link = is_element_of(from->node, "a button");
    to->text += from->text;
    to->links += link ? from->text : from->links;
    to->heading = to->heading || from->heading || is_element_of(from->node, "h1 h2 h3");
    to->title = to->title || from->title || is_element_of(from->node, "h1");
}

/* Lists the nodes in document order, with what each has below it. `open` holds the numbers of the open elements. */
static bool measure(site *s, arena *pool, xml_node *root)
{
    size_t room = count_nodes(root), depth = 0;
    s->parts = arena_alloc(pool, room * sizeof *s->parts);
    size_t *open = arena_alloc(pool, (room + 1) * sizeof *open);
    if (!s->parts || !open || room >= NODES_MOST)
        return false;
    for (xml_node *n = root; n; n = xml_following(n, root)) {
        while (depth && s->parts[open[depth - 1]].node != n->parent) {
            size_t closed = open[--depth];
            s->parts[closed].after = s->count;
            if (depth)
                add_up(s, closed, open[depth - 1]);
        }
        bool words = n->text && !is_element_of(n->parent, "script style template noscript");
        s->parts[s->count] = (site_part){.node = n, .text = words ? words_size(n) : 0};
        open[depth++] = s->count++;
    }
    while (depth) {
        size_t closed = open[--depth];
        s->parts[closed].after = s->count;
        if (depth)
            add_up(s, closed, open[depth - 1]);
    }
    s->total = s->parts[0].text;
    return true;
}

/* The main content: the only main, else the only article; NULL where the page does not say. */
static void find_main(site *s)
{
    size_t mains = 0, articles = 0, main = 0, article = 0;
    for (size_t i = 0; i < s->count; i++) {
        const xml_node *n = s->parts[i].node;
        if (is_element_of(n, "main") || (n->name && web_says(n, "role", "main"))) {
            mains++;
            main = i;
        } else if (is_element_of(n, "article")) {
            articles++;
            article = i;
        }
    }
    size_t found = mains == 1 ? main : !mains && articles == 1 ? article : 0;
    if (!found || s->parts[found].text * 4 < s->total)
        return;
    s->main = s->parts[found].node;
    s->main_title = s->parts[found].title;
    for (size_t i = 0; i <= found; i++)
        s->parts[i].holds_main = i <= found && s->parts[i].after > found;
}

/* ---- What goes ---------------------------------------------------------------------------------------------------- */

/* Whether one of the words of an element's class or id, parted by blanks, "-" and "_", is in a list. */
static bool has_word(const xml_node *n, const char *list)
{
    const char *said[] = {xml_value(n, "class"), xml_value(n, "id")};
    for (size_t i = 0; i < 2; i++)
        for (const char *at = said[i]; at && *at;) {
            char word[24];
            size_t size = strcspn(at, " \t\n-_");
            if (size && size < sizeof word) {
                memcpy(word, at, size);
                word[size] = '\0';
                if (text_in_list(list, word))
                    return true;
            }
            at += size + (at[size] != '\0');
        }
    return false;
}

/* A link within the page that only moves about in it. */
static bool is_skip_link(const xml_node *n)
{
    static const char *const beginnings[] = {
        "aller au",       "passer au",    "skip to",     "accéder au",     "aller à la navigation",
        "retour en haut", "haut de page", "back to top", "revenir en haut"};
    const char *href = is_element_of(n, "a") ? xml_value(n, "href") : NULL;
    buffer text = BUFFER_EMPTY;
    bool found = false;
    if (!href || *href != '#')
        return false;
    xml_text(n, &text);
    const char *words = buffer_string(&text);
    words += strspn(words, " \t\r\n↑⬆");
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings && !found; i++)
        found = strncasecmp(words, beginnings[i], strlen(beginnings[i])) == 0;
    buffer_free(&text);
    return found;
}

/* Whether an element is a header or footer of the page and not of a part of it. */
static bool is_landmark(const xml_node *n, const char *name, const char *role)
{
    if (web_says(n, "role", role))
        return true;
    if (!xml_is(n, name))
        return false;
    for (const xml_node *up = n->parent; up; up = up->parent)
        if (is_element_of(up, "article aside main nav section"))
            return false;
    return true;
}

static bool is_navigation(const xml_node *n)
{
    return is_element_of(n, "nav search") || web_says(n, "role", "navigation") || web_says(n, "role", "search");
}

/* Whether a part of the page is its site's. */
static bool is_of_site(const site *s, const site_part *p)
{
    static const char bars[] = "cookie cookies consent gdpr rgpd cookieconsent tarteaucitron";
    static const char trails[] = "breadcrumb breadcrumbs ariane skiplink skiplinks";
    static const char tools[] = "share sharing partage partager social pagination pager navbar "
                                "skip skiplink skiplinks sitemap topbar toolbar noprint navigation headerlink feedback";
    const xml_node *n = p->node;
    bool mostly_links = p->links * 2 >= p->text, little = p->text <= SHORT_TEXT;
    if (!n->name || p->holds_main || is_element_of(n, "html head body"))
        return false;
    if (is_navigation(n) || is_skip_link(n))
        return true;
    if (is_landmark(n, "footer", "contentinfo"))
        return !p->heading && (little || p->text * 5 <= s->total);
    if (is_landmark(n, "header", "banner"))
        return !p->heading || (s->main && (s->main_title || !p->title));
    if (has_word(n, bars) && p->text <= BAR_TEXT && !p->heading)
        return true;
    if (has_word(n, trails) && little && !p->heading)
        return true;
    if (has_word(n, tools) && mostly_links && !p->heading)
        return is_element_of(n, "div ul ol section aside p header footer span a");
    return s->main && !p->heading && p->text && mostly_links && !little && is_element_of(n->parent, "body") &&
           is_element_of(n, "div ul ol section");
}

/* ---- Taking it out ------------------------------------------------------------------------------------------------ */

/* The rights that a page's foot states are kept with the lesson: a licence asks for it. */
static void keep_rights(site *s, const xml_node *n)
{
    static const char *const signs[] = {"©", "icence", "CC BY", "CC-BY", "reative Commons"};
    buffer text = BUFFER_EMPTY, folded = BUFFER_EMPTY;
    bool stated = false;
    xml_text(n, &text);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        stated = stated || strstr(buffer_string(&text), signs[i]);
    for (const char *at = buffer_string(&text); *at && folded.size < RIGHTS_MOST; at++)
        if (!ascii_is_space(*at))
            buffer_byte(&folded, *at);
        else if (folded.size && at[1] && !ascii_is_space(at[1]))
            buffer_byte(&folded, ' ');
    while (folded.size && ((unsigned char)folded.data[folded.size - 1] & 0x80) && folded.size >= RIGHTS_MOST)
        folded.data[--folded.size] = '\0';
    if (stated && !lesson_meta(s->document, "rights"))
        lesson_set_meta(s->document, "rights", buffer_string(&folded));
    buffer_free(&text);
    buffer_free(&folded);
}

/* Marks what goes, and counts it; what is inside is not looked at. */
static void choose(site *s, bool *gone)
{
    for (size_t i = 0; i < s->count;) {
        site_part *p = s->parts + i;
        gone[i] = is_of_site(s, p);
        if (gone[i] && p->text) {
            s->parts_dropped++;
            s->dropped += p->text;
        }
        i = gone[i] ? p->after : i + 1;
    }
}

/* Unlinks the marked children of an element. */
static void unlink_children(site *s, size_t number, const bool *gone)
{
    xml_node *parent = s->parts[number].node, *kept = NULL;
    size_t child = number + 1;
    for (xml_node *n = parent->first; n; n = n->next) {
        if (gone[child]) {
            if (is_element_of(n, "footer"))
                keep_rights(s, n);
            if (kept)
                kept->next = n->next;
            else
                parent->first = n->next;
        } else
            kept = n;
        child = s->parts[child].after;
    }
    parent->last = kept;
}

void web_take_site(task *t, ard_document *document, arena *pool, xml_node *root)
{
    site s = {.task = t, .document = document};
    if (!measure(&s, pool, root))
        return;
    find_main(&s);
    bool *gone = arena_alloc(pool, s.count * sizeof *gone);
    if (!gone)
        return;
    choose(&s, gone);
    bool menu = s.total - s.dropped < SHORT_TEXT && (s.total - s.dropped) * 4 < s.total;
    if (!s.dropped || menu)
        return;
    for (size_t i = 0; i < s.count;) {
        if (!gone[i] && s.parts[i].node->first)
            unlink_children(&s, i, gone);
        i = gone[i] ? s.parts[i].after : i + 1;
    }
    report(t->log, NOWHERE, "html.site", report_number(t->log, s.parts_dropped),
           report_number(t->log, (long long)(100 * s.dropped / s.total)), NULL);
}
