#include "deflate.h"

#include "base/memory.h"

#include <libdeflate.h>
#include <stdlib.h>

bool deflate_add(buffer *out, const void *bytes, size_t size, int level, deflate_wrapping wrapping)
{
    bool zlib = wrapping == DEFLATE_ZLIB;
    struct libdeflate_compressor *tool = libdeflate_alloc_compressor(level);
    size_t most = (zlib ? libdeflate_zlib_compress_bound : libdeflate_deflate_compress_bound)(tool, size), packed = 0;
    void *room = tool ? memory_new(most, 1) : NULL;
    if (room)
        packed = (zlib ? libdeflate_zlib_compress : libdeflate_deflate_compress)(tool, bytes, size, room, most);
    buffer_add(out, room, packed);
    libdeflate_free_compressor(tool);
    free(room);
    return packed && !out->failed;
}
