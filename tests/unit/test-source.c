/* engine/source/: XML in the light tree, encodings, zip packages both ways, pictures' sizes. */
#include "check.h"

#include "base/text.h"
#include "source/archive.h"
#include "source/charset.h"
#include "source/entities.h"
#include "source/image.h"
#include "source/namespaces.h"
#include "source/xml.h"

static const ard_limits limits = {1 << 24, 1 << 22, 1 << 24, 1 << 26, 50, 200, 16, 1000, 10};

/* A pool, a log and the last status: what each test of XML needs. */
typedef struct bench {
    arena *pool;
    report_log *log;
    xml_node *root;
    ard_status status;
} bench;

static bench read_bytes(const char *text, size_t size)
{
    bench b = {.pool = arena_new(1 << 24), .log = report_new()};
    b.status = xml_read(&b.root, b.pool, b.log, &limits, "part.xml", text, size);
    return b;
}

static bench read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void bench_end(bench *b)
{
    report_free(b->log);
    arena_free(b->pool);
}

/* The code of the first diagnostic, or "". */
static const char *first_code(const bench *b)
{
    size_t count;
    const ard_diag *diags = report_diags(b->log, &count);
    return count ? diags[0].code : "";
}

static void test_names(void)
{
    bench b =
        read_text("<d:document xmlns:d='http://purl.oclc.org/ooxml/wordprocessingml/main' "
                  "xmlns:rr='http://schemas.openxmlformats.org/officeDocument/2006/relationships' "
                  "xmlns:x='urn:none'><d:body d:val='1' rr:id='r1' plain='p' x:a='2'><x:y/></d:body></d:document>");
    CHECK(b.status == ARD_OK && xml_is(b.root, "w:document"));
    xml_node *body = xml_child(b.root, "w:body");
    CHECK_TEXT(xml_value(body, "w:val"), "1");
    CHECK_TEXT(xml_value(body, "r:id"), "r1");
    CHECK_TEXT(xml_value(body, "plain"), "p");
    CHECK_TEXT(xml_value(body, "?:a"), "2");
    CHECK(body && xml_is(body->first, "?:y"));
    bench_end(&b);
    b = read_text("<html xmlns='http://www.w3.org/1999/xhtml' xml:lang='fr'><p epub:type='x'/>"
                  "<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi></math></html>");
    CHECK(xml_is(b.root, "html"));
    CHECK_TEXT(xml_value(b.root, "xml:lang"), "fr");
    CHECK_TEXT(xml_value(xml_child(b.root, "p"), "epub:type"), "x"); /* used, not declared */
    CHECK(xml_child(xml_child(b.root, "math:math"), "math:mi") != NULL);
    bench_end(&b);
}

static void test_walk(void)
{
    bench b = read_text("<a>un<b>deux</b>trois<![CDATA[<4>]]>&amp;<c/></a>");
    buffer text = BUFFER_EMPTY;
    size_t count = 0;
    xml_text(b.root, &text);
    CHECK_TEXT(buffer_string(&text), "undeuxtrois<4>&");
    for (xml_node *n = b.root; n; n = xml_following(n, b.root))
        count++;
    CHECK(count == 6);
    xml_node *inner = xml_child(b.root, "b");
    CHECK(xml_after(inner, b.root) == inner->next && xml_after(b.root, b.root) == NULL);
    CHECK(xml_sibling(inner, "c") == b.root->last && xml_sibling(inner, "d") == NULL);
    CHECK(!xml_is(NULL, "a") && xml_value(NULL, "a") == NULL && xml_child(NULL, "a") == NULL);
    buffer_free(&text);
    bench_end(&b);
}

static void test_places(void)
{
    bench b = read_text("<?xml version='1.0'?>\n<a>\n  <b\n x='1'/>é<c/></a>");
    xml_node *c = xml_child(b.root, "c");
    CHECK(b.root->line == 2 && b.root->column == 1);
    CHECK(xml_child(b.root, "b")->line == 3 && xml_child(b.root, "b")->column == 3);
    CHECK(c->line == 4 && c->column == 10);
    place where = xml_place(c, "p");
    CHECK(where.line == 4 && where.column == 10 && strcmp(where.part, "p") == 0);
    bench_end(&b);
}

