/* What differs between the processors that the sandbox knows: how a system call is named and where its arguments are. */
#ifndef JOBS_MACHINE_H
#define JOBS_MACHINE_H

#include <linux/audit.h>
#include <ucontext.h>

#if defined __x86_64__ && !defined __ILP32__
#define MACHINE_AUDIT AUDIT_ARCH_X86_64
#define MACHINE_ARGUMENTS {REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9}
#define MACHINE_REGISTER(context, number) ((context)->uc_mcontext.gregs[number])
#define MACHINE_RESULT REG_RAX
/* mmap, called as a C function; the label is where the kernel sees the call come from. */
#define MACHINE_MMAP                                                                                                   \
    "jobs_mmap:\n"                                                                                                     \
    "    mov %rcx, %r10\n"                                                                                             \
    "    mov $9, %eax\n"                                                                                               \
    "    syscall\n"                                                                                                    \
    "jobs_mmap_called:\n"                                                                                              \
    "    ret\n"
#elif defined __aarch64__
#define MACHINE_AUDIT AUDIT_ARCH_AARCH64
#define MACHINE_ARGUMENTS {0, 1, 2, 3, 4, 5}
#define MACHINE_REGISTER(context, number) ((context)->uc_mcontext.regs[number])
#define MACHINE_RESULT 0
#define MACHINE_MMAP                                                                                                   \
    "jobs_mmap:\n"                                                                                                     \
    "    mov x8, #222\n"                                                                                               \
    "    svc #0\n"                                                                                                     \
    "jobs_mmap_called:\n"                                                                                              \
    "    ret\n"
#endif

#endif
