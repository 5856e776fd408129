#include "search.h"

#include "base/memory.h"
#include "base/text.h"
#include "woff.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FILES_MOST = 20000, /* that are looked at, in all folders together */
    FOLDERS_MOST = 4000,
    DEEP_MOST = 8,
    HINT_MOST = 4, /* letters of a family's name that its files' names begin with, as a rule */
    BOLD_LEAST = 600,
    WIDTH_COUNTS = 1000, /* a width that is not normal is farther away than any weight */
    WOFF_MOST = 8 << 20  /* bytes of a packed file that is opened to look at it */
};

/* ---- Folders ----------------------------------------------------------------------------------------------------- */

/* The data folder as a program finds it (engine/run/context.c), but for --data: helpers are told no folder. */
static void data_folder(buffer *path)
{
    const char *said = getenv("ARDOISE_DATA");
    if (said && *said) {
        buffer_text(path, said);
        return;
    }
    char program[FONT_PATH];
    ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
    program[size > 0 ? size : 0] = '\0';
    char *slash = strrchr(program, '/');
    if (slash)
        *slash = '\0';
    buffer_format(path, "%s/data", program);
    if (!slash || access(buffer_string(path), F_OK) != 0) {
        buffer_reset(path);
        buffer_text(path, ARD_DATADIR);
    }
}

bool search_folder(unsigned number, buffer *path)
{
    static const char *const system[] = {"/usr/local/share/fonts", "/usr/share/fonts"};
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    bool at_home = home && *home == '/';
    switch (number) {
    case 0:
        data_folder(path);
        buffer_text(path, "/fonts");
        return true;
    case 1:
        if (data && *data == '/')
            buffer_format(path, "%s/fonts", data);
        else
            buffer_format(path, "%s/.local/share/fonts", at_home ? home : "/nonexistent");
        return true;
    case 2: buffer_format(path, "%s/.fonts", at_home ? home : "/nonexistent"); return true;
    default: number -= 3;
    }
    if (number >= sizeof system / sizeof *system)
        return false;
    buffer_text(path, system[number]);
    return true;
}

/* ---- One file ---------------------------------------------------------------------------------------------------- */

typedef struct searching {
    const char *family;
    size_t size;
    char hint[HINT_MOST + 1]; /* "": every file */
    unsigned files, folders;
    found_face *looks;
} searching;

/* How far a face is from what a look asks for; UINT_MAX where it is none of it. */
static unsigned distance(const face_facts *facts, unsigned look)
{
    unsigned wanted = look & FONT_BOLD ? 700 : 400;
    if (facts->italic != ((look & FONT_ITALIC) != 0) || (look & FONT_BOLD && facts->most < BOLD_LEAST))
        return UINT_MAX;
    unsigned far = wanted < facts->least ? facts->least - wanted : wanted > facts->most ? wanted - facts->most : 0;
    unsigned width = facts->width < NORMAL_WIDTH ? NORMAL_WIDTH - facts->width : facts->width - NORMAL_WIDTH;
    return far + WIDTH_COUNTS * (width < 9 ? width : 9);
}

/* Copies what was found, the notices too. */
static void keep(found_face *kept, const char *path, unsigned number, const face_facts *facts)
{
    face_facts_free(&kept->facts);
    kept->there = true;
    kept->number = number;
    size_t size = strlen(path);
    memcpy(kept->path, path, size + 1);
    kept->facts = *facts;
    for (size_t i = 0; i < NOTICES; i++) {
        kept->facts.notices[i] = BUFFER_EMPTY;
        buffer_add(&kept->facts.notices[i], buffer_string(&facts->notices[i]), facts->notices[i].size);
    }
}

/* Takes a face for each look that it is nearer to than what was found before; of equals the first by its path. */
static void consider(searching *s, const char *path, unsigned number, const face_facts *facts)
{
    for (unsigned look = 0; look < FONT_LOOKS; look++) {
        found_face *before = &s->looks[look];
        unsigned far = distance(facts, look), than = before->there ? distance(&before->facts, look) : UINT_MAX;
        if (far < than || (far == than && far != UINT_MAX && strcmp(path, before->path) < 0))
            keep(before, path, number, facts);
    }
}

static void look_at_faces(searching *s, const char *path, const font_file *file)
{
    unsigned count = face_count(file);
    for (unsigned i = 0; i < count; i++) {
        face_facts facts;
        if (face_look(&facts, file, i, s->family, s->size))
            consider(s, path, i, &facts);
        face_facts_free(&facts);
    }
}

/* Opens a regular file that may be a font; -1 for any other. What blocks when it is opened, such as a pipe, does not. */
static int open_font(const char *path, uint64_t *size)
{
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file >= 0 && (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size > FONT_BYTES)) {
        close(file);
        return -1;
    }
    *size = file >= 0 ? (uint64_t)about.st_size : 0;
    return file;
}