static void test_entities(void)
{
    bench b = read_text("<!DOCTYPE p PUBLIC 'x' 'http://127.0.0.1/x.dtd'><p t='a&eacute;&amp;amp;&#233;&lt;'>"
                        "a&nbsp;b&hellip;&InvisibleTimes;</p>");
    buffer text = BUFFER_EMPTY;
    xml_text(b.root, &text);
    CHECK(b.status == ARD_OK);
    CHECK_TEXT(xml_value(b.root, "t"), "aé&amp;é<");
    CHECK_TEXT(buffer_string(&text), "a\u00A0b…\u2062");
    CHECK_TEXT(first_code(&b), "");
    bench_end(&b);
    b = read_text("<!DOCTYPE p [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
                  "<p t='&b;'>&b;&f;</p>");
    buffer_reset(&text);
    xml_text(b.root, &text);
    CHECK(b.status == ARD_OK);
    CHECK_TEXT(buffer_string(&text), "aaaaaaaa&f;");
    CHECK_TEXT(xml_value(b.root, "t"), "aaaaaaaa");
    CHECK_TEXT(first_code(&b), "xml.entity.left");
    bench_end(&b);
    b = read_text("<!DOCTYPE p SYSTEM 'x.dtd'><p t='&own;'><!-- &no; --><![CDATA[&cdata;]]>&own;<b/>&times;&lt;</p>");
    buffer_reset(&text);
    xml_text(b.root, &text);
    CHECK_TEXT(buffer_string(&text), "&cdata;&own;×<");
    CHECK_TEXT(xml_value(b.root, "t"), "&own;");
    size_t count;
    CHECK(report_diags(b.log, &count) && count == 1);
    CHECK_TEXT(first_code(&b), "xml.entity.left");
    buffer_free(&text);
    bench_end(&b);
}

/* Ten entities, each ten of the one before: 10^9 letters, were they all written out. */
static void test_entity_bomb(void)
{
    buffer text = BUFFER_EMPTY;
    buffer_text(&text, "<!DOCTYPE p [<!ENTITY e0 'aaaaaaaaaa'>");
    for (int i = 1; i < 9; i++) {
        buffer_format(&text, "<!ENTITY e%d '", i);
        for (int k = 0; k < 10; k++)
            buffer_format(&text, "&e%d;", i - 1);
        buffer_text(&text, "'>");
    }
    for (int inside = 0; inside < 2; inside++) {
        buffer whole = BUFFER_EMPTY;
        buffer_format(&whole, inside ? "%s]><p t='&e8;'/>" : "%s]><p>&e8;</p>", buffer_string(&text));
        bench b = read_text(buffer_string(&whole));
        CHECK(b.status == ARD_E_LIMIT);
        CHECK(strcmp(first_code(&b), "xml.limit.entities") == 0 || strcmp(first_code(&b), "source.limit.memory") == 0);
        bench_end(&b);
        buffer_free(&whole);
    }
    buffer_free(&text);
}

