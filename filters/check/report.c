/* The reports: text for people, grouped by what to mend; JSON for programs, an object for the file. */
#include "check.h"

#include <string.h>

static const char *const outcome_names[] = {[ARD_PASSED] = "passed",
                                            [ARD_FAILED] = "failed",
                                            [ARD_CANNOT_TELL] = "cantTell",
                                            [ARD_INAPPLICABLE] = "inapplicable"};

/* ---- JSON --------------------------------------------------------------------------------------------------------- */

static void json_string(ard_output *output, const char *text)
{
    output_text(output, "\"");
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            output_format(output, "\\%c", *c);
        else if ((unsigned char)*c < ' ')
            output_format(output, "\\u%04x", (unsigned)(unsigned char)*c);
        else
            output_add(output, c, 1);
    }
    output_text(output, "\"");
}

/* A blank-separated list as an array. */
static void json_list(ard_output *output, const char *name, const char *list)
{
    output_format(output, ", \"%s\": [", name);
    for (bool first = true; *list; first = false) {
        size_t size = strcspn(list, " ");
        output_format(output, "%s\"%.*s\"", first ? "" : ", ", (int)size, list);
        list += size + (list[size] == ' ');
    }
    output_text(output, "]");
}

static void json_outcome(const outcome *o, ard_output *output)
{
    output_text(output, "{\"rule\": ");
    json_string(output, o->rule->id);
    json_list(output, "act", o->rule->act);
    json_list(output, "wcag", o->rule->wcag);
    json_list(output, "rgaa", o->rule->rgaa);
    output_format(output, ", \"outcome\": \"%s\", \"part\": ", outcome_names[o->outcome]);
    json_string(output, o->part);
    output_format(output, ", \"line\": %u, \"xpath\": ", o->line);
    json_string(output, o->xpath);
    output_text(output, ", \"cfi\": \"\", \"snippet\": ");
    json_string(output, o->snippet);
    output_format(output, ", \"places\": %u, \"message\": ", o->places);
    json_string(output, o->message);
    output_text(output, "}");
}

void check_write_json(const check *c, ard_output *output)
{
    output_text(output, "{\"file\": ");
    json_string(output, c->file);
    output_text(output, ", \"outcomes\": [");
    for (const outcome *o = c->first; o; o = o->next) {
        output_text(output, o == c->first ? "\n" : ",\n");
        json_outcome(o, output);
    }
    output_text(output, "]}");
}

/* ---- Text --------------------------------------------------------------------------------------------------------- */

/* Writes a place: where, what is there, what is wrong. */
static void text_place(const outcome *o, ard_output *output)
{
    output_text(output, "    ");
    if (*o->part)
        output_format(output, "%s ", o->part);
    if (o->line)
        output_format(output, "%u ", o->line);
    output_format(output, "%s\n        %s\n", o->xpath, o->message);
    if (*o->snippet)
        output_format(output, "        %s\n", o->snippet);
}

/* Writes one rule's places of an outcome, with its criteria and how to mend it. */
static void text_rule(const check *c, const rule *r, ard_outcome what, ard_output *output)
{
    unsigned places = 0;
    buffer code = BUFFER_EMPTY;
    check *messages = (check *)c;
    for (const outcome *o = c->first; o; o = o->next)
        places += o->rule == r && o->outcome == what ? o->places : 0;
    if (!places)
        return;
    buffer_format(&code, "check.%s", r->id);
    output_format(output, "\n  %s (%u) - WCAG %s", check_message(messages, buffer_string(&code), ""), places, r->wcag);
    if (*r->rgaa)
        output_format(output, ", RGAA %s", r->rgaa);
    output_text(output, "\n");
    if (what == ARD_FAILED) {
        buffer_text(&code, ".mend");
        output_format(output, "    %s\n", check_message(messages, buffer_string(&code), ""));
    }
    for (const outcome *o = c->first; o; o = o->next)
        if (o->rule == r && o->outcome == what)
            text_place(o, output);
    buffer_free(&code);
}

/* Writes the rules of an outcome, the most severe first, each where it first stands in the list of outcomes. */
static void text_group(const check *c, ard_outcome what, const char *title, ard_output *output)
{
    bool any = false;
    for (int level = BLOCKING; level >= MINOR; level--) {
        const rule *last = NULL;
        for (const outcome *o = c->first; o; o = o->next) {
            if (o->outcome != what || o->rule == last || (int)o->rule->severity != level)
                continue;
            if (!any)
                output_format(output, "\n%s\n", check_message((check *)c, title, ""));
            any = true;
            last = o->rule;
            text_rule(c, o->rule, what, output);
        }
    }
}

void check_write_text(const check *c, ard_output *output)
{
    unsigned passed = 0;
    const char *failed_code = c->failed ? "check.summary.failed" : "check.summary.none";
    for (const outcome *o = c->first; o; o = o->next)
        passed += o->outcome == ARD_PASSED;
    output_format(output, "%s\n", c->file);
    output_format(output, "  %s\n", check_message((check *)c, failed_code, report_number(c->job->log, c->failed)));
    if (c->unsure)
        output_format(output, "  %s\n",
                      check_message((check *)c, "check.summary.unsure", report_number(c->job->log, c->unsure)));
    output_format(output, "  %s\n",
                  check_message((check *)c, "check.summary.passed", report_number(c->job->log, passed)));
    text_group(c, ARD_FAILED, "check.group.failed", output);
    text_group(c, ARD_CANNOT_TELL, "check.group.unsure", output);
    output_text(output, "\n");
}
