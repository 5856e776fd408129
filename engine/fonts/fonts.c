/* The helper "font": its request and its reply, both ends of which are this program. */
#include "fonts.h"

#include "base/memory.h"
#include "base/text.h"
#include "notice.h"
#include "search.h"
#include "subset.h"
#include "woff.h"

#include <stdlib.h>
#include <string.h>

enum {
    DEADLINE = 20,           /* seconds */
    FAMILIES_MOST = 16,      /* of a list that are looked for */
    CHARACTERS_MOST = 20000, /* different ones of a document */
    REPLY_HEAD = 9,          /* bytes: found, family, number of faces */
    REPLY_FACE = 16
};

/* The name that a family has in pages: the same for every font. */
static const char neutral[] = FONT_NEUTRAL;

/* ---- Lists of families ------------------------------------------------------------------------------------------- */

size_t font_next(const char **list, const char **family)
{
    const char *at = *list + strspn(*list, " ,\t");
    size_t size = strcspn(at, ",");
    *list = at + size;
    while (size && strchr(" \t", at[size - 1]))
        size--;
    if (size >= 2 && (at[0] == '"' || at[0] == '\'') && at[size - 1] == at[0]) {
        at++;
        size -= 2;
    }
    *family = at;
    return size;
}

static bool is_one_of(const char *const *list, size_t count, const char *family, size_t size)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i]) == size && strncasecmp(list[i], family, size) == 0)
            return true;
    return false;
}

bool font_is_generic(const char *family, size_t size)
{
    static const char *const generic[] = {"serif",     "sans-serif", "monospace", "cursive",      "fantasy",
                                          "system-ui", "math",       "emoji",     "ui-sans-serif"};
    return is_one_of(generic, sizeof generic / sizeof *generic, family, size);
}

void font_fallbacks(const char *families, buffer *out)
{
    static const char *const wide[] = {"Verdana", "DejaVu Sans", "Arial"};
    bool there[sizeof wide / sizeof *wide] = {false}, generic = false;
    const char *family, *list = families;
    for (size_t size; (size = font_next(&list, &family)) > 0;) {
        generic = font_is_generic(family, size);
        for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
            there[i] |= is_one_of(wide + i, 1, family, size);
    }
    for (size_t i = 0; i < sizeof wide / sizeof *wide && !generic; i++)
        if (!there[i])
            buffer_format(out, ", %s", wide[i]);
    if (!generic)
        buffer_text(out, ", sans-serif");
}

void font_without_faces(const char *families, buffer *out)
{
    const char *family;
    bool begun = false;
    for (size_t size; (size = font_next(&families, &family)) > 0;) {
        if (text_is(family, size, FONT_NEUTRAL))
            continue;
        buffer_text(out, begun ? ", " : "");
        buffer_add(out, family, size);
        begun = true;
    }
}

const char *font_list(const char *families, unsigned skipped, const char *between, buffer *out)
{
    static const char *const office[][2] = {{"serif", "roman"},
                                            {"monospace", "modern"},
                                            {"cursive", "script"},
                                            {"fantasy", "decorative"}};
    const char *generic = "swiss", *family;
    buffer all = BUFFER_EMPTY;
    buffer_text(&all, families);
    font_fallbacks(families, &all);
    const char *list = buffer_string(&all);
    bool begun = false;
    for (size_t size; (size = font_next(&list, &family)) > 0;) {
        for (size_t i = 0; i < sizeof office / sizeof *office; i++)
            if (is_one_of(&office[i][0], 1, family, size))
                generic = office[i][1];
        if (font_is_generic(family, size) || (skipped && skipped--))
            continue;
        buffer_text(out, begun ? between : "");
        buffer_add(out, family, size);
        begun = true;
    }
    buffer_free(&all);
    return generic;
}

/* ---- Numbers ----------------------------------------------------------------------------------------------------- */

static void add_number(buffer *out, uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        buffer_byte(out, (char)(number >> shift & 0xFF));
}

