#include "frames.h"

#include "base/text.h"

#include <errno.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FRAME_DATA = 1,
    FRAME_DIAG,
    FRAME_END,
    DIAG_STRINGS = 3,
    MOST_SAID = 16 << 20, /* bytes of diagnostics in an answer */
    READ_AHEAD = 64 << 10
};

typedef struct frame_head {
    uint32_t kind, length, checksum; /* of kind, length and the bytes */
} frame_head;

typedef struct frame_diag {
    int32_t status;
    uint32_t severity, line, column; /* then code, part and message, each with its NUL */
} frame_diag;

typedef struct frame_end {
    int32_t status;
    uint32_t value;
    uint64_t data;
} frame_end;

enum { HEAD = sizeof(frame_head), READER_ROOM = HEAD + FRAME_MOST + READ_AHEAD };

static uint32_t sum(const frame_head *head, const void *bytes)
{
    return libdeflate_crc32(libdeflate_crc32(0, head, offsetof(frame_head, checksum)), bytes, head->length);
}

/* ---- Writing ---------------------------------------------------------------------------------------------------- */

bool frames_open(frame_writer *w, int descriptor)
{
    *w = (frame_writer){.descriptor = descriptor, .room = malloc(HEAD + FRAME_MOST)};
    w->failed = !w->room;
    return !w->failed;
}

void frames_close(frame_writer *w)
{
    free(w->room);
    *w = (frame_writer){.descriptor = -1, .failed = true};
}

static bool write_all(frame_writer *w, const unsigned char *bytes, size_t size)
{
    while (size && !w->failed) {
        ssize_t written = write(w->descriptor, bytes, size);
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        } else if (written == 0 || errno != EINTR)
            w->failed = true;
    }
    return !w->failed;
}

/* Sends the frame whose bytes stand in the room after its head. */
static bool send_frame(frame_writer *w, uint32_t kind, size_t length)
{
    frame_head head = {kind, (uint32_t)length, 0};
    if (w->failed)
        return false;
    head.checksum = sum(&head, w->room + HEAD);
    memcpy(w->room, &head, HEAD);
    return write_all(w, w->room, HEAD + length);
}

bool frames_flush(frame_writer *w)
{
    size_t used = w->used;
    w->used = 0;
    return used ? send_frame(w, FRAME_DATA, used) : !w->failed;
}

bool frames_data(frame_writer *w, const void *bytes, size_t size)
{
    const unsigned char *from = bytes;
    while (size && !w->failed) {
        size_t part = FRAME_MOST - w->used < size ? FRAME_MOST - w->used : size;
        memcpy(w->room + HEAD + w->used, from, part);
        w->used += part;
        w->data += part;
        from += part;
        size -= part;
        if (w->used == FRAME_MOST)
            frames_flush(w);
    }
    return !w->failed;
}

/* Copies a string and its NUL into `room` bytes (at least one), cut where it is too long; what is no character of a
 * text, which a name inside a document may hold, becomes U+FFFD, since the reader takes clean text only. */
static size_t put_clean(unsigned char *to, size_t room, const char *string)
{
    size_t size = string ? strlen(string) : 0, used = 0, length;
    for (size_t i = 0; i < size; i += length) {
        char point[4];
        size_t bytes = text_encode(point, text_decode(string + i, size - i, &length));
        if (!text_is_clean(point, bytes))
            bytes = text_encode(point, REPLACEMENT);
        if (bytes >= room - used)
            break;
        memcpy(to + used, point, bytes);
        used += bytes;
    }
    to[used] = '\0';
    return used + 1;
}

bool frames_diag(frame_writer *w, const ard_diag *diag)
{
    const char *strings[DIAG_STRINGS] = {diag->code, diag->part, diag->message};
    frame_diag fixed = {diag->status, diag->severity, diag->line, diag->column};
    size_t length = sizeof fixed;
    if (!frames_flush(w))
        return false;
    memcpy(w->room + HEAD, &fixed, sizeof fixed);
    for (size_t i = 0; i < DIAG_STRINGS; i++)
        length += put_clean(w->room + HEAD + length, FRAME_MOST - length - (DIAG_STRINGS - 1 - i), strings[i]);
    return send_frame(w, FRAME_DIAG, length);
}

bool frames_end(frame_writer *w, ard_status status, unsigned value)
{
    frame_end end = {status, value, w->data};
    if (!frames_flush(w))
        return false;
    memcpy(w->room + HEAD, &end, sizeof end);
    return send_frame(w, FRAME_END, sizeof end);
}

/* ---- Reading ---------------------------------------------------------------------------------------------------- */

