/* Reads an Office Open XML text document for its rules: the main part, its styles, its title. */
#include "docx.h"

#include <string.h>

/* A part that the main one names by type, as XML; NULL where there is none. */
static xml_node *part_typed(opc *package, const char *from, const char *type, const char **name)
{
    const opc_relation *relation = opc_relation_typed(package, from, type);
    xml_node *root = NULL;
    if (relation && relation->found && !relation->external && opc_xml(package, relation->target, &root) == ARD_OK)
        *name = relation->target; /* good until the package ends */
    return root;
}

/* The document's title of its core properties (ECMA-376 part 2, 11), or NULL. */
static const char *title_of(check *c, opc *package)
{
    const char *part;
    xml_node *core = part_typed(package, NULL, "core-properties", &part);
    const xml_node *title = core ? xml_child(core, "dc:title") : NULL;
    if (!title)
        return NULL;
    buffer text = BUFFER_EMPTY;
    xml_text(title, &text);
    const char *copy = arena_string(c->pool, buffer_string(&text));
    buffer_free(&text);
    return copy;
}

/* Whether a main part is of a text document. */
static bool is_text(const xml_node *root)
{
    return xml_is(root, "w:document");
}

static ard_status look_at(check *c, opc *package)
{
    const opc_relation *office = opc_relation_typed(package, NULL, "officeDocument");
    xml_node *root = NULL;
    docx_facts facts = {0};
    const char *styles_part = NULL;
    if (!office || !office->found)
        return report(c->job->log, NOWHERE, "check.docx.none", NULL);
    ard_status status = opc_xml(package, office->target, &root);
    if (status != ARD_OK)
        return status;
    if (!is_text(root))
        return report(c->job->log, NOWHERE, "check.docx.none", NULL);
    xml_node *styles = part_typed(package, office->target, "styles", &styles_part);
    facts.styles = wml_styles_read(c->pool, c->job->log, styles_part, styles);
    facts.title = title_of(c, package);
    page p;
    page_open(&p, root, c->pool, arena_string(c->pool, office->target), true); /* the package ends before the report */
    p.docx = &facts;
    docx_count(&p, &facts);
    check_run(c, &p, check_docx_rules);
    return ARD_OK;
}

ard_status check_docx(check *c, const source *from)
{
    opc *package;
    ard_status status = opc_open(&package, c->pool, c->job->log, c->job->limits, from->bytes, from->size);
    if (status != ARD_OK)
        return status;
    status = look_at(c, package);
    opc_close(package);
    return status;
}