static bool read_all(int file, uint64_t size, buffer *bytes)
{
    char part[64 << 10];
    for (uint64_t at = 0; at < size;) {
        ssize_t got = pread(file, part, sizeof part, (off_t)at);
        if (got <= 0)
            return false;
        buffer_add(bytes, part, (size_t)got);
        at += (uint64_t)got;
    }
    return !bytes->failed;
}

bool search_read(const char *path, buffer *bytes)
{
    uint64_t size;
    buffer packed = BUFFER_EMPTY;
    int file = open_font(path, &size);
    bool read = file >= 0 && read_all(file, size, &packed);
    if (file >= 0)
        close(file);
    if (read && woff_is(packed.data, packed.size)) {
        read = woff_unpack(packed.data, packed.size, bytes);
    } else if (read) {
        buffer_free(bytes);
        *bytes = packed;
        packed = BUFFER_EMPTY;
    }
    buffer_free(&packed);
    return read;
}

static void look_at_file(searching *s, const char *path)
{
    font_file file = {.descriptor = -1};
    if (text_ends(path, ".woff")) {
        buffer bytes = BUFFER_EMPTY;
        struct stat about;
        if (stat(path, &about) == 0 && about.st_size <= WOFF_MOST && search_read(path, &bytes)) {
            file = (font_file){(const unsigned char *)bytes.data, -1, bytes.size};
            look_at_faces(s, path, &file);
        }
        buffer_free(&bytes);
        return;
    }
    file.descriptor = open_font(path, &file.size);
    if (file.descriptor < 0)
        return;
    look_at_faces(s, path, &file);
    close(file.descriptor);
}

/* ---- The walk ---------------------------------------------------------------------------------------------------- */

/* Folders that are still to be looked through. */
typedef struct pile {
    buffer paths; /* each with its NUL */
    size_t at;    /* of the next one */
} pile;

/* The letters and digits that a name begins with, blanks and signs left out, small. */
static void hint_of(const char *name, size_t size, char hint[HINT_MOST + 1])
{
    size_t count = 0;
    for (size_t i = 0; i < size && count < HINT_MOST; i++)
        if (ascii_is_letter(name[i]) || text_is_digit((unsigned char)name[i]))
            hint[count++] = ascii_lower(name[i]);
    hint[count] = '\0';
}

static bool is_wanted(const searching *s, const char *name)
{
    char hint[HINT_MOST + 1];
    const char *dot = strrchr(name, '.');
    if (!dot || *name == '.' || !text_in_list("ttf otf ttc otc woff", dot + 1))
        return false;
    hint_of(name, strlen(name), hint);
    return strncmp(hint, s->hint, strlen(s->hint)) == 0;
}

/* Looks at what is in a folder; folders in it are piled up. */
static void look_at_folder(searching *s, pile *p, const char *folder, unsigned depth)
{
    char path[FONT_PATH];
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        struct stat about;
        int size = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (*entry->d_name == '.' || size < 0 || (size_t)size >= sizeof path)
            continue;
        bool wanted = is_wanted(s, entry->d_name);
        bool known = entry->d_type == DT_DIR || entry->d_type == DT_REG;
        bool is_folder = known ? entry->d_type == DT_DIR : !wanted && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
        if (is_folder && depth < DEEP_MOST && s->folders++ < FOLDERS_MOST) {
            buffer_byte(&p->paths, (char)('0' + depth + 1));
            buffer_add(&p->paths, path, (size_t)size + 1);
        } else if (wanted && s->files++ < FILES_MOST)
            look_at_file(s, path);
    }
    if (entries)
        closedir(entries);
}

/* Looks through a folder and what is below it. Links to folders are followed too, so depth and number are bounded. */
static void look_below(searching *s, const char *folder)
{
    pile p = {.paths = BUFFER_EMPTY};
    char path[FONT_PATH];
    look_at_folder(s, &p, folder, 0);
    while (p.at < p.paths.size && !p.paths.failed) {
        const char *next = p.paths.data + p.at;
        unsigned depth = (unsigned)(*next - '0');
        size_t size = strlen(next + 1);
        memcpy(path, next + 1, size + 1); /* the pile may move */
        p.at += size + 2;
        look_at_folder(s, &p, path, depth);
    }
    buffer_free(&p.paths);
}

bool search_family(const char *family, size_t size, found_face looks[FONT_LOOKS])
{
    searching s = {.family = family, .size = size, .looks = looks};
    buffer folder = BUFFER_EMPTY;
    memset(looks, 0, FONT_LOOKS * sizeof *looks);
    for (unsigned pass = 0; pass < 2 && !looks[0].there; pass++) {
        hint_of(family, pass ? 0 : size, s.hint);
        for (unsigned i = 0; !looks[0].there; i++) {
            buffer_reset(&folder);
            if (!search_folder(i, &folder))
                break;
            look_below(&s, buffer_string(&folder));
        }
    }
    buffer_free(&folder);
    return looks[0].there;
}

void search_free(found_face looks[FONT_LOOKS])
{
    for (unsigned i = 0; i < FONT_LOOKS; i++)
        face_facts_free(&looks[i].facts);
}
