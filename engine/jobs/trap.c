#include "trap.h"

#include "machine.h"
#include "process.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef MACHINE_MMAP

__asm__(".pushsection .text\n"
        ".balign 16\n"
        ".hidden jobs_mmap\n"
        ".globl jobs_mmap\n"
        ".type jobs_mmap, %function\n"
        ".hidden jobs_mmap_called\n"
        ".globl jobs_mmap_called\n" MACHINE_MMAP ".size jobs_mmap, . - jobs_mmap\n"
        ".popsection\n");

/* The bare system call, whose result is an address or a negative error number. */
extern intptr_t jobs_mmap(uintptr_t address, size_t size, int protection, int flags, int descriptor, intptr_t offset)
    __attribute__((visibility("hidden")));
extern const char jobs_mmap_called[] __attribute__((visibility("hidden")));

/* Does what the stopped mmap asked. A failure for another reason than memory is the caller's to see. */
static void map_instead(int number, siginfo_t *info, void *context)
{
    static const int arguments[] = MACHINE_ARGUMENTS;
    ucontext_t *stopped = context;
    uint64_t values[6];
    (void)number;
    if (info->si_syscall != SYS_mmap)
        _exit(EXIT_SANDBOX);
    for (size_t i = 0; i < 6; i++)
        values[i] = (uint64_t)MACHINE_REGISTER(stopped, arguments[i]);
    intptr_t result =
        jobs_mmap(values[0], values[1], (int)values[2], (int)values[3], (int)values[4], (intptr_t)values[5]);
    if (result == -ENOMEM || result == -EAGAIN)
        _exit(EXIT_MEMORY);
    MACHINE_REGISTER(stopped, MACHINE_RESULT) = (__typeof__(MACHINE_REGISTER(stopped, MACHINE_RESULT)))result;
}

bool trap_install(void)
{
    struct sigaction action = {.sa_sigaction = map_instead, .sa_flags = SA_SIGINFO | SA_RESTART | SA_NODEFER};
    return sigaction(SIGSYS, &action, NULL) == 0;
}

uint64_t trap_place(void)
{
    return (uint64_t)(uintptr_t)jobs_mmap_called;
}

#else

bool trap_install(void)
{
    return false;
}

uint64_t trap_place(void)
{
    return 0;
}

#endif
