/* Runs rules over a page. */
#include "check.h"

#include "base/text.h"

#include <string.h>

enum { MOST_PLACES = 200, SNIPPET = 120 }; /* places told of one rule and outcome; characters shown of an element */

/* Hands va_list to report_message. */
static const char *message(report_log *log, const char *code, ...)
{
    va_list arguments;
    va_start(arguments, code);
    const char *text = report_message(log, code, arguments);
    va_end(arguments);
    return text;
}

const char *check_message(check *c, const char *code, const char *value)
{
    return arena_string(c->pool, message(c->job->log, code, value, NULL));
}

/* The element's start tag as it may have been written, cut short. */
static const char *snippet_of(check *c, const xml_node *node)
{
    buffer tag = BUFFER_EMPTY;
    tag.most = 16 * SNIPPET;
    buffer_format(&tag, "<%s", node->name);
    for (const xml_attribute *a = node->attributes; a && tag.size < 2 * SNIPPET && !tag.failed; a = a->next)
        buffer_format(&tag, " %s=\"%.*s\"", a->name, SNIPPET, a->value);
    buffer_text(&tag, ">");
    const char *text = buffer_string(&tag), *end = text;
    for (size_t i = 0; i < SNIPPET && *end; i++)
        text_next(&end);
    buffer shown = BUFFER_EMPTY;
    for (; text < end; text++)
        buffer_byte(&shown, strchr("\n\r\t", *text) ? ' ' : *text);
    if (*end)
        buffer_text(&shown, "…");
    const char *kept =
        arena_string(c->pool, text_is_clean(buffer_string(&shown), shown.size) ? buffer_string(&shown) : "");
    buffer_free(&tag);
    buffer_free(&shown);
    return kept;
}

static outcome *add_outcome(check *c, const rule *r, ard_outcome what)
{
    outcome *o = arena_alloc(c->pool, sizeof *o);
    if (!o)
        return NULL;
    *o = (outcome){.rule = r, .outcome = what, .part = "", .xpath = "", .snippet = "", .message = "", .places = 1};
    if (c->last)
        c->last->next = o;
    else
        c->first = o;
    c->last = o;
    return o;
}

static const char *code_of(buffer *code, const rule *r, const char *ending)
{
    buffer_reset(code);
    buffer_format(code, "check.%s%s", r->id, ending);
    return buffer_string(code);
}

/* Adds an outcome for a place. */
static void add_place(check *c, page *p, const rule *r, const xml_node *node, verdict v)
{
    buffer text = BUFFER_EMPTY;
    outcome *o = add_outcome(c, r, v.outcome);
    if (!o)
        return;
    page_xpath(node, &text);
    o->xpath = arena_string(c->pool, buffer_string(&text));
    o->part = p->part ? p->part : "";
    o->line = node->line;
    o->snippet = snippet_of(c, node);
    o->message = check_message(c, code_of(&text, r, v.outcome == ARD_FAILED ? ".failed" : ".unsure"), v.value);
    buffer_free(&text);
}

/* The verdict on an element; one that may be hidden is not failed. A style sheet outside of the page, which is never
 * fetched, may hide what has a class or an id of its own. */
static verdict judge(page *p, const rule *r, const xml_node *node)
{
    answer unexposed = r->exposed ? page_unexposed(p, node) : NO;
    if (unexposed == YES)
        return INAPPLICABLE;
    if (r->exposed && p->outside && (xml_value(node, "class") || xml_value(node, "id")))
        unexposed = MAYBE;
    verdict v = r->judge(p, node);
    if (v.outcome == ARD_FAILED && unexposed == MAYBE)
        v.outcome = ARD_CANNOT_TELL;
    return v;
}

/* Runs one rule. What passed is told once, as a number. */
static void run_rule(check *c, page *p, const rule *r)
{
    unsigned counts[4] = {0};
    for (const xml_node *node = p->root; node; node = page_next(p, node)) {
        if (!r->applies(p, node))
            continue;
        verdict v = judge(p, r, node);
        counts[v.outcome]++;
        bool told = v.outcome == ARD_FAILED || v.outcome == ARD_CANNOT_TELL;
        if (told && counts[v.outcome] <= MOST_PLACES)
            add_place(c, p, r, node, v);
        else if (told && c->last && c->last->rule == r)
            c->last->places++;
    }
    c->failed += counts[ARD_FAILED];
    c->unsure += counts[ARD_CANNOT_TELL];
    if (!counts[ARD_FAILED] && !counts[ARD_CANNOT_TELL]) {
        outcome *o = add_outcome(c, r, counts[ARD_PASSED] ? ARD_PASSED : ARD_INAPPLICABLE);
        if (o) {
            o->part = p->part ? p->part : "";
            o->places = counts[ARD_PASSED];
        }
    }
}

void check_run(check *c, page *p, const rule *rules)
{
    for (; rules->id; rules++)
        run_rule(c, p, rules);
}
