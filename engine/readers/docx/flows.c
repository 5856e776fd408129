#include "docx.h"

void docx_flow_open(docx *d, const xml_node *xml, ard_node *container)
{
    docx_flow *flow = d->free_flows;
    if (flow)
        d->free_flows = flow->up;
    else
        flow = arena_alloc(d->pool, sizeof *flow);
    if (!flow)
        return;
    *flow = (docx_flow){.up = d->flow, .xml = xml, .container = container};
    flow->look = wml_run_whole(d->styles, wml_style_of(d->styles, "paragraph", NULL), NULL, NULL);
    d->flow = flow;
}

void docx_flow_close(docx *d)
{
    docx_flow *flow = d->flow;
    docx_paragraph_close(d);
    docx_fields_close(d, flow);
    if (flow->table) {
        flow->table->up = d->free_tables;
        d->free_tables = flow->table;
    }
    d->flow = flow->up;
    flow->up = d->free_flows;
    d->free_flows = flow;
}

ard_node *docx_block(docx *d, ard_node *block)
{
    docx_paragraph_close(d);
    docx_lists_close(d->flow);
    d->flow->quote = NULL;
    return node_append(d->flow->container, block);
}

ard_node *docx_box(docx *d, const xml_node *n)
{
    ard_node *box = node_new(d->document, ASIDE, xml_place(n, d->part));
    docx_paragraph *p = &d->flow->paragraph;
    if (!box)
        return NULL;
    if (!p->xml || !p->node || !p->node->parent)
        return node_append(d->flow->container, box);
    office_put_box(p->node, p->shown, &p->box, box);
    return box;
}
