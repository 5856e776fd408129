#include "odt.h"

void odtr_flow_open(odt *d, const xml_node *xml, ard_node *container)
{
    odtr_flow *flow = d->free_flows;
    if (flow)
        d->free_flows = flow->up;
    else
        flow = arena_alloc(d->pool, sizeof *flow);
    if (!flow)
        return;
    odtr_open *open = flow->open;
    flow->up = d->flow;
    flow->xml = xml;
    flow->container = container;
    flow->paragraph = (odtr_paragraph){.xml = NULL};
    flow->span = NULL;
    flow->list = NULL;
    flow->open = open;
    flow->table = NULL;
    flow->quote = NULL;
    for (int i = 0; open && i < ODT_DEPTH; i++)
        open[i] = (odtr_open){NULL, NULL};
    d->flow = flow;
}

/* Ends what is open in a flow: elements of hostile documents may be cut off by one that ends the flow. */
void odtr_flow_close(odt *d)
{
    odtr_flow *flow = d->flow;
    odtr_paragraph_close(d);
    while (flow->span)
        odtr_span_close(d, flow->span->xml);
    while (flow->list)
        odtr_leave_list(d, flow->list->xml);
    while (flow->table)
        odtr_leave_table(d, flow->table->xml);
    d->flow = flow->up;
    flow->up = d->free_flows;
    d->free_flows = flow;
}

ard_node *odtr_container(odt *d, const xml_node *n)
{
    ard_node *item = d->flow->list ? odtr_list_item(d, n) : NULL;
    if (item)
        return item;
    int depth = odf_integer(xml_value(n, "ard:data-ard-depth"), 0);
    const odtr_open *open = d->flow->open && depth > 0 && depth <= ODT_DEPTH ? &d->flow->open[depth - 1] : NULL;
    return open && open->item ? open->item : d->flow->container;
}

ard_node *odtr_block(odt *d, const xml_node *n, ard_node *block)
{
    odtr_paragraph_close(d);
    d->flow->quote = NULL;
    return node_append(odtr_container(d, n), block);
}

ard_node *odtr_box(odt *d, const xml_node *n)
{
    ard_node *box = node_new(d->document, ASIDE, xml_place(n, d->part));
    odtr_paragraph *p = &d->flow->paragraph;
    if (!box)
        return NULL;
    if (!p->xml || !p->node || !p->node->parent)
        return node_append(odtr_container(d, n), box);
    office_put_box(p->node, p->shown, &p->box, box);
    return box;
}

void odtr_leave_flow(odt *d, const xml_node *n)
{
    if (!d->flow->up || d->flow->xml != n)
        return;
    ard_node *container = d->flow->container;
    odtr_flow_close(d);
    if (!container || container->first || !container->parent || node_is_cell(container) || odtr_kind(n) < KINDS)
        return;
    if (d->flow->paragraph.box == container)
        d->flow->paragraph.box = kind_is(container->previous, ASIDE) ? container->previous : NULL;
    node_unlink(container);
}
