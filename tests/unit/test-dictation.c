/* The dictation: on 20 texts (tests/dictation/texts.txt) what is said follows the school's protocol, and of every gap all
 * spellings sound alike, and the text's own is the only one of its options that is right. */
#include "ardoise.h"
#include "check.h"

#include <stdbool.h>

enum { TEXT = 4096, LINES = 400, OPTIONS = 3 };

typedef struct said {
    char text[4 * TEXT];
    size_t size;
    const char *lines[LINES];
    int count;
} said;

static bool take(void *user, const void *bytes, size_t size)
{
    said *s = user;
    if (s->size + size >= sizeof s->text)
        return false;
    memcpy(s->text + s->size, bytes, size);
    s->size += size;
    s->text[s->size] = 0;
    return true;
}

/* Converts a text with settings, NULL at their end; the output as lines. */
static void convert_text(const char *text, const char *to, const char *const *settings, said *s)
{
    ard_context *context;
    ard_input *input;
    ard_output *output;
    *s = (said){.size = 0};
    CHECK(ard_context_new(&context) == ARD_OK);
    for (; *settings; settings++)
        CHECK(ard_context_setting(context, *settings) == ARD_OK);
    CHECK(ard_input_new(&input, context, text, strlen(text), "texte.txt") == ARD_OK);
    CHECK(ard_output_new(&output, context, take, s) == ARD_OK);
    CHECK(ard_convert(context, input, "text", to, output) == ARD_OK);
    ard_output_free(output);
    ard_input_free(input);
    ard_context_free(context);
    for (char *at = s->text; *at && s->count < LINES;) {
        char *line = at;
        at += strcspn(at, "\n");
        if (*at)
            *at++ = '\0';
        if (*line)
            s->lines[s->count++] = line;
    }
}

static int line_of(const said *s, const char *text)
{
    for (int i = 0; i < s->count; i++)
        if (strcmp(s->lines[i], text) == 0)
            return i;
    return -1;
}

/* ---- The protocol ------------------------------------------------------------------------------------------------ */

/* Adds the letters and digits of a text, so that texts can be compared without signs and blanks. */
static void add_letters(const char *text, char *out)
{
    size_t size = strlen(out);
    for (; *text && size + 1 < TEXT; text++)
        if ((unsigned char)*text >= 0xC3 || (*text & 0xC0) == 0x80 || (*text >= '0' && *text <= '9') ||
            ((*text | 0x20) >= 'a' && (*text | 0x20) <= 'z'))
            out[size++] = *text;
    out[size] = 0;
}

/* What a sign is called; here again, so that the filter's table is checked against another. */
static const char *const names[][2] = {
    {"point-virgule", ";"},
    {"point d'interrogation", "?"},
    {"point d'exclamation", "!"},
    {"points de suspension", "…"},
    {"point final", "."},
    {"point", "."},
    {"virgule", ","},
    {"deux-points", ":"},
    {"ouvrez les guillemets", "«"},
    {"fermez les guillemets", "»"},
    {"ouvrez la parenthèse", "("},
    {"fermez la parenthèse", ")"},
    {"à la ligne", "\n"},
    {"tiret", "—"},
};

/* Writes a text from what is dictated: names become signs, commas between disappear, blanks too. */
static void write_down(const char *line, char *out)
{
    while (*line) {
        size_t size = strcspn(line, ","), i = 0;
        const char *part = line + strspn(line, " ");
        size_t length = size - (size_t)(part - line);
        while (i < sizeof names / sizeof *names &&
               !(strlen(names[i][0]) == length && memcmp(part, names[i][0], length) == 0))
            i++;
        if (i < sizeof names / sizeof *names)
            strncat(out, names[i][1], TEXT - strlen(out) - 1);
        else
            strncat(out, part, length);
        line += size + (line[size] == ',');
    }
}

/* Takes blanks out of a text, no-break spaces too. */
static void squeeze(char *text)
{
    char *out = text;
    for (const char *in = text; *in; in++)
        if (strncmp(in, "\xC2\xA0", 2) == 0)
            in++;
        else if (*in != ' ')
            *out++ = *in;
    *out = 0;
}

/* The last word of a group, without what is said of signs. */
static void last_word(const char *line, char word[64])
{
    size_t size = strcspn(line, ",");
    if (strncmp(line, "ouvrez", 6) == 0 || strncmp(line, "tiret", 5) == 0)
        return;
    size_t begin = size;
    while (begin && line[begin - 1] != ' ')
        begin--;
    snprintf(word, 64, "%.*s", (int)(size - begin), line + begin);
}

