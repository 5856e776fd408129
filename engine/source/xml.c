/* XML by expat's events, straight into the light tree: no tree of a library's, no recursion, no file opened. */
#include "xml.h"

#include "base/text.h"
#include "builder.h"
#include "charset.h"
#include "entities.h"
#include "names.h"
#include "references.h"

#include <expat.h>
#include <string.h>

enum { OPEN_NAMESPACES = 4096, SALT_BYTES = 4096 };

typedef struct xml_reader {
    tree_builder tree;
    XML_Parser parser;
    xml_names names;
    reference *references; /* that the text makes, besides XML's own five */
    bool typed;            /* the text has a document type */
    enum XML_Error error;  /* what stopped expat */
} xml_reader;

/* ---- Events ----------------------------------------------------------------------------------------------------- */

/* Ends the parse where the tree has failed. */
static void stop_if_failed(xml_reader *r)
{
    if (r->tree.status != ARD_OK)
        XML_StopParser(r->parser, XML_FALSE);
}

static void no_memory(xml_reader *r)
{
    builder_fail(&r->tree, "source.limit.memory", NULL);
    stop_if_failed(r);
}

/* Moves the cursor to what expat is at; inside an entity, to its reference. */
static void move_here(xml_reader *r)
{
    XML_Index at = XML_GetCurrentByteIndex(r->parser);
    cursor_move(&r->tree.cursor, at > 0 ? (size_t)at : 0);
}

/* Adds the attributes of the element that was opened last. */
static void add_attributes(xml_reader *r, const char **attributes)
{
    for (const char **a = attributes; *a && r->tree.status == ARD_OK; a += 2) {
        if (names_declares(a[0]))
            continue;
        const char *name = names_attribute(&r->names, a[0]);
        if (!name)
            no_memory(r);
        else
            builder_attribute(&r->tree, name, a[1], strlen(a[1]));
    }
}

static void on_start(void *user, const char *written, const char **attributes)
{
    xml_reader *r = user;
    if (r->tree.status != ARD_OK)
        return;
    builder_flush(&r->tree);
    move_here(r);
    bool entered = names_enter(&r->names, attributes, OPEN_NAMESPACES);
    if (!entered && r->names.binding_count >= OPEN_NAMESPACES)
        builder_fail(&r->tree, "xml.limit.namespaces", report_number(r->tree.log, OPEN_NAMESPACES));
    const char *name = entered ? names_element(&r->names, written) : NULL;
    if (!name)
        no_memory(r);
    else
        builder_open(&r->tree, name);
    add_attributes(r, attributes);
    stop_if_failed(r);
}

static void on_end(void *user, const char *written)
{
    xml_reader *r = user;
    (void)written;
    names_leave(&r->names);
    builder_close(&r->tree);
    stop_if_failed(r);
}

static void on_text(void *user, const char *text, int size)
{
    xml_reader *r = user;
    if (!r->tree.text.size && r->tree.open)
        move_here(r);
    builder_text(&r->tree, text, (size_t)size);
}

static void on_type(void *user, const char *name, const char *system, const char *public, int subset)
{
    (void)name, (void)system, (void)public, (void)subset;
    ((xml_reader *)user)->typed = true;
}

static void on_declared(void *user, const char *name, int parameter, const char *value, int size, const char *base,
                        const char *system, const char *public, const char *notation)
{
    (void)value, (void)size, (void)base, (void)system, (void)public, (void)notation;
    for (reference *r = parameter ? NULL : ((xml_reader *)user)->references; r; r = r->next)
        if (strcmp(r->name, name) == 0)
            r->declared = true;
}

/* Says that an entity was left as it is written; names may be as long as a page. */
static void report_left(xml_reader *r, const char *name)
{
    size_t most = 40, length = strlen(name);
    const char *shown = length > most ? arena_copy(r->tree.pool, name, most) : name;
    report(r->tree.log, PLACE(r->tree.part, r->tree.cursor.line, r->tree.cursor.column), "xml.entity.left",
           shown ? shown : "", NULL);
}

/* The document type that stands for the one that is not fetched: the entities that the text refers to and that the
 * document does not declare itself. HTML's are known in all documents; any other is an error where nothing could have
 * declared it, and is left as it is written where a type that is not here may do so. */
static int read_type(xml_reader *r)
{
    for (const reference *e = r->references; e; e = e->next) {
        if (e->declared || entity_named(e->name, strlen(e->name)))
            continue;
        cursor_move(&r->tree.cursor, e->offset);
        if (!r->typed)
            builder_fail(&r->tree, "xml.malformed.entity", NULL);
        else
            report_left(r, e->name);
    }
    buffer declarations = BUFFER_EMPTY;
    references_declare(r->references, &declarations);
    XML_Parser type = XML_ExternalEntityParserCreate(r->parser, NULL, "UTF-8");
    int read = XML_STATUS_ERROR;
    if (type && !declarations.failed && r->tree.status == ARD_OK)
        read = XML_Parse(type, buffer_string(&declarations), (int)declarations.size, 1);
    if (type)
        XML_ParserFree(type);
    buffer_free(&declarations);
    return read == XML_STATUS_OK;
}

/* An entity outside the document: the type itself (no context), or one whose text stands in a file, which is left as it
 * is written: that is how files are fetched. */