static uint32_t number_at(const char *bytes)
{
    uint32_t number = 0;
    for (int i = 3; i >= 0; i--)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

/* ---- The asking end ---------------------------------------------------------------------------------------------- */

static void write_request(const font_request *r, buffer *out)
{
    size_t count = r->count < CHARACTERS_MOST ? r->count : CHARACTERS_MOST;
    buffer_byte(out, r->embeds);
    buffer_text(out, r->families);
    buffer_byte(out, '\0');
    for (size_t i = 0; i < count; i++) {
        add_number(out, r->characters[i].point);
        add_number(out, r->characters[i].looks);
    }
}

/* Reads a reply into a pool; false where it is broken. */
static bool read_reply(const buffer *reply, font_answer *answer, arena *pool)
{
    const char *at = buffer_string(reply), *end = at + reply->size;
    if (reply->size < REPLY_HEAD)
        return false;
    answer->found = *at;
    answer->family = number_at(at + 1);
    size_t count = number_at(at + 5);
    at += REPLY_HEAD;
    font_face *faces = count <= FONT_LOOKS ? arena_alloc(pool, (count + 1) * sizeof *faces) : NULL;
    for (size_t i = 0; faces && i < count; i++) {
        if (end - at < REPLY_FACE || (size_t)(end - at) - REPLY_FACE < number_at(at + 12))
            return false;
        font_face *face = &faces[i];
        *face = (font_face){number_at(at), number_at(at + 4), number_at(at + 8), NULL, number_at(at + 12)};
        face->bytes = arena_copy(pool, at + REPLY_FACE, face->size);
        at += REPLY_FACE + face->size;
    }
    answer->faces = faces;
    answer->count = faces ? count : 0;
    return faces && !arena_failed(pool);
}

static void first_name(const char *families, buffer *name)
{
    const char *family;
    size_t size = font_next(&families, &family);
    buffer_add(name, family, size);
}

/* What the helper said is handed on only where it did its work: a font is never why a conversion fails. */
static void hand_on(report_log *log, const report_log *said)
{
    size_t count;
    const ard_diag *diags = report_diags(said, &count);
    for (size_t i = 0; i < count; i++)
        if (diags[i].severity == ARD_NOTE) {
            ard_diag diag = diags[i];
            diag.file = NULL;
            report_copy(log, &diag);
        }
}

font_answer font_ask(helpers *h, report_log *log, const font_request *request, arena *pool)
{
    font_answer answer = {0};
    buffer packed = BUFFER_EMPTY, reply = BUFFER_EMPTY, name = BUFFER_EMPTY;
    report_log *quiet = report_new();
    unsigned ticket;
    write_request(request, &packed);
    report_language(quiet, report_speaks(log));
    bool done = h && quiet && !packed.failed &&
                helpers_ask(h, quiet, font_helper.name, packed.data, packed.size, &ticket) == ARD_OK &&
                helpers_wait(h, quiet, ticket, &reply) == ARD_OK && read_reply(&reply, &answer, pool);
    if (done) {
        hand_on(log, quiet);
    } else {
        answer = (font_answer){0};
        first_name(request->families, &name);
        report(log, NOWHERE, "fonts.failed", buffer_string(&name), NULL);
    }
    report_free(quiet);
    buffer_free(&packed);
    buffer_free(&reply);
    buffer_free(&name);
    return answer;
}

void font_tell(report_log *log, const char *families)
{
    buffer name = BUFFER_EMPTY;
    const char *family;
    for (size_t size; families && (size = font_next(&families, &family)) > 0;) {
        buffer_reset(&name);
        buffer_add(&name, family, size);
        if (notice_tells(family, size))
            report(log, NOWHERE, "fonts.telling", buffer_string(&name), NULL);
    }
    buffer_free(&name);
}

void font_look(helpers *h, report_log *log, const char *families)
{
    arena *pool = arena_new(4096);
    if (pool)
        font_ask(h, log, &(font_request){.families = families}, pool);
    font_tell(log, families);
    arena_free(pool);
}

/* ---- The helper -------------------------------------------------------------------------------------------------- */

/* One request as it is worked on. */
typedef struct finding {
    report_log *log;
    bool embeds;
    const char *families;
    const char *characters; /* pairs of numbers */
    size_t count;
    found_face looks[FONT_LOOKS];
    bool found;
    unsigned family;
} finding;

/* Debian's package of a family; NULL where it has none, or none is known here. */
static const char *package_of(const char *family)
{
    static const char *const packages[][2] = {
        {"OpenDyslexic", "fonts-opendyslexic"},
        {"OpenDyslexicAlta", "fonts-opendyslexic"},
        {"OpenDyslexicMono", "fonts-opendyslexic"},
        {"Andika", "fonts-sil-andika"},
        {"DejaVu Sans", "fonts-dejavu-core"},
        {"Carlito", "fonts-crosextra-carlito"},
        {"Comic Neue", "fonts-comic-neue"},
        {"Open Sans", "fonts-open-sans"},
        {"Lato", "fonts-lato"},
        {"Roboto", "fonts-roboto-unhinted"},
        {"Liberation Sans", "fonts-liberation"},
        {"Noto Sans", "fonts-noto-core"},
    };
    for (size_t i = 0; i < sizeof packages / sizeof *packages; i++)
        if (text_same(packages[i][0], family))
            return packages[i][1];
    return NULL;
}

static void say_missing(report_log *log, const char *family)
{
    const char *package = package_of(family);
    if (package)
        report(log, NOWHERE, "fonts.missing.package", family, package, NULL);
    else
        report(log, NOWHERE, "fonts.missing", family, NULL);
}

/* Finds the first family of the list that is installed; says it where that is not the preferred one. */
static void find(finding *f, buffer *name)
{
    const char *list = f->families, *family;
    unsigned number = 0;
    for (size_t size; !f->found && number < FAMILIES_MOST && (size = font_next(&list, &family)) > 0; number++) {
        buffer_reset(name);
        buffer_add(name, family, size);
        if (font_is_generic(family, size))
            continue;
        search_free(f->looks);
        f->found = search_family(family, size, f->looks);
        f->family = number;
        if (!f->found && number == 0)
            say_missing(f->log, buffer_string(name));
    }
}

/* The look that stands in where the family has not the one that is asked: browsers embolden and slant it. */
static unsigned stand_in(const finding *f, unsigned look)
{
    if (f->looks[look].there)
        return look;
    if (f->looks[look & FONT_BOLD].there)
        return look & FONT_BOLD;
    return f->looks[look & FONT_ITALIC].there ? look & FONT_ITALIC : 0;
}

static bool same_file(const found_face *a, const found_face *b)
{
    return a->number == b->number && strcmp(a->path, b->path) == 0;
}

/* The looks that a face is to serve: those it stands in for, and of a variable font those of the same file. */
static unsigned served_by(const finding *f, unsigned look)
{
    unsigned served = 0;
    for (unsigned other = 0; other < FONT_LOOKS; other++)
        if (same_file(&f->looks[stand_in(f, other)], &f->looks[look]))
            served |= 1u << other;
    return served;
}

/* Whether a look's face was written with one before it. */
static bool is_written(const finding *f, unsigned look)
{
    for (unsigned before = 0; before < look; before++)
        if (f->looks[before].there && same_file(&f->looks[before], &f->looks[look]))
            return true;
    return false;
}

/* Adds one face to the reply: false where its file is broken, true where nobody needs it. */
static bool add_face(const finding *f, unsigned look, buffer *reply, unsigned *count)
{
    const found_face *face = &f->looks[look];
    unsigned served = served_by(f, look);
    buffer font = BUFFER_EMPTY, names = BUFFER_EMPTY, cut = BUFFER_EMPTY, woff = BUFFER_EMPTY;
    uint32_t *points = memory_new(f->count + 1, sizeof *points);
    size_t needed = 0;
    for (size_t i = 0; points && i < f->count; i++)
        if (number_at(f->characters + 8 * i + 4) & served)
            points[needed++] = number_at(f->characters + 8 * i);
    bool good = points != NULL;
    if (needed) {
        notice_names(&face->facts, neutral, &names);
        good = search_read(face->path, &font) && subset_make(&font, face->number, points, needed, &names, &cut) &&
               woff_pack(cut.data, cut.size, &woff);
    }
    if (needed && good) {
        add_number(reply, face->facts.least);
        add_number(reply, face->facts.most);
        add_number(reply, face->facts.italic);
        add_number(reply, (uint32_t)woff.size);
        buffer_add(reply, woff.data, woff.size);
        ++*count;
    }
    buffer_free(&font);
    buffer_free(&names);
    buffer_free(&cut);
    buffer_free(&woff);
    free(points);
    return good;
}

/* Writes the faces; says why there are none. */
static void write_reply(const finding *f, const char *name, buffer *reply)
{
    unsigned count = 0;
    buffer faces = BUFFER_EMPTY;
    bool allowed = f->found && f->embeds, broken = false;
    for (unsigned look = 0; look < FONT_LOOKS && allowed; look++)
        allowed = !f->looks[look].there || notice_allows(&f->looks[look].facts);
    if (f->found && f->embeds && !allowed)
        report(f->log, NOWHERE, "fonts.licence", name, NULL);
    bool library = allowed && subset_open();
    if (allowed && !library)
        report(f->log, NOWHERE, "fonts.library", name, NULL);
    for (unsigned look = 0; look < FONT_LOOKS && library && !broken; look++)
        if (f->looks[look].there && !is_written(f, look))
            broken = !add_face(f, look, &faces, &count);
    if (broken || faces.failed) {
        report(f->log, NOWHERE, "fonts.broken", name, NULL);
        count = 0;
    }
    buffer_byte(reply, f->found);
    add_number(reply, f->family);
    add_number(reply, count);
    if (count)
        buffer_add(reply, faces.data, faces.size);
    buffer_free(&faces);
}

/* HarfBuzz is loaded here, outside of the sandbox; without it fonts can still be looked for. */
static ard_status warm(report_log *log)
{
    (void)log;
    subset_open();
    return ARD_OK;
}

static ard_status run(report_log *log, int folder, const buffer *request, buffer *reply)
{
    (void)folder;
    const char *bytes = buffer_string(request);
    const char *nul = request->size ? memchr(bytes + 1, '\0', request->size - 1) : NULL;
    finding *f = nul ? memory_new(1, sizeof *f) : NULL;
    buffer name = BUFFER_EMPTY;
    if (!f)
        return report(log, NOWHERE, "fonts.request", NULL);
    f->log = log;
    f->embeds = *bytes;
    f->families = bytes + 1;
    f->characters = nul + 1;
    f->count = (size_t)(bytes + request->size - f->characters) / 8;
    find(f, &name);
    write_reply(f, buffer_string(&name), reply);
    search_free(f->looks);
    buffer_free(&name);
    free(f);
    return ARD_OK;
}

const helper font_helper = {.name = "font", .seconds = DEADLINE, .warm = warm, .run = run, .reads = search_folder};