static bool leans(const char *word)
{
    static const char *const words[] = {"le",   "la",   "les",  "un",    "une",  "des", "du",   "de",   "à",
                                        "au",   "aux",  "ce",   "ces",   "mon",  "ton", "son",  "sa",   "ses",
                                        "ma",   "mes",  "leur", "leurs", "je",   "tu",  "il",   "ils",  "elle",
                                        "on",   "nous", "et",   "ou",    "dans", "sur", "pour", "sous", "vers",
                                        "avec", "sans", "ne",   "se",    "que",  "qui", "très", "petit"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

static void check_groups(const said *s, int from, int to, const char *text)
{
    char written[TEXT] = "", source[TEXT];
    CHECK((to - from) % 2 == 0);
    for (int i = from; i + 1 < to; i += 2) {
        char word[64] = "";
        CHECK_TEXT(s->lines[i + 1], s->lines[i]);
        last_word(s->lines[i], word);
        CHECK(strchr(s->lines[i], ',') || !leans(word));
        write_down(s->lines[i], written);
    }
    snprintf(source, sizeof source, "%s", text);
    squeeze(source);
    squeeze(written);
    CHECK_TEXT(written, source);
}

static void check_protocol(const char *text)
{
    static const char *const settings[] = {"dictation.repeats=2", NULL}, *const none[] = {NULL};
    static said all, plain;
    char first[TEXT] = "", last[TEXT] = "", source[TEXT] = "";
    convert_text(text, "spoken", settings, &all);
    convert_text(text, "spoken", none, &plain);
    int begins = line_of(&all, "Écoute, sans écrire."), dictates = line_of(&all, "Dictée.");
    int ends = line_of(&all, "Dernière lecture."), finished = line_of(&all, "La dictée est finie.");
    CHECK(begins == 1 && dictates > 1 && ends > dictates + 2 && finished == all.count - 1);
    for (int i = begins + 1; i < dictates; i++)
        add_letters(all.lines[i], first);
    for (int i = ends + 2; i < finished; i++)
        add_letters(all.lines[i], last);
    for (int i = 0; i < plain.count; i++)
        add_letters(plain.lines[i], source);
    CHECK_TEXT(first, source);
    CHECK_TEXT(last, source);
    check_groups(&all, dictates + 2, ends, text);
}

/* ---- Gaps -------------------------------------------------------------------------------------------------------- */

/* The sounds of a word by `ardoise words`: its fifth cell. */
static void sound_of(const char *word, char sound[128])
{
    static said row;
    char line[80], *cell = row.text;
    ard_word_options options = {.text = false};
    snprintf(line, sizeof line, "%s\n", word);
    row = (said){.size = 0};
    CHECK(ard_words(&options, line, strlen(line), take, &row) == ARD_OK);
    for (int i = 0; i < 4 && cell; i++)
        cell = strchr(cell, '\t') ? strchr(cell, '\t') + 1 : NULL;
    snprintf(sound, 128, "%.*s", cell ? (int)strcspn(cell, "\t") : 0, cell ? cell : "");
}

/* Checks the options of a gap, "joue / jouent / joues"; and that the text goes on with one of them alone. Gives the length
 * of that in `*source`. */
static size_t check_options(const char *list, size_t size, const char *source)
{
    char options[128], sound[128], other[128];
    const char *each[OPTIONS];
    int count = 0, right = 0;
    size_t length = 0;
    snprintf(options, sizeof options, "%.*s", (int)size, list);
    for (char *at = options, *next; at && count < OPTIONS; at = next) {
        next = strstr(at, " / ");
        each[count++] = at;
        if (next) {
            *next = 0;
            next += 3;
        }
    }
    CHECK(count == OPTIONS);
    sound_of(each[0], sound);
    for (int i = 0; i < count; i++) {
        size_t many = strlen(each[i]);
        sound_of(each[i], other);
        CHECK_TEXT(other, sound);
        bool whole = strncmp(source, each[i], many) == 0 && !strchr("abcdefghijklmnopqrstuvwxyz\xC3\xC5", source[many]);
        right += whole;
        length = whole ? many : length;
        for (int j = 0; j < i; j++)
            CHECK(strcmp(each[j], each[i]) != 0);
    }
    CHECK(right == 1);
    return length;
}

/* Follows the sheet and the source together. Gives the number of gaps. */
static int check_sheet(const char *sheet, const char *source)
{
    int gaps = 0;
    while (*sheet) {
        const char *open = *sheet == '_' ? strchr(sheet, '(') : NULL, *close = open ? strchr(open, ')') : NULL;
        if (!close) {
            bool blank = *sheet == ' ' || *sheet == '\n';
            CHECK(blank || *sheet == *source);
            source += !blank || *source == ' ' || *source == '\n';
            sheet++;
            continue;
        }
        source += check_options(open + 1, (size_t)(close - open - 1), source);
        sheet = close + 1;
        gaps++;
    }
    return gaps;
}

static int check_gaps(const char *text)
{
    static const char *const settings[] = {"dictation.form=gaps", "dictation.approved=yes", NULL};
    static said sheet;
    char whole[2 * TEXT] = "";
    convert_text(text, "text", settings, &sheet);
    CHECK(sheet.count > 2);
    for (int i = 2; i < sheet.count; i++) {
        strncat(whole, i > 2 ? "\n" : "", 2);
        strncat(whole, sheet.lines[i], sizeof whole - strlen(whole) - 1);
    }
    return check_sheet(whole, text);
}

int main(void)
{
    char text[TEXT] = "", line[TEXT];
    FILE *file = fopen("tests/dictation/texts.txt", "r");
    int texts = 0, gaps = 0;
    CHECK(file);
    while (file) {
        bool more = fgets(line, sizeof line, file);
        if (more && *line != '%') {
            strncat(text, line, sizeof text - strlen(text) - 1);
            continue;
        }
        text[strcspn(text, "\n") == strlen(text) - 1 ? strlen(text) - 1 : strlen(text)] = 0;
        if (strlen(text) && text[strlen(text) - 1] == '\n')
            text[strlen(text) - 1] = 0;
        check_protocol(text);
        gaps += check_gaps(text);
        texts++;
        *text = 0;
        if (!more)
            break;
    }
    if (file)
        fclose(file);
    CHECK(texts == 20);
    CHECK(gaps >= 50);
    printf("%d texts, %d gaps\n", texts, gaps);
    return check_end();
}
