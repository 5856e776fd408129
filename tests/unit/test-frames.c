/* The frames of an answer, as they should be and spoilt. */
#include "jobs/frames.h"

#include "check.h"

#include "base/buffer.h"

#include <fcntl.h>
#include <libdeflate.h>
#include <sys/mman.h>
#include <unistd.h>

/* What came out of an answer. */
typedef struct got {
    buffer data, said;
    frame_state state;
    frame_reader reader;
} got;

static bool take_data(void *user, const void *bytes, size_t size)
{
    got *g = user;
    buffer_add(&g->data, bytes, size);
    return true;
}

static void take_diag(void *user, const ard_diag *diag)
{
    got *g = user;
    buffer_format(&g->said, "%s|%s|%u|%u|%d|%s\n", diag->code, diag->part, diag->line, diag->column,
                  (int)diag->severity, diag->message);
}

/* Reads an answer's bytes to their end. */
static got read_answer(const void *bytes, size_t size, uint64_t most)
{
    got g = {.state = FRAMES_MORE};
    frame_taker taker = {take_data, take_diag, &g};
    int memory = memfd_create("answer", MFD_CLOEXEC);
    CHECK(write(memory, bytes, size) == (ssize_t)size && lseek(memory, 0, SEEK_SET) == 0);
    frames_reader_open(&g.reader, most);
    while (g.state == FRAMES_MORE)
        g.state = frames_read(&g.reader, memory, &taker);
    frames_reader_close(&g.reader);
    close(memory);
    return g;
}

static void drop(got *g)
{
    buffer_free(&g->data);
    buffer_free(&g->said);
}

/* An answer with two diagnostics between data of `size` bytes. */
static size_t write_answer(unsigned char *room, size_t most, size_t size)
{
    static const ard_diag loss = {.severity = ARD_LOSS,
                                  .code = "a.b",
                                  .part = "p\x01\xFF.xml",
                                  .line = 3,
                                  .column = 4,
                                  .message = "caf\xC3\xA9"},
                          error = {.severity = ARD_ERROR, .status = ARD_E_READ, .code = "c", .message = "m"};
    frame_writer w;
    int memory = memfd_create("answer", MFD_CLOEXEC);
    CHECK(frames_open(&w, memory));
    for (size_t i = 0; i < size; i++)
        frames_data(&w, &(unsigned char){(unsigned char)(i * 31 >> 3)}, 1);
    CHECK(frames_diag(&w, &loss) && frames_diag(&w, &error) && frames_end(&w, ARD_E_READ, 42));
    frames_close(&w);
    ssize_t written = pread(memory, room, most, 0);
    close(memory);
    return written < 0 ? 0 : (size_t)written;
}

static unsigned char room[1 << 20];

static void check_whole(void)
{
    static const size_t sizes[] = {0, 1, 1000, FRAME_MOST - 1, FRAME_MOST, FRAME_MOST + 1, 3 * FRAME_MOST + 7};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t size = write_answer(room, sizeof room, sizes[i]);
        got g = read_answer(room, size, UINT64_MAX);
        CHECK(g.state == FRAMES_EOF && g.reader.ended && g.reader.status == ARD_E_READ && g.reader.value == 42);
        CHECK(g.data.size == sizes[i]);
        CHECK_TEXT(buffer_string(&g.said), "a.b|p\xEF\xBF\xBD\xEF\xBF\xBD.xml|3|4|1|caf\xC3\xA9\nc||0|0|2|m\n");
        drop(&g);
    }
}

/* Cut anywhere, spoilt anywhere, or with something behind it, an answer does not count. */
static void check_spoilt(void)
{
    size_t size = write_answer(room, sizeof room, 50);
    unsigned wrong = 0;
    for (size_t cut = 0; cut < size; cut++) {
        got g = read_answer(room, cut, UINT64_MAX);
        wrong += g.reader.ended;
        drop(&g);
    }
    for (size_t at = 0; at < size; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            room[at] ^= (unsigned char)(1 << bit);
            got g = read_answer(room, size, UINT64_MAX);
            wrong += g.state == FRAMES_EOF && g.reader.ended;
            room[at] ^= (unsigned char)(1 << bit);
            drop(&g);
        }
    CHECK(wrong == 0);
    room[size] = 0;
    got g = read_answer(room, size + 1, UINT64_MAX);
    CHECK(g.state == FRAMES_BROKEN);
    drop(&g);
    g = read_answer(room, size, 49);
    CHECK(g.state == FRAMES_BROKEN && g.reader.excess && g.data.size == 0);
    drop(&g);
}

/* A frame whose checksum holds but whose content lies. */
static void check_lies(void)
{
    static const struct {
        uint32_t kind, length;
        unsigned char bytes[40];
    } lies[] = {
        {0, 0, {0}},
        {4, 0, {0}},
        {2, 3, {0}},                          /* a diagnostic without its numbers */
        {2, 16, {0}},                         /* without strings */
        {2, 19, {0, 0, 0, 0, 9, 0, 0, 0}},    /* no such severity */
        {2, 19, {1, 0, 0, 0}},                /* no such status */
        {2, 19, {0, 0, 0, 0, 2, 0, 0, 0}},    /* an error that says all is well */
        {2, 18, {0}},                         /* two strings */
        {2, 20, {0}},                         /* four */
        {2, 21, {[16] = 0xFF, 0, 0, 0, 0}},   /* no text */
        {2, 19, {[16] = 0, 0, 'x'}},          /* without its end */
        {3, 16, {0, 0, 0, 0, 0, 0, 0, 0, 9}}, /* another count of bytes */
        {3, 15, {0}},
        {3, 16, {0x9C, 0xFF, 0xFF, 0xFF}}, /* no such status */
    };
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        unsigned char frame[12 + 40];
        uint32_t head[3] = {lies[i].kind, lies[i].length, 0};
        head[2] = libdeflate_crc32(libdeflate_crc32(0, head, 8), lies[i].bytes, lies[i].length);
        memcpy(frame, head, 12);
        memcpy(frame + 12, lies[i].bytes, 40);
        got g = read_answer(frame, 12 + lies[i].length, UINT64_MAX);
        check_count(g.state == FRAMES_BROKEN && !g.reader.ended && !g.said.size, "a lie", __FILE__, (int)i);
        drop(&g);
    }
}

int main(void)
{
    check_whole();
    check_spoilt();
    check_lies();
    return check_end();
}
