/* XML by libxml2's SAX2 interface, straight into the light tree: no tree of libxml2's, no recursion, no file opened. */
#include "xml.h"

#include "base/text.h"
#include "builder.h"
#include "charset.h"
#include "entities.h"
#include "namespaces.h"
#include "tags.h"

#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

enum { OPEN_NAMESPACES = 4096, ATTRIBUTE_FIELDS = 5 };

/* A name as libxml2 has it (its strings are unique in a document, so pointers tell them apart), and ours. */
typedef struct name_slot {
    const xmlChar *local, *space;
    const char *canonical;
} name_slot;

typedef struct xml_reader {
    tree_builder tree;
    xmlParserCtxtPtr parser;
    name_slot *names;
    size_t names_count, names_room; /* room is a power of two */
    buffer value;                   /* an attribute's value, or a reference */
    xmlEntity entity;               /* what on_entity gives, until its next call */
    bool declares;                  /* the document type declares entities of its own */
    int error;                      /* libxml2's code of what stopped it; 0 for none */
    uint32_t error_line, error_column;
} xml_reader;

/* ---- Names ------------------------------------------------------------------------------------------------------ */

static size_t slot_of(const name_slot *slots, size_t room, const xmlChar *local, const xmlChar *space)
{
    size_t i = (((uintptr_t)local * 31 + (uintptr_t)space) >> 3) * 0x9E3779B97F4A7C15u >> 20 & (room - 1);
    while (slots[i].local && (slots[i].local != local || slots[i].space != space))
        i = (i + 1) & (room - 1);
    return i;
}

static bool names_grow(xml_reader *r)
{
    size_t room = r->names_room ? 2 * r->names_room : 256;
    name_slot *slots = calloc(room, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < r->names_room; i++)
        if (r->names[i].local)
            slots[slot_of(slots, room, r->names[i].local, r->names[i].space)] = r->names[i];
    free(r->names);
    r->names = slots;
    r->names_room = room;
    return true;
}

static const char *name_join(xml_reader *r, const char *prefix, const char *local)
{
    size_t before = strlen(prefix), after = strlen(local);
    char *name = arena_alloc(r->tree.pool, before + after + 2);
    if (!name)
        return NULL;
    memcpy(name, prefix, before);
    if (before)
        name[before++] = ':';
    memcpy(name + before, local, after);
    return name;
}

/* The canonical name of an element or attribute; NULL when memory has ended. A prefix that is used but not declared is
 * taken as the namespace that usually has it. */