static void test_refusals(void)
{
    static const struct {
        const char *text;
        ard_status status;
        const char *code;
    } cases[] = {
        {"", ARD_E_READ, "xml.empty"},
        {"<a><b></a>", ARD_E_READ, "xml.malformed.tags"},
        {"<a>", ARD_E_READ, "xml.malformed.end"},
        {"<a x='1' x='2'/>", ARD_E_READ, "xml.malformed.twice"},
        {"<a/><b/>", ARD_E_READ, "xml.malformed.after"},
        {"<a>&unknown;</a>", ARD_E_READ, "xml.malformed.entity"},
        {"<a>\x01</a>", ARD_E_READ, "xml.malformed.character"},
        {"no", ARD_E_READ, "xml.none"},
        {"  ", ARD_E_READ, "xml.none"},
        {"\xFF\xFE\xFF\xFE", ARD_E_READ, "xml.none"},
        {"\x4C\x6F\xA7\x94<a/>", ARD_E_READ, "xml.none"},
        {"<?xml version='1.0' encoding='shift_jis'?><a/>", ARD_E_READ, "source.encoding"},
        {"<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>", ARD_E_LIMIT, "source.limit.depth"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bench b = read_text(cases[i].text);
        CHECK(b.status == cases[i].status && b.root == NULL);
        CHECK_TEXT(first_code(&b), cases[i].code);
        bench_end(&b);
    }
}

static void test_limits(void)
{
    buffer text = BUFFER_EMPTY;
    buffer_text(&text, "<a>");
    for (int i = 0; i < 1000; i++)
        buffer_text(&text, "<b/>");
    buffer_text(&text, "</a>");
    bench b = read_text(buffer_string(&text));
    CHECK(b.status == ARD_E_LIMIT);
    CHECK_TEXT(first_code(&b), "source.limit.nodes");
    bench_end(&b);
    buffer_reset(&text);
    buffer_text(&text, "<a");
    for (int i = 0; i < 2000; i++)
        buffer_format(&text, " a%d='>'", i);
    buffer_text(&text, "/>");
    b = read_text(buffer_string(&text));
    CHECK(b.status == ARD_OK);
    CHECK_TEXT(xml_value(b.root, "a1999"), ">");
    bench_end(&b);
    arena *small = arena_new(200);
    report_log *log = report_new();
    xml_node *root;
    CHECK(xml_read(&root, small, log, &limits, NULL, "<a><b/><c/><d/></a>", 19) == ARD_E_LIMIT && !root);
    report_free(log);
    arena_free(small);
    buffer_free(&text);
}

static void test_encodings(void)
{
    static const char latin[] = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9\x9C</a>";
    static const char wide[] = "\xFF\xFE<\0a\0>\0\xE9\0<\0/\0a\0>"; /* the last NUL is the string's own */
    bench b = read_bytes(latin, sizeof latin - 1);
    CHECK(b.status == ARD_OK && b.root->first);
    CHECK_TEXT(b.root && b.root->first ? b.root->first->text : NULL, "éœ");
    bench_end(&b);
    b = read_bytes(wide, sizeof wide);
    CHECK_TEXT(b.root && b.root->first ? b.root->first->text : NULL, "é");
    bench_end(&b);
    CHECK(charset_named(" Latin1 ", 8) == CHARSET_WINDOWS_1252 && charset_named("koi8-r", 6) == CHARSET_UNKNOWN);
    CHECK(charset_is_utf8("é€", 5) && !charset_is_utf8("\xC0\xAF", 2) && !charset_is_utf8("\xED\xA0\x80", 3));
    buffer out = BUFFER_EMPTY;
    CHECK(charset_decode(CHARSET_ISO_8859_15, "\xA4\xBD\xE9", 3, &out) == 0);
    CHECK(charset_decode(CHARSET_MACINTOSH, "\x8E", 1, &out) == 0);
    CHECK(charset_decode(CHARSET_UTF16BE, "\xD8\x3D\xDE\x00\xDC\x00\x41", 7, &out) == 2);
    CHECK(charset_decode(CHARSET_UTF8, "a\xFFz", 3, &out) == 1);
    CHECK_TEXT(buffer_string(&out), "€œéé😀\uFFFD\uFFFDa\uFFFDz");
    buffer_free(&out);
}

static void test_tables(void)
{
    for (size_t i = 1; entity_at(i); i++)
        CHECK(strcmp(entity_at(i - 1)->name, entity_at(i)->name) < 0);
    CHECK_TEXT(entity_named("eacute", 6)->text, "é");
    CHECK(!entity_named("eacut", 5) && !entity_named("", 0));
    CHECK_TEXT(entity_prefix("notit;", 6)->name, "not");
    CHECK(!entity_prefix("hellip", 6));
    CHECK_TEXT(namespace_prefix("http://www.w3.org/1998/Math/MathML"), "math");
    CHECK_TEXT(namespace_prefix("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"), "osvg");
    CHECK_TEXT(namespace_prefix("http://www.w3.org/1999/xhtml"), "");
    CHECK_TEXT(namespace_prefix(NULL), "");
    CHECK(!namespace_prefix("urn:none") && !namespace_named("none"));
    CHECK_TEXT(namespace_named("epub"), "epub");
}

/* A package of two parts, in `out`. */
static void write_package(buffer *out, report_log *log, const char *second)
{
    archive_writer *w = archive_new();
    archive_add(w, "mimetype", "application/epub+zip", 20, true);
    archive_add(w, second, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 40, false);
    archive_add(w, "vide", "", 0, false);
    CHECK(archive_finish(w, log, out) == ARD_OK);
    archive_writer_free(w);
}

static void test_archive(void)
{
    report_log *log = report_new();
    arena *pool = arena_new(1 << 20);
    buffer out = BUFFER_EMPTY, again = BUFFER_EMPTY;
    archive *a;
    const char *bytes;
    size_t size;
    write_package(&out, log, "texte/été.xml");
    write_package(&again, log, "texte/été.xml");
    CHECK(out.size == again.size && memcmp(out.data, again.data, out.size) == 0);
    CHECK(memcmp(out.data + 30, "mimetypeapplication/epub+zip", 28) == 0); /* OCF 3.3, 4.3: first, stored, no extra */
    CHECK(archive_open(&a, log, &limits, out.data, out.size) == ARD_OK);
    CHECK(archive_count(a) == 3 && archive_has(a, "texte/été.xml") && !archive_has(a, "x"));
    CHECK_TEXT(archive_name(a, 0), "mimetype");
    CHECK(archive_name(a, 3) == NULL);
    CHECK(archive_part(a, pool, "texte/été.xml", &bytes, &size) == ARD_OK && size == 40 && bytes[39] == 'a' &&
          !bytes[40]);
    CHECK(archive_part(a, pool, "vide", &bytes, &size) == ARD_OK && size == 0 && bytes);
    CHECK(archive_part(a, pool, "x", &bytes, &size) == ARD_E_READ && !bytes);
    archive_close(a);
    for (size_t cut = 0; cut < out.size; cut++) {
        CHECK(archive_open(&a, log, &limits, out.data, cut) != ARD_OK);
        archive_close(a);
    }
    buffer_free(&out);
    buffer_free(&again);
    arena_free(pool);
    report_free(log);
}

/* Opens a package changed by `change` and gives the code of what was refused, or of what its second part came to. */
static void check_damage(void (*change)(buffer *package), const char *code)
{
    report_log *log = report_new();
    arena *pool = arena_new(1 << 20);
    buffer out = BUFFER_EMPTY;
    archive *a;
    const char *bytes;
    size_t size, count;
    write_package(&out, log, "aa.xml");
    change(&out);
    if (archive_open(&a, log, &limits, out.data, out.size) == ARD_OK)
        CHECK(archive_part(a, pool, "aa.xml", &bytes, &size) != ARD_OK);
    archive_close(a);
    const ard_diag *diags = report_diags(log, &count);
    CHECK_TEXT(count ? diags[0].code : "", code);
    buffer_free(&out);
    arena_free(pool);
    report_free(log);
}

/* The central header of entry `number`. */
static char *central(buffer *package, int number)
{
    char *at = package->data;
    for (int i = 0; i <= number; i++)
        at = (char *)memmem(at + 1, package->size - (size_t)(at + 1 - package->data), "PK\1\2", 4);
    return at;
}

static void change_name(buffer *package)
{
    memcpy(central(package, 1) + 46, "../aaa", 6);
}
static void change_drive(buffer *package)
{
    memcpy(central(package, 1) + 46, "C:\\aaa", 6);
}
static void change_crc(buffer *package)
{
    central(package, 1)[16] ^= 1;
}
static void change_crypt(buffer *package)
{
    central(package, 1)[8] |= 1;
}
static void change_method(buffer *package)
{
    central(package, 1)[10] = 14;
}
static void change_offset(buffer *package)
{
    memcpy(central(package, 1) + 42, central(package, 0) + 42, 4);
}
static void change_twice(buffer *package)
{
    memcpy(central(package, 2) + 46, "mime", 4);
    memcpy(central(package, 0) + 28, "\4", 1);
    memmove(central(package, 0) + 50, central(package, 0) + 54,
            package->size - (size_t)(central(package, 0) + 54 - package->data));
    package->size -= 4;
    char *end = package->data + package->size - 22;
    end[12] = (char)(end[12] - 4);
}
static void change_size(buffer *package)
{
    memcpy(central(package, 1) + 24, "\0\0\x80", 4);
}
static void change_huge(buffer *package)
{
    memcpy(central(package, 1) + 24, "\xFF\xFF\xFF\x7F", 4);
}
static void change_count(buffer *package)
{
    package->data[package->size - 12] = 51;
}

static void test_damage(void)
{
    check_damage(change_name, "archive.name");
    check_damage(change_drive, "archive.name");
    check_damage(change_crc, "archive.part.damaged");
    check_damage(change_crypt, "archive.encrypted");
    check_damage(change_method, "archive.method");
    check_damage(change_offset, "archive.overlap");
    check_damage(change_twice, "archive.twice");
    check_damage(change_size, "archive.limit.inflated");
    check_damage(change_huge, "archive.limit.inflated");
    check_damage(change_count, "archive.limit.entries");
}

static void check_image(const char *bytes, size_t size, unsigned width, unsigned height)
{
    image_facts facts = image_look(bytes, size);
    CHECK(facts.width == width && facts.height == height);
    for (size_t cut = 0; cut < size; cut++)
        (void)image_look(bytes, cut);
}

static void test_images(void)
{
#define IMAGE(bytes, width, height) check_image(bytes, sizeof bytes - 1, width, height)
    IMAGE("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\2\0\0\0\7", 258, 7);
    IMAGE("GIF89a\5\0\6\1..", 5, 262);
    IMAGE("\xFF\xD8\xFF\xE0\0\4ab\xFF\xC2\0\x11\10\0\x20\0\x30...", 48, 32);
    IMAGE("BM............\x28\0\0\0\3\0\0\0\xFE\xFF\xFF\xFF", 3, 2);
    IMAGE("RIFF....WEBPVP8X\n\0\0\0\0\0\0\0\x63\0\0\x31\0\0", 100, 50);
    IMAGE("RIFF....WEBPVP8L\n\0\0\0\x2F\x63\x40\x0C\0.....", 100, 50);
    IMAGE("<?xml?><svg stroke-width='3' width='2in' viewBox='0 0 4 3'/>", 192, 144);
    IMAGE("<svg viewBox='0 0 40,30'>", 40, 30);
    IMAGE("<svg width='100%' height='5'>", 0, 0);
    IMAGE("text", 0, 0);
#undef IMAGE
}

int main(void)
{
    test_names();
    test_walk();
    test_places();
    test_entities();
    test_entity_bomb();
    test_refusals();
    test_limits();
    test_encodings();
    test_tables();
    test_archive();
    test_damage();
    test_images();
    return check_end();
}
