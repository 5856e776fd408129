/* Equation Editor's and MathType's formulas: records as the format's description has them, and the compound file around. */
#include "base/report.h"
#include "check.h"
#include "maths/mathml.h"
#include "maths/mtef.h"
#include "source/cfb.h"
#include "trees.h"

static const ard_limits limits = {.memory = 64 << 20, .depth = 256, .nodes = 100000};

/* Reads a stream: 28 bytes of OLE's header, MTEF's header, then `size` bytes of records. */
static const char *read_records(int version, const char *records, size_t size, buffer *out)
{
    static const char header_5[] = "\x05\x01\x00\x06\x00"
                                   "DSMT6\0";
    buffer stream = BUFFER_EMPTY, whole = BUFFER_EMPTY;
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    for (size_t i = 0; i < 28; i++)
        buffer_byte(&stream, i ? '\0' : 28);
    if (version == 5)
        buffer_add(&stream, header_5, sizeof header_5);
    else
        buffer_add(&stream, "\x03\x01\x01\x03\x00", 5);
    buffer_add(&stream, records, size);
    ard_node *maths = mtef_read(document, log, (const unsigned char *)stream.data, stream.size, NOWHERE);
    buffer_reset(out);
    if (maths)
        mathml_write(maths, "", &whole);
    const char *begin = strchr(buffer_string(&whole), '>'), *end = strstr(buffer_string(&whole), "</math>");
    if (begin && end)
        buffer_add(out, begin + 1, (size_t)(end - begin - 1));
    buffer_free(&whole);
    buffer_free(&stream);
    ard_document_free(document);
    report_free(log);
    return buffer_string(out);
}

/* Records of version 5: a line, an empty line, a character of a typeface, a template, the end of an object. */
#define LINE5 "\x01\x00"
#define NONE5 "\x01\x01"
#define C5(face, low, high) "\x02\x00" face low high
#define VAR "\x83"
#define NUM "\x88"
#define SYM "\x86"
#define FUN "\x82"
#define TXT "\x81"
#define T5(selector, variation) "\x03\x00" selector variation "\x00"
#define E "\x00"

/* Of version 3: the kind is the lower half of a byte. */
#define LINE3 "\x01"
#define C3(face, low, high) "\x02" face low high
#define T3(selector, variation) "\x03" selector variation "\x00"

#define CASE(version, records, mathml)                                                                                 \
    {                                                                                                                  \
        version, records, sizeof(records) - 1, mathml                                                                  \
    }