static int on_external(XML_Parser parser, const char *context, const char *base, const char *system, const char *public)
{
    xml_reader *r = XML_GetUserData(parser);
    (void)base, (void)system, (void)public;
    if (!context)
        return read_type(r);
    size_t size = strcspn(context, "\f");
    const char *name = arena_copy(r->tree.pool, context, size);
    if (!name)
        return XML_STATUS_ERROR;
    move_here(r);
    report_left(r, name);
    builder_text(&r->tree, "&", 1);
    builder_text(&r->tree, name, size);
    builder_text(&r->tree, ";", 1);
    return XML_STATUS_OK;
}

/* ---- What went wrong -------------------------------------------------------------------------------------------- */

/* The code of a message for what stopped expat; "xml.malformed" where no reader of it could do more. */
static const char *error_code(const xml_reader *r)
{
    static const struct {
        enum XML_Error error;
        const char *code;
    } rows[] = {
        {XML_ERROR_NO_MEMORY, "source.limit.memory"},
        {XML_ERROR_JUNK_AFTER_DOC_ELEMENT, "xml.malformed.after"},
        {XML_ERROR_TAG_MISMATCH, "xml.malformed.tags"},
        {XML_ERROR_UNCLOSED_TOKEN, "xml.malformed.end"},
        {XML_ERROR_UNCLOSED_CDATA_SECTION, "xml.malformed.end"},
        {XML_ERROR_PARTIAL_CHAR, "xml.malformed.character"},
        {XML_ERROR_BAD_CHAR_REF, "xml.malformed.character"},
        {XML_ERROR_DUPLICATE_ATTRIBUTE, "xml.malformed.twice"},
        {XML_ERROR_UNDEFINED_ENTITY, "xml.malformed.entity"},
        {XML_ERROR_RECURSIVE_ENTITY_REF, "xml.malformed.entity"},
        {XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF, "xml.malformed.entity"},
        {XML_ERROR_AMPLIFICATION_LIMIT_BREACH, "xml.limit.entities"},
    };
    if (r->error == XML_ERROR_NO_ELEMENTS)
        return r->tree.root ? "xml.malformed.end" : "xml.none";
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].error == r->error)
            return rows[i].code;
    return NULL;
}

/* Whether a text has, at an offset, a character that XML does not allow (2.2), or no character. */
static bool is_forbidden(const char *text, size_t size, size_t at)
{
    unsigned char c = at < size ? (unsigned char)text[at] : ' ';
    size_t left = at < size ? size - at : 0;
    if (c < 0x20)
        return !strchr("\t\n\r", c) || !c;
    for (size_t length = 1; c >= 0x80 && length <= 4 && length <= left; length++)
        if (charset_is_utf8(text + at, length))
            return length == 3 && memcmp(text + at, "\xEF\xBF", 2) == 0 && (unsigned char)text[at + 2] >= 0xBE;
    return c >= 0x80;
}

static ard_status explain(xml_reader *r, const char *text, size_t size)
{
    const char *code = error_code(r);
    XML_Index at = XML_GetErrorByteIndex(r->parser);
    cursor_move(&r->tree.cursor, at > 0 ? (size_t)at : 0);
    if (!code)
        code = is_forbidden(text, size, r->tree.cursor.offset) ? "xml.malformed.character" : "xml.malformed";
    return report(r->tree.log, PLACE(r->tree.part, r->tree.cursor.line, r->tree.cursor.column), code, NULL);
}

/* ---- The parse -------------------------------------------------------------------------------------------------- */

/* A start for expat's hashes that depends on the document alone (never 0: it would ask the system for one). */
static unsigned long salt_of(const char *text, size_t size)
{
    unsigned long salt = size;
    for (size_t i = 0; i < size && i < SALT_BYTES; i++)
        salt = (salt ^ (unsigned char)text[i]) * 0x100000001B3u;
    return salt | 1;
}

static void set_events(xml_reader *r)
{
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    if (!r->references)
        return;
    XML_SetStartDoctypeDeclHandler(r->parser, on_type);
    XML_SetEntityDeclHandler(r->parser, on_declared);
    XML_SetExternalEntityRefHandler(r->parser, on_external);
    XML_SetParamEntityParsing(r->parser, XML_PARAM_ENTITY_PARSING_ALWAYS);
    XML_UseForeignDTD(r->parser, XML_TRUE);
}

static ard_status parse(xml_reader *r, const char *text, size_t size)
{
    r->references = references_of(r->tree.pool, text, size);
    r->names = names_of(r->tree.pool);
    r->parser = size <= INT32_MAX ? XML_ParserCreate("UTF-8") : NULL;
    if (!r->parser)
        return report(r->tree.log, PLACE(r->tree.part, 0, 0), "source.limit.memory", NULL);
    XML_SetHashSalt(r->parser, salt_of(text, size));
    set_events(r);
    r->tree.cursor = cursor_of(text, size);
    bool formed = XML_Parse(r->parser, text, (int)size, 1) == XML_STATUS_OK;
    r->error = XML_GetErrorCode(r->parser);
    if (!formed && r->tree.status == ARD_OK)
        r->tree.status = explain(r, text, size);
    XML_ParserFree(r->parser);
    names_free(&r->names);
    return r->tree.status;
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

/* Whether a text can be XML at all: it begins with a tag, perhaps after blanks. */
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
    else if (!size)
        status = report(log, PLACE(part, 0, 0), "xml.empty", NULL);
    else if (!may_be_xml(text, size))
        status = report(log, PLACE(part, 1, 1), "xml.none", NULL);
    else
        status = parse(&r, text, size);
    if (status == ARD_OK)
        *root = r.tree.root;
    builder_free(&r.tree);
    buffer_free(&decoded);
    return status;
}
