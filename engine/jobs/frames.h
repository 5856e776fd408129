/* How a process answers: frames {kind, length, checksum} and their bytes, in the machine's byte order.
 *
 * An answer is data and diagnostics in any number, then one end, which repeats how many bytes of data there were, and
 * then nothing. The reader trusts none of it: a frame whose length or checksum does not hold, a diagnostic that is not
 * well-formed, or anything after the end, makes the answer broken. */
#ifndef JOBS_FRAMES_H
#define JOBS_FRAMES_H

#include "base/report.h"

enum { FRAME_MOST = 256 << 10 }; /* bytes in a frame, its head apart */

typedef struct frame_writer {
    int descriptor;      /* borrowed */
    unsigned char *room; /* a data frame that is being filled, its head first */
    size_t used;         /* bytes of data in it */
    uint64_t data;       /* bytes of data so far */
    bool failed;
} frame_writer;

/* False when memory has ended. */
bool frames_open(frame_writer *w, int descriptor);
void frames_close(frame_writer *w);

/* Adds data, which goes out when a frame is full; frames_flush sends what waits. False once writing has failed. */
bool frames_data(frame_writer *w, const void *bytes, size_t size);
bool frames_flush(frame_writer *w);

/* Sends a diagnostic, after the data before it. Its file's name is not sent. */
bool frames_diag(frame_writer *w, const ard_diag *diag);

/* Sends the end. */
bool frames_end(frame_writer *w, ard_status status, unsigned value);

/* Who gets what a reader finds. A diagnostic's strings live during the call; its file is NULL. */
typedef struct frame_taker {
    bool (*data)(void *user, const void *bytes, size_t size); /* false stops */
    void (*diag)(void *user, const ard_diag *diag);
    void *user;
} frame_taker;

typedef enum frame_state {
    FRAMES_WAIT, /* nothing more to read now */
    FRAMES_MORE, /* something was read, there may be more */
    FRAMES_EOF,  /* the other side has closed */
    FRAMES_BROKEN,
    FRAMES_REFUSED /* the taker of data has stopped it */
} frame_state;

typedef struct frame_reader {
    unsigned char *room;
    size_t have;
    uint64_t data;     /* bytes of data so far */
    uint64_t most;     /* of them; more is an excess */
    uint64_t said;     /* bytes of diagnostics so far */
    bool excess;       /* more data or diagnostics than allowed came: the answer is broken */
    bool ended;        /* the end has come, and holds */
    ard_status status; /* then */
    unsigned value;
} frame_reader;

/* A reader that takes at most `most` bytes of data. False when memory has ended. */
bool frames_reader_open(frame_reader *r, uint64_t most);
void frames_reader_close(frame_reader *r);

/* Reads once from `descriptor` and hands over every frame that is whole. */
frame_state frames_read(frame_reader *r, int descriptor, const frame_taker *to);

#endif
