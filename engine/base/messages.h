/* The table of messages, made from dictionaries/messages/ when ardoise is built; sorted by code. */
#ifndef BASE_MESSAGES_H
#define BASE_MESSAGES_H

#include "ardoise.h"

typedef struct message_row {
    const char *code;
    ard_severity severity;
    ard_status status;
    const char *french, *english;       /* {1} to {9} are the arguments */
} message_row;

extern const message_row message_rows[];
extern const size_t message_row_count;

#endif
