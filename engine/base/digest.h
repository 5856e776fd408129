/* SHA-256 (FIPS 180-4), by which people compare two files without having both. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { DIGEST_TEXT = 65 };

typedef struct digest {
    uint32_t state[8];
    unsigned char block[64];
    size_t filled;
    uint64_t size;                      /* bytes so far */
} digest;

void digest_begin(digest *d);
void digest_add(digest *d, const void *bytes, size_t size);

/* Ends it: 64 small hexadecimal digits and a NUL. */
void digest_end(digest *d, char text[DIGEST_TEXT]);

/* That of some bytes at once. */
void digest_of(const void *bytes, size_t size, char text[DIGEST_TEXT]);

#endif
