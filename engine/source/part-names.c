#include "part-names.h"

#include "base/text.h"

#include <string.h>

char *part_name_folded(arena *pool, const char *name)
{
    while (*name == '/' || *name == '\\')
        name++;
    char *copy = arena_string(pool, name);
    if (!copy)
        return NULL;
    char *to = copy;
    for (const char *from = copy; *from; from++) {
        char c = *from;
        int byte = ascii_percent(from, strnlen(from, 3));
        if (byte > 0) {
            c = (char)byte;
            from += 2;
        }
        *to++ = (char)(c == '\\' ? '/' : ascii_lower(c));
    }
    *to = '\0';
    return copy;
}

const char *part_name_resolved(arena *pool, const char *base, const char *target)
{
    const char *slash = base && *target != '/' ? strrchr(base, '/') : NULL;
    size_t folder = slash ? (size_t)(slash - base) + 1 : 0, size = strcspn(target, "#");
    char *joined = arena_alloc(pool, folder + size + 1);
    if (!joined)
        return "";
    size_t length = 0;
    if (folder)
        memcpy(joined, base, length = folder);
    for (const char *at = target, *end = target + size; at < end;) {
        size_t piece = strcspn(at, "/");
        if (piece > (size_t)(end - at))
            piece = (size_t)(end - at);
        if (piece == 2 && at[0] == '.' && at[1] == '.') {
            while (length && joined[--length] != '/')
                ;
            while (length && joined[length - 1] != '/')
                length--;
        } else if (piece && !(piece == 1 && *at == '.')) {
            memcpy(joined + length, at, piece);
            length += piece;
            if (at + piece < end)
                joined[length++] = '/';
        }
        at += piece < (size_t)(end - at) ? piece + 1 : piece;
    }
    joined[length] = '\0';
    return joined;
}