static const struct {
    int version;
    const char *records;
    size_t size;
    const char *mathml;
} cases[] = {
    CASE(5, LINE5 C5(VAR, "x", E) C5(SYM, "=", E) C5(NUM, "1", E) C5(NUM, "2", E) E E,
         "<mi>x</mi><mo>=</mo><mn>12</mn>"),
    CASE(5, LINE5 C5(NUM, "3", E) C5(NUM, ",", E) C5(NUM, "5", E) E E, "<mn>3,5</mn>"),
    CASE(5, LINE5 C5(FUN, "l", E) C5(FUN, "n", E) C5(VAR, "x", E) E E, "<mi>ln</mi><mi>x</mi>"),
    CASE(5, LINE5 C5(TXT, "s", E) C5(TXT, "i", E) C5(TXT, " ", E) E E, "<mtext>si\u00A0</mtext>"),
    CASE(5, LINE5 T5("\x0B", E) LINE5 C5(NUM, "1", E) E LINE5 C5(VAR, "a", E) E E E E,
         "<mfrac><mn>1</mn><mi>a</mi></mfrac>"),
    CASE(5, LINE5 T5("\x0A", E) LINE5 C5(VAR, "a", E) E NONE5 E E E, "<msqrt><mi>a</mi></msqrt>"),
    CASE(5, LINE5 T5("\x0A", "\x01") LINE5 C5(VAR, "a", E) E LINE5 C5(NUM, "3", E) E E E E,
         "<mroot><mi>a</mi><mn>3</mn></mroot>"),
    CASE(5, LINE5 C5(VAR, "x", E) T5("\x1C", E) NONE5 LINE5 C5(NUM, "2", E) E E E E,
         "<msup><mi>x</mi><mn>2</mn></msup>"),
    CASE(5, LINE5 T5("\x1C", "\x01") NONE5 LINE5 C5(NUM, "2", E) E E C5(VAR, "x", E) E E,
         "<mmultiscripts><mi>x</mi><mprescripts/><mrow/><mn>2</mn></mmultiscripts>"),
    CASE(5,
         LINE5 T5("\x10", "\x70") LINE5 C5(VAR, "k", E) E LINE5 C5(NUM, "1", E) E LINE5 C5(VAR, "n", E)
             E C5(SYM, "\x11", "\x22") E E E,
         "<munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover><mi>k</mi>"),
    CASE(5,
         LINE5 T5("\x0F", "\x31") LINE5 C5(VAR, "f", E) E LINE5 C5(NUM, "0", E) E LINE5 C5(NUM, "1", E)
             E C5(SYM, "\x2B", "\x22") E E E,
         "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>f</mi>"),
    CASE(5, LINE5 T5("\x01", "\x03") LINE5 C5(VAR, "a", E) E C5(SYM, "(", E) C5(SYM, ")", E) E E E,
         "<mrow><mo fence=\"true\" form=\"prefix\" stretchy=\"true\">(</mo><mi>a</mi>"
         "<mo fence=\"true\" form=\"postfix\" stretchy=\"true\">)</mo></mrow>"),
    CASE(5, LINE5 T5("\x1F", "\x02") LINE5 C5(VAR, "A", E) C5(VAR, "B", E) E C5(SYM, "\x92", "\x21") E E E,
         "<mover accent=\"true\"><mrow><mi>A</mi><mi>B</mi></mrow><mo>→</mo></mover>"),
    CASE(5, LINE5 "\x02\x01" VAR "f" E "\x06\x00\x05" E C5(VAR, "x", E) E E,
         "<msup><mi>f</mi><mo>′</mo></msup><mi>x</mi>"),
    CASE(5, LINE5 "\x05\x00\x00\x00\x00\x01\x02\x00\x00" LINE5 C5(NUM, "1", E) E LINE5 C5(NUM, "2", E) E E E E,
         "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>"),
    CASE(5, "\x04\x00\x01\x00" LINE5 C5(VAR, "a", E) E LINE5 C5(VAR, "b", E) E E E,
         "<mtable columnalign=\"left\"><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr></mtable>"),
    CASE(5, LINE5 C5(VAR, "\x9D", "\xF0") C5("\x98", "\x02", "\xEF") C5(VAR, "x", E) E E,
         "<mi>𝕕</mi><mspace width=\"0.167em\"/><mi>x</mi>"),
    CASE(3, "\x0A" LINE3 C3(VAR, "x", E) T3("\x0F", E) "\x11" LINE3 C3(NUM, "2", E) E E E E,
         "<msup><mi>x</mi><mn>2</mn></msup>"),
    CASE(3, LINE3 T3("\x0E", E) LINE3 C3(NUM, "1", E) E LINE3 C3("\x84", "a", E) E E E E,
         "<mfrac><mn>1</mn><mi>α</mi></mfrac>"),
    CASE(3, LINE3 C3(SYM, "\xB3", E) E E, "<mo>≥</mo>"),
    /* what is no formula, or breaks off */
    CASE(5, LINE5 C5(VAR, "x", E) T5("\x0B", E) LINE5 "\x02\x00", ""),
    CASE(5, "", ""),
    CASE(3, "\x0F", ""),
};

