#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Room for the descriptors of a message, aligned as the kernel wants it. */
typedef union control_room {
    struct cmsghdr head;
    unsigned char bytes[CMSG_SPACE(WIRE_DESCRIPTORS * sizeof(int))];
} control_room;

bool wire_pair(int ends[2])
{
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0;
}

bool wire_send(int socket, const void *message, size_t size, const int *descriptors, size_t count, bool wait)
{
    control_room room;
    struct iovec piece = {(void *)(uintptr_t)message, size};
    struct msghdr head = {.msg_iov = &piece, .msg_iovlen = 1};
    if (count) {
        memset(&room, 0, sizeof room);
        head.msg_control = &room;
        head.msg_controllen = CMSG_SPACE(count * sizeof(int));
        room.head = (struct cmsghdr){.cmsg_len = CMSG_LEN(count * sizeof(int)),
                                     .cmsg_level = SOL_SOCKET,
                                     .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(&room.head), descriptors, count * sizeof(int));
    }
    ssize_t sent;
    do
        sent = sendmsg(socket, &head, MSG_NOSIGNAL | (wait ? 0 : MSG_DONTWAIT));
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)size;
}

/* Takes the descriptors out of a received message. */
static void take_descriptors(struct msghdr *head, int descriptors[WIRE_DESCRIPTORS])
{
    for (struct cmsghdr *part = CMSG_FIRSTHDR(head); part; part = CMSG_NXTHDR(head, part))
        if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_RIGHTS)
            memcpy(descriptors, CMSG_DATA(part), part->cmsg_len - CMSG_LEN(0));
}

ssize_t wire_receive(int socket, void *message, size_t room, int descriptors[WIRE_DESCRIPTORS], bool wait)
{
    control_room control;
    struct iovec piece = {message, room};
    struct msghdr head = {.msg_iov = &piece,
                          .msg_iovlen = 1,
                          .msg_control = &control,
                          .msg_controllen = sizeof control};
    ssize_t got;
    for (size_t i = 0; i < WIRE_DESCRIPTORS; i++)
        descriptors[i] = -1;
    do
        got = recvmsg(socket, &head, MSG_CMSG_CLOEXEC | (wait ? 0 : MSG_DONTWAIT));
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return errno == EAGAIN ? -1 : 0;
    take_descriptors(&head, descriptors);
    return got;
}

void wire_close(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

int wire_memory(const char *name)
{
    return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

bool wire_write(int descriptor, const void *bytes, size_t size)
{
    const unsigned char *from = bytes;
    while (size) {
        ssize_t written = write(descriptor, from, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        from += written;
        size -= (size_t)written;
    }
    return true;
}

bool wire_seal(int memory)
{
    return fcntl(memory, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0;
}

int64_t wire_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