bool frames_reader_open(frame_reader *r, uint64_t most)
{
    *r = (frame_reader){.room = malloc(READER_ROOM), .most = most};
    return r->room != NULL;
}

void frames_reader_close(frame_reader *r)
{
    free(r->room);
    r->room = NULL;
}

static bool is_status(int32_t status)
{
    return status <= ARD_OK && status >= ARD_E_CANCELLED;
}

/* A string of a diagnostic, moving `*at` past it; NULL where it has no end or is no text. */
static const char *next_string(const unsigned char *bytes, size_t size, size_t *at)
{
    const unsigned char *end = memchr(bytes + *at, '\0', size - *at);
    const char *string = (const char *)bytes + *at;
    if (!end || !text_is_clean(string, (size_t)(end - bytes) - *at))
        return NULL;
    *at = (size_t)(end - bytes) + 1;
    return string;
}

static frame_state take_diag(frame_reader *r, const unsigned char *bytes, size_t size, const frame_taker *to)
{
    const char *strings[DIAG_STRINGS];
    frame_diag fixed;
    size_t at = sizeof fixed;
    r->said += size;
    r->excess |= r->said > MOST_SAID;
    if (size < sizeof fixed || r->excess)
        return FRAMES_BROKEN;
    memcpy(&fixed, bytes, sizeof fixed);
    for (size_t i = 0; i < DIAG_STRINGS; i++)
        if (at >= size || !(strings[i] = next_string(bytes, size, &at)))
            return FRAMES_BROKEN;
    if (at != size || !is_status(fixed.status) || fixed.severity > ARD_ERROR ||
        (fixed.severity == ARD_ERROR) != (fixed.status != ARD_OK))
        return FRAMES_BROKEN;
    ard_diag diag = {.status = fixed.status,
                     .severity = (ard_severity)fixed.severity,
                     .code = strings[0],
                     .part = strings[1],
                     .line = fixed.line,
                     .column = fixed.column,
                     .message = strings[2]};
    to->diag(to->user, &diag);
    return FRAMES_MORE;
}

static frame_state take_data(frame_reader *r, const unsigned char *bytes, size_t size, const frame_taker *to)
{
    if (size > r->most - r->data) {
        r->excess = true;
        return FRAMES_BROKEN;
    }
    r->data += size;
    return to->data(to->user, bytes, size) ? FRAMES_MORE : FRAMES_REFUSED;
}

static frame_state take_end(frame_reader *r, const unsigned char *bytes, size_t size)
{
    frame_end end;
    if (size != sizeof end)
        return FRAMES_BROKEN;
    memcpy(&end, bytes, sizeof end);
    if (!is_status(end.status) || end.data != r->data)
        return FRAMES_BROKEN;
    r->ended = true;
    r->status = end.status;
    r->value = end.value;
    return FRAMES_MORE;
}

/* Takes one frame, whose checksum holds. */
static frame_state take(frame_reader *r, const frame_head *head, const unsigned char *bytes, const frame_taker *to)
{
    switch (head->kind) {
    case FRAME_DATA: return take_data(r, bytes, head->length, to);
    case FRAME_DIAG: return take_diag(r, bytes, head->length, to);
    case FRAME_END: return take_end(r, bytes, head->length);
    default: return FRAMES_BROKEN;
    }
}

/* Takes every frame that is whole, and keeps the rest for later. */
static frame_state take_whole(frame_reader *r, const frame_taker *to)
{
    frame_state state = FRAMES_MORE;
    size_t at = 0;
    while (state == FRAMES_MORE && r->have > at) {
        frame_head head;
        if (r->ended)
            return FRAMES_BROKEN;
        if (r->have - at < HEAD)
            break;
        memcpy(&head, r->room + at, HEAD);
        if (head.length > FRAME_MOST)
            return FRAMES_BROKEN;
        if (r->have - at - HEAD < head.length)
            break;
        if (head.checksum != sum(&head, r->room + at + HEAD))
            return FRAMES_BROKEN;
        state = take(r, &head, r->room + at + HEAD, to);
        at += HEAD + head.length;
    }
    if (state == FRAMES_MORE) {
        memmove(r->room, r->room + at, r->have - at);
        r->have -= at;
    }
    return state;
}

frame_state frames_read(frame_reader *r, int descriptor, const frame_taker *to)
{
    ssize_t got = read(descriptor, r->room + r->have, READER_ROOM - r->have);
    if (got < 0)
        return errno == EAGAIN || errno == EINTR ? FRAMES_WAIT : FRAMES_BROKEN;
    if (got == 0)
        return r->have ? FRAMES_BROKEN : FRAMES_EOF;
    r->have += (size_t)got;
    return take_whole(r, to);
}