static void test_cases(void)
{
    buffer out = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_TEXT(read_records(cases[i].version, cases[i].records, cases[i].size, &out), cases[i].mathml);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t size = 0; size < cases[i].size; size++)
            read_records(cases[i].version, cases[i].records, size, &out);
    buffer_free(&out);
}

/* Deep templates, and random bytes, end. */
static void test_hostile(void)
{
    buffer records = BUFFER_EMPTY, out = BUFFER_EMPTY;
    for (int i = 0; i < 5000; i++)
        buffer_add(&records, LINE5 T5("\x0B", E), 7);
    CHECK_TEXT(read_records(5, records.data, records.size, &out), "");
    dice d = {11};
    for (int round = 0; round < 3000; round++) {
        buffer_reset(&records);
        for (unsigned i = 0; i < 60; i++)
            buffer_byte(&records, (char)(roll(&d, 3) ? roll(&d, 7) : roll(&d, 256)));
        read_records(round % 2 ? 5 : 3, records.data, records.size, &out);
    }
    buffer_free(&records);
    buffer_free(&out);
}

/* ---- The compound file ---- */

static void put_word(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> 8 * i);
}

enum { SECTOR = 512, FILE_SIZE = 6 * SECTOR };

/* A file of a FAT, a directory of two entries, a stream of 600 bytes in two sectors. */
static void make_file(unsigned char file[FILE_SIZE])
{
    memset(file, 0, FILE_SIZE);
    memcpy(file, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    file[30] = 9;
    file[32] = 6;
    put_word(file + 44, 1);
    put_word(file + 48, 1);
    put_word(file + 60, 0xFFFFFFFE);
    put_word(file + 68, 0xFFFFFFFE);
    unsigned char *fat = file + SECTOR, *directory = file + 2 * SECTOR, *entry = directory + 128;
    static const uint32_t chains[] = {0xFFFFFFFD, 0xFFFFFFFE, 3, 0xFFFFFFFE, 0xFFFFFFFF};
    for (size_t i = 0; i < 5; i++)
        put_word(fat + 4 * i, chains[i]);
    directory[66] = 5;
    put_word(directory + 116, 0xFFFFFFFE);
    for (size_t i = 0; i < 4; i++)
        entry[2 * i] = (unsigned char)"Note"[i];
    entry[64] = 10;
    entry[66] = 2;
    put_word(entry + 116, 2);
    put_word(entry + 120, 600);
    memset(file + 3 * SECTOR, 'a', 600);
}

static void test_compound(void)
{
    unsigned char file[FILE_SIZE];
    const unsigned char *stream;
    size_t length;
    arena *pool = arena_new(1 << 22);
    make_file(file);
    CHECK(cfb_stream(pool, file, sizeof file, "Note", &stream, &length) && length == 600 && stream[599] == 'a');
    CHECK(!cfb_stream(pool, file, sizeof file, "Not", &stream, &length));
    CHECK(!cfb_stream(pool, file, SECTOR, "Note", &stream, &length));
    CHECK(!cfb_stream(pool, "PK", 2, "Note", &stream, &length));
    put_word(file + SECTOR + 4 * 2, 2); /* a chain that goes round */
    CHECK(cfb_stream(pool, file, sizeof file, "Note", &stream, &length));
    put_word(file + 2 * SECTOR + 128 + 120, 0x7FFFFFFF);
    CHECK(!cfb_stream(pool, file, sizeof file, "Note", &stream, &length));
    dice d = {5};
    for (int round = 0; round < 2000; round++) {
        make_file(file);
        for (int i = 0; i < 4; i++)
            file[roll(&d, 3) ? roll(&d, 80) : roll(&d, FILE_SIZE)] = (unsigned char)roll(&d, 256);
        arena *own = arena_new(1 << 20);
        cfb_stream(own, file, sizeof file, "Note", &stream, &length);
        arena_free(own);
    }
    arena_free(pool);
}

int main(void)
{
    test_cases();
    test_hostile();
    test_compound();
    return check_end();
}
