/* What goes between the processes besides frames: sealed memory and small messages with descriptors. */
#ifndef JOBS_WIRE_H
#define JOBS_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { WIRE_DESCRIPTORS = 4 };

/* A pair of sockets that keep the bounds of messages, closed on exec. False when there are no descriptors left. */
bool wire_pair(int ends[2]);

/* Sends a message of at most a few kilobytes with `count` descriptors, which stay the caller's. `wait` tells whether to
 * wait for room. False when the other end is gone or there is no room. */
bool wire_send(int socket, const void *message, size_t size, const int *descriptors, size_t count, bool wait);

/* Receives a message of at most `room` bytes. Gives its size, 0 when the other end is gone, -1 when none is there and
 * `wait` is false. Descriptors are the caller's, closed on exec; those that do not come are -1. */
ssize_t wire_receive(int socket, void *message, size_t room, int descriptors[WIRE_DESCRIPTORS], bool wait);

/* Closes a descriptor and sets it to -1; takes -1. */
void wire_close(int *descriptor);

/* Anonymous memory as a descriptor, for writing, or -1. */
int wire_memory(const char *name);

/* Writes all; false when it cannot. */
bool wire_write(int descriptor, const void *bytes, size_t size);

/* Makes memory read-only for ever. */
bool wire_seal(int memory);

/* Milliseconds of a clock that only goes forward. */
int64_t wire_now(void);

#endif
