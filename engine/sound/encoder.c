#include "encoder.h"

#include <string.h>

void sound_add(sound_sink *sink, const void *bytes, size_t size)
{
    buffer *held = sink->held;
    if (!held) {
        output_add(sink->output, bytes, size);
        return;
    }
    size_t over = held->size - sink->at < size ? held->size - sink->at : size;
    if (over)
        memcpy(held->data + sink->at, bytes, over);
    buffer_add(held, (const char *)bytes + over, size - over);
    sink->at += size;
    if (sink->at > held->size) /* it did not fit */
        sink->at = held->size;
}

bool sound_seek(sound_sink *sink, size_t at)
{
    if (!sink->held || at > sink->held->size)
        return false;
    sink->at = at;
    return true;
}
