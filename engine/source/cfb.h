/* Compound files ([MS-CFB]): the format of OLE objects that office documents embed, and of Word's files before 2007. */
#ifndef SOURCE_CFB_H
#define SOURCE_CFB_H

#include "base/arena.h"

/* Copies the stream of that name (ASCII; in whatever storage it is) into `pool`. False where the bytes are no compound
 * file, where it is damaged there, or has no such stream. Time and memory grow with `size` alone. */
bool cfb_stream(arena *pool, const void *bytes, size_t size, const char *name, const unsigned char **stream,
                size_t *length);

#endif
