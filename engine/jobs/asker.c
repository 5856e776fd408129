#include "asker.h"

#include "wire.h"

#include <string.h>
#include <sys/stat.h>

enum {
    NARROW_REPLY_MOST = 64 << 20, /* bytes */
    MESSAGES_A_TURN = 64          /* so that one child does not keep the others waiting */
};

void asker_open(asker *a, int socket, int folder, uint64_t budget)
{
    *a = (asker){.socket = socket, .folder = folder, .budget = budget, .asked.request = -1};
}

void asker_close(asker *a)
{
    wire_close(&a->socket);
    wire_close(&a->folder);
    wire_close(&a->asked.request);
}

static asker_kept *kept_of(asker *a, unsigned ticket)
{
    for (size_t i = 0; i < ASK_MOST; i++)
        if (a->kept[i].used && a->kept[i].ticket == ticket)
            return a->kept + i;
    return NULL;
}

static asker_kept *free_place(asker *a)
{
    for (size_t i = 0; i < ASK_MOST; i++)
        if (!a->kept[i].used)
            return a->kept + i;
    return NULL;
}

/* Bytes that are left of the budget. */
static uint64_t left_of(const asker *a)
{
    uint64_t left = a->budget;
    for (size_t i = 0; i < ASK_MOST; i++)
        if (a->kept[i].used)
            left -= a->kept[i].size < left ? a->kept[i].size : left;
    return left;
}

static void send_answer(void *to, unsigned ticket, ending how, int reply)
{
    asker *a = to;
    ask_answer answer = {ticket, how};
    asker_kept *kept = kept_of(a, ticket);
    struct stat about;
    if (kept)
        kept->size = reply >= 0 && fstat(reply, &about) == 0 ? (uint64_t)about.st_size : 0;
    if (!wire_send(a->socket, &answer, sizeof answer, &reply, reply >= 0, false))
        a->broken = true;
    wire_close(&reply);
}

/* All parts of a request are here. */
static void pass_on(asker *a, broker *b)
{
    broker_request request = a->asked;
    uint64_t left = left_of(a);
    request.most = left < NARROW_REPLY_MOST ? left : NARROW_REPLY_MOST;
    request.most_wide = left;
    a->asked.request = -1;
    if (!broker_ask(b, &request))
        send_answer(a, request.ticket, ENDED_LOST, -1);
}

static bool begin_request(asker *a, broker *b, const ask_message *m)
{
    asker_kept *spot = free_place(a);
    if (a->asked.request >= 0 || !spot || kept_of(a, m->ticket) || m->size > left_of(a) ||
        !memchr(m->name, '\0', sizeof m->name) || !memchr(m->language, '\0', sizeof m->language))
        return false;
    a->asked = (broker_request){.request = wire_memory("ardoise-request"),
                                .folder = a->folder,
                                .answered = send_answer,
                                .to = a,
                                .ticket = m->ticket};
    memcpy(a->asked.name, m->name, sizeof m->name);
    memcpy(a->asked.language, m->language, sizeof m->language);
    if (a->asked.request < 0)
        return false;
    *spot = (asker_kept){true, m->ticket, m->size};
    a->left = m->size;
    if (!a->left)
        pass_on(a, b);
    return true;
}

static bool take_part(asker *a, broker *b, const ask_part *part, size_t size)
{
    uint64_t bytes = size - sizeof part->head;
    if (a->asked.request < 0 || !bytes || bytes != part->head.size || bytes > a->left ||
        !wire_write(a->asked.request, part->bytes, bytes))
        return false;
    a->left -= bytes;
    if (!a->left)
        pass_on(a, b);
    return true;
}

static bool end_request(asker *a, unsigned ticket)
{
    asker_kept *kept = kept_of(a, ticket);
    if (kept)
        kept->used = false;
    return kept != NULL;
}

static bool take_message(asker *a, broker *b, const ask_part *part, size_t size)
{
    if (size < sizeof part->head)
        return false;
    switch (part->head.kind) {
    case ASK_BEGIN: return begin_request(a, b, &part->head);
    case ASK_PART: return take_part(a, b, part, size);
    case ASK_DONE: return end_request(a, part->head.ticket);
    default: return false;
    }
}

void asker_listen(asker *a, broker *b)
{
    ask_part part;
    int descriptors[WIRE_DESCRIPTORS];
    for (int i = 0; i < MESSAGES_A_TURN && a->socket >= 0 && !a->broken; i++) {
        ssize_t got = wire_receive(a->socket, &part, sizeof part, descriptors, false);
        for (size_t k = 0; k < WIRE_DESCRIPTORS; k++)
            wire_close(descriptors + k);
        if (got < 0)
            return;
        if (got == 0)
            wire_close(&a->socket);
        else
            a->broken = !take_message(a, b, &part, (size_t)got);
    }
}