static const char *name_of(xml_reader *r, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    const xmlChar *space = uri ? uri : prefix;
    if (r->names_count * 2 >= r->names_room && !names_grow(r))
        return NULL;
    name_slot *slot = r->names + slot_of(r->names, r->names_room, local, space);
    if (slot->local)
        return slot->canonical;
    const char *known = uri || !prefix ? namespace_prefix((const char *)uri) : namespace_named((const char *)prefix);
    *slot = (name_slot){local, space, name_join(r, known ? known : "?", (const char *)local)};
    r->names_count++;
    return slot->canonical;
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

/* Ends the parse where the tree has failed. */
static bool stopped(xml_reader *r)
{
    if (r->tree.status == ARD_OK)
        return false;
    xmlStopParser(r->parser);
    return true;
}

static void no_memory(xml_reader *r)
{
    builder_fail(&r->tree, "source.limit.memory", NULL);
    xmlStopParser(r->parser);
}

static size_t parsed(const xml_reader *r)
{
    long offset = xmlByteConsumed(r->parser);
    return offset < 0 ? 0 : (size_t)offset;
}

/* Moves the cursor to the "<" of the start tag that was just parsed: in XML no tag holds another "<". */
static void move_to_tag(xml_reader *r)
{
    size_t end = parsed(r);
    source_cursor *c = &r->tree.cursor;
    const char *tag = end > c->offset && end <= c->size ? memrchr(c->text + c->offset, '<', end - c->offset) : NULL;
    if (tag)
        cursor_move(c, (size_t)(tag - c->text));
}

/* Adds an attribute. Where libxml2 was not told to replace entities, it leaves "&#38;" for an ampersand, and other
 * references as they are: on_entity gave them nothing but their name. */
static void add_attribute(xml_reader *r, const char *name, const char *value, size_t size)
{
    const char *end = value + size, *mark = memchr(value, '&', size);
    if (!mark) {
        builder_attribute(&r->tree, name, value, size);
        return;
    }
    buffer_reset(&r->value);
    for (const char *from = value; from < end; mark = from < end ? memchr(from, '&', (size_t)(end - from)) : NULL) {
        const char *stop = mark ? memchr(mark, ';', (size_t)(end - mark)) : NULL;
        if (!stop) {
            buffer_add(&r->value, from, (size_t)(end - from));
            break;
        }
        buffer_add(&r->value, from, (size_t)(mark - from));
        const entity_row *row = entity_named(mark + 1, (size_t)(stop - mark - 1));
        if (row)
            buffer_text(&r->value, row->text);
        else if (text_is(mark, (size_t)(stop - mark), "&#38"))
            buffer_byte(&r->value, '&');
        else
            buffer_add(&r->value, mark, (size_t)(stop + 1 - mark));
        from = stop + 1;
    }
    if (r->value.failed)
        no_memory(r);
    else
        builder_attribute(&r->tree, name, buffer_string(&r->value), r->value.size);
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **declared, int count, int defaulted, const xmlChar **attributes)
{
    xml_reader *r = user;
    (void)namespaces, (void)declared, (void)defaulted;
    if (stopped(r))
        return;
    builder_flush(&r->tree);
    move_to_tag(r);
    if (r->parser->nsNr > 2 * OPEN_NAMESPACES)
        builder_fail(&r->tree, "xml.limit.namespaces", report_number(r->tree.log, OPEN_NAMESPACES));
    const char *name = name_of(r, local, prefix, uri);
    if (!name)
        no_memory(r);
    else
        builder_open(&r->tree, name);
    for (int i = 0; i < count && r->tree.status == ARD_OK; i++) {
        const xmlChar **a = attributes + (size_t)i * ATTRIBUTE_FIELDS;
        name = name_of(r, a[0], a[1], a[2]);
        if (name)
            add_attribute(r, name, (const char *)a[3], (size_t)(a[4] - a[3]));
        else
            no_memory(r);
    }
    stopped(r);
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    xml_reader *r = user;
    (void)local, (void)prefix, (void)uri;
    builder_close(&r->tree);
    stopped(r);
}

static void on_text(void *user, const xmlChar *text, int size)
{
    xml_reader *r = user;
    if (!r->tree.text.size && r->tree.open) {
        size_t end = parsed(r);
        cursor_move(&r->tree.cursor, end > (size_t)size ? end - (size_t)size : 0);
    }
    builder_text(&r->tree, (const char *)text, (size_t)size);
}

static void on_entity_declared(void *user, const xmlChar *name, int type, const xmlChar *public, const xmlChar *system,
                               xmlChar *content)
{
    (void)name, (void)type, (void)public, (void)system, (void)content;
    ((xml_reader *)user)->declares = true;
}

/* Says that an entity of the document's own was left as it is; names may be as long as a page. */
static void report_left(xml_reader *r, const char *name)
{
    size_t most = 40, length = strlen(name);
    const char *shown = length > most ? arena_copy(r->tree.pool, name, most) : name;
    report(r->tree.log, PLACE(r->tree.part, (uint32_t)r->parser->input->line, (uint32_t)r->parser->input->col),
           "xml.entity.left", shown ? shown : "", NULL);
}

/* What `&name;` stands for: HTML's own names, whatever the document type says; the others are left as they are written
 * and reported, for expanding them is how small documents grow without end and how files are fetched. */
static xmlEntityPtr on_entity(void *user, const xmlChar *name)
{
    xml_reader *r = user;
    const char *text = (const char *)name;
    const entity_row *row = entity_named(text, strlen(text));
    if (!row && !r->declares && !r->parser->hasExternalSubset && !r->parser->hasPErefs)
        return NULL;
    bool inside = r->parser->instate == XML_PARSER_ATTRIBUTE_VALUE;
    buffer_reset(&r->value);
    if (row)
        buffer_text(&r->value, row->text);
    else
        buffer_format(&r->value, "&%s;", text);
    if (!row && !r->parser->inSubset)
        report_left(r, text);
    /* libxml2 would leave an entity's raw value in `orig` for its own tree to free, where that is empty. */
    r->entity = (xmlEntity){.type = XML_ENTITY_DECL, .name = name, .orig = (xmlChar *)name, .checked = 2};
    r->entity.etype = inside ? XML_INTERNAL_GENERAL_ENTITY : XML_INTERNAL_PREDEFINED_ENTITY;
    r->entity.content = inside ? NULL : (xmlChar *)buffer_string(&r->value);
    r->entity.length = inside ? 0 : (int)r->value.size;
    return &r->entity;
}

static void on_error(void *user, xmlErrorPtr error)
{
    xml_reader *r = user;
    if (error->level != XML_ERR_FATAL || r->error)
        return;
    r->error = error->code;
    r->error_line = (uint32_t)(error->line > 0 ? error->line : 0);
    r->error_column = (uint32_t)(error->int2 > 0 ? error->int2 : 0);
}

/* ---- What went wrong -------------------------------------------------------------------------------------------- */

typedef struct error_row {
    int error;
    const char *code;
} error_row;

/* libxml2's codes that a reader of the message can do something with; the others are "xml.malformed". */
static const error_row errors[] = {
    {XML_ERR_NO_MEMORY, "source.limit.memory"},           {XML_ERR_DOCUMENT_EMPTY, "xml.none"},
    {XML_ERR_DOCUMENT_END, "xml.malformed.after"},        {XML_ERR_TAG_NAME_MISMATCH, "xml.malformed.tags"},
    {XML_ERR_TAG_NOT_FINISHED, "xml.malformed.end"},      {XML_ERR_UNDECLARED_ENTITY, "xml.malformed.entity"},
    {XML_ERR_ATTRIBUTE_REDEFINED, "xml.malformed.twice"}, {XML_ERR_INVALID_CHAR, "xml.malformed.character"},
    {XML_ERR_INVALID_CHARREF, "xml.malformed.character"}, {XML_ERR_INVALID_ENCODING, "xml.malformed.character"},
    {XML_ERR_ENTITY_LOOP, "xml.malformed.entity"},
};

static ard_status explain(const xml_reader *r)
{
    const char *code = "xml.malformed";
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
        if (errors[i].error == r->error)
            code = errors[i].code;
    return report(r->tree.log, PLACE(r->tree.part, r->error_line, r->error_column), code, NULL);
}

static ard_status parse(xml_reader *r, const char *text, size_t size)
{
    xmlSAXHandler events = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .getEntity = on_entity,
        .entityDecl = on_entity_declared,
        .serror = on_error,
    };
    xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
    r->parser = size <= INT32_MAX ? xmlCreateMemoryParserCtxt(text, (int)size) : NULL;
    if (!r->parser)
        return report(r->tree.log, PLACE(r->tree.part, 0, 0), "source.limit.memory", NULL);
    *r->parser->sax = events;
    r->parser->userData = r;
    xmlCtxtUseOptions(r->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    r->tree.cursor = cursor_of(text, size);
    xmlParseDocument(r->parser);
    bool formed = r->parser->wellFormed;
    xmlFreeDoc(r->parser->myDoc); /* what libxml2 makes for entities, and forgets after an error */
    r->parser->myDoc = NULL;
    xmlFreeParserCtxt(r->parser);
    if (r->tree.status != ARD_OK)
        return r->tree.status;
    return formed && r->tree.root ? ARD_OK : explain(r);
}

/* ---- Before the parser ------------------------------------------------------------------------------------------ */

/* The label of the XML declaration (XML 1.0, 4.3.3), in ASCII; NULL where there is none. */
static const char *declared_encoding(const char *text, size_t size, size_t *length)
{
    static const char key[] = "encoding";
    size_t most = size < 256 ? size : 256;
    const char *end = memmem(text, most, "?>", 2);
    if (most < 5 || memcmp(text, "<?xml", 5) != 0 || !end)
        return NULL;
    const char *label = memmem(text, (size_t)(end - text), key, sizeof key - 1);
    if (!label)
        return NULL;
    for (label += sizeof key - 1; label < end && strchr(" \t\r\n=", *label);)
        label++;
    if (label >= end || (*label != '"' && *label != '\''))
        return NULL;
    const char *close = memchr(label + 1, *label, (size_t)(end - label - 1));
    *length = close ? (size_t)(close - label - 1) : 0;
    return close ? label + 1 : NULL;
}

/* The encoding of a document: its mark, the shape of its first bytes, its declaration, else UTF-8 (XML 1.0, F.1). */
static charset encoding_of(const char *text, size_t size, size_t *mark, const char **label, size_t *length)
{
    charset found = charset_mark(text, size, mark);
    if (found != CHARSET_UNKNOWN)
        return found;
    if (size >= 4 && memcmp(text, "<\0", 2) == 0 && text[2])
        return CHARSET_UTF16LE;
    if (size >= 4 && memcmp(text, "\0<", 2) == 0 && !text[2])
        return CHARSET_UTF16BE;
    *label = declared_encoding(text, size, length);
    if (!*label)
        return CHARSET_UTF8;
    found = charset_named(*label, *length);
    /* A declaration that could be read byte by byte is not UTF-16, whatever it says. */
    return found == CHARSET_UTF16LE || found == CHARSET_UTF16BE ? CHARSET_UTF8 : found;
}

/* Whether a text can be XML at all: it begins with a tag, perhaps after blanks. What begins otherwise is not shown to
 * libxml2, which would take some first bytes for other encodings, and have them decoded by modules that it loads. */
static bool may_be_xml(const char *text, size_t size)
{
    return strchr("< \t\r\n", *text) && *text && !(size > 1 && *text == '<' && !text[1]);
}

ard_status xml_read(xml_node **root, arena *pool, report_log *log, const ard_limits *limits, const char *part,
                    const void *bytes, size_t size)
{
    xml_reader r = {.tree = builder_of(pool, log, limits, part)};
    buffer decoded = BUFFER_EMPTY;
    size_t mark, length = 0;
    const char *label = NULL, *text = bytes;
    ard_status status = ARD_OK;
    *root = NULL;
    charset from = encoding_of(text, size, &mark, &label, &length);
    if (from == CHARSET_UNKNOWN)
        return report(log, PLACE(part, 1, 0), "source.encoding", arena_copy(pool, label, length), NULL);
    text += mark;
    size -= mark;
    if (from != CHARSET_UTF8) {
        charset_decode(from, text, size, &decoded);
        text = buffer_string(&decoded);
        size = decoded.size;
    }
    if (decoded.failed)
        status = report(log, PLACE(part, 0, 0), "source.limit.memory", NULL);
    else if (tags_crowded(text, size))
        status = report(log, PLACE(part, 0, 0), "source.limit.attributes", report_number(log, TAG_ATTRIBUTES), NULL);
    else if (!size)
        status = report(log, PLACE(part, 0, 0), "xml.empty", NULL);
    else if (!may_be_xml(text, size))
        status = report(log, PLACE(part, 1, 1), "xml.none", NULL);
    else
        status = parse(&r, text, size);
    if (status == ARD_OK)
        *root = r.tree.root;
    builder_free(&r.tree);
    buffer_free(&r.value);
    buffer_free(&decoded);
    free(r.names);
    return status;
}
