#include "filter.h"

#include "machine.h"
#include "trap.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MACHINE_AUDIT
#define MACHINE_AUDIT 0
#endif

enum {
    MOST_LINES = 250,
    FIRST_X32 = 0x40000000, /* calls of the x32 kind have numbers from here on */
    WRITING = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY)
};

#if defined __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

/* What any process may do: its memory, time, what is open already, its end. */
static const int always[] = {
    SYS_read,
    SYS_write,
    SYS_readv,
    SYS_writev,
    SYS_recvmsg,
    SYS_close,
    SYS_brk,
    SYS_munmap,
    SYS_mremap,
    SYS_madvise,
    SYS_futex,
    SYS_exit,
    SYS_exit_group,
    SYS_rt_sigreturn,
    SYS_rt_sigprocmask,
    SYS_sigaltstack,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_gettimeofday,
    SYS_getpid,
    SYS_gettid,
    SYS_getrandom,
    SYS_sysinfo,
    SYS_uname,
    SYS_getrusage,
    SYS_times,
    SYS_ppoll,
    SYS_nanosleep,
    SYS_clock_nanosleep,
    SYS_sched_yield,
    SYS_restart_syscall,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_getppid,
#ifdef SYS_poll
    SYS_poll,
#endif
#ifdef SYS_time
    SYS_time,
#endif
};

/* What the C library asks of an open file or of the process before it goes on just as well without. */
static const int refused[] = {
    SYS_fstat,     SYS_newfstatat, SYS_lseek,           SYS_ioctl, SYS_sched_getaffinity,
    SYS_prlimit64, SYS_getrlimit,  SYS_set_robust_list, SYS_rseq,
};

/* What reading files needs. */
static const int reading[] = {
    SYS_fstat,      SYS_newfstatat, SYS_statx,  SYS_lseek,    SYS_pread64, SYS_readlinkat, SYS_faccessat,
    SYS_faccessat2, SYS_getdents64, SYS_fcntl,  SYS_getcwd,   SYS_fstatfs, SYS_statfs,     SYS_fadvise64,
#ifdef SYS_stat
    SYS_stat,       SYS_lstat,      SYS_access, SYS_readlink,
#endif
};

/* What changes files: a library that would keep a cache of what it reads asks for it, and goes on without. */
static const int writing[] = {
    SYS_mkdirat,   SYS_linkat,    SYS_symlinkat, SYS_unlinkat, SYS_renameat, SYS_renameat2, SYS_fchmod, SYS_fchmodat,
    SYS_ftruncate, SYS_utimensat,
#ifdef SYS_open
    SYS_creat,     SYS_mkdir,     SYS_rmdir,     SYS_link,     SYS_symlink,  SYS_unlink,    SYS_rename, SYS_chmod,
#endif
};

/* What an outside program may not do, though it may do most. */
static const int dangerous[] = {
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kcmp,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_setns,
    SYS_unshare,
    SYS_swapon,
    SYS_swapoff,
    SYS_reboot,
    SYS_kexec_load,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_settimeofday,
    SYS_clock_settime,
    SYS_sethostname,
    SYS_acct,
    SYS_quotactl,
    SYS_open_by_handle_at,
    SYS_fsopen,
    SYS_move_mount,
    SYS_open_tree,
};

/* A program of the filter while it is written; too many lines make it void. */
typedef struct lines {
    struct sock_filter line[MOST_LINES];
    unsigned short count;
} lines;

static void add(lines *to, unsigned short code, uint32_t value, unsigned char yes, unsigned char no)
{
    if (to->count < MOST_LINES)
        to->line[to->count] = (struct sock_filter){code, yes, no, value};
    to->count++;
}

static void load(lines *to, size_t offset)
{
    add(to, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

/* Ends the program here by an action. */
static void give(lines *to, uint32_t action)
{
    add(to, BPF_RET | BPF_K, action, 0, 0);
}

/* Goes on when the loaded word is equal, else skips `skip` lines. */
static void equal_or_skip(lines *to, uint32_t value, unsigned char skip)
{
    add(to, BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip);
}

/* The low word of an argument (both machines are little-endian). */
static size_t argument(unsigned number)
{
    return offsetof(struct seccomp_data, args) + number * sizeof(uint64_t);
}

static void each(lines *to, const int *calls, size_t count, uint32_t action)
{
    for (size_t i = 0; i < count; i++) {
        equal_or_skip(to, (uint32_t)calls[i], 1);
        give(to, action);
    }
}

#define EACH(to, calls, action) each(to, calls, sizeof(calls) / sizeof *(calls), action)

/* Kills what is called in the way of another processor; leaves the call's number loaded. */
static void begin(lines *to)
{
    load(to, offsetof(struct seccomp_data, arch));
    add(to, BPF_JMP | BPF_JEQ | BPF_K, MACHINE_AUDIT, 1, 0);
    give(to, SECCOMP_RET_KILL_PROCESS);
    load(to, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
    add(to, BPF_JMP | BPF_JGE | BPF_K, FIRST_X32, 0, 1);
    give(to, SECCOMP_RET_KILL_PROCESS);
#endif
}

/* `call` is allowed where none of the bits `never` is set in an argument; else it gets `otherwise`. */
static void without_bits(lines *to, int call, unsigned number, uint32_t never, uint32_t otherwise)
{
    equal_or_skip(to, (uint32_t)call, 4);
    load(to, argument(number));
    add(to, BPF_JMP | BPF_JSET | BPF_K, never, 0, 1);
    give(to, otherwise);
    give(to, SECCOMP_RET_ALLOW);
}

/* mmap: no code ever; from the trap's own place allowed, from elsewhere handed to it. */
static void memory(lines *to)
{
    uint64_t place = trap_place();
    if (SANITIZED) {
        without_bits(to, SYS_mmap, 2, PROT_EXEC, SECCOMP_RET_KILL_PROCESS);
        return;
    }
    equal_or_skip(to, SYS_mmap, 9);
    load(to, argument(2));
    add(to, BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1);
    give(to, SECCOMP_RET_KILL_PROCESS);
    load(to, offsetof(struct seccomp_data, instruction_pointer));
    equal_or_skip(to, (uint32_t)place, 3);
    load(to, offsetof(struct seccomp_data, instruction_pointer) + sizeof(uint32_t));
    equal_or_skip(to, (uint32_t)(place >> 32), 1);
    give(to, SECCOMP_RET_ALLOW);
    give(to, SECCOMP_RET_TRAP);
}

/* A process may send signals to itself alone, as abort does. */
static void own_signals(lines *to)
{
    equal_or_skip(to, SYS_tgkill, 4);
    load(to, argument(0));
    equal_or_skip(to, (uint32_t)getpid(), 1);
    give(to, SECCOMP_RET_ALLOW);
    give(to, SECCOMP_RET_KILL_PROCESS);
}

static void write_allowed(lines *to, filter_kind kind)
{
    uint32_t written = kind == FILTER_CACHING ? SECCOMP_RET_ERRNO | EACCES : SECCOMP_RET_KILL_PROCESS;
    begin(to);
    EACH(to, always, SECCOMP_RET_ALLOW);
    memory(to);
    own_signals(to);
    without_bits(to, SYS_mprotect, 2, PROT_EXEC, SECCOMP_RET_KILL_PROCESS);
    if (kind != FILTER_JOB) {
        EACH(to, reading, SECCOMP_RET_ALLOW);
        without_bits(to, SYS_openat, 2, WRITING, written);
#ifdef SYS_open
        without_bits(to, SYS_open, 1, WRITING, written);
#endif
        EACH(to, writing, written);
    }
    EACH(to, refused, SECCOMP_RET_ERRNO | EPERM);
    give(to, SECCOMP_RET_KILL_PROCESS);
}

/* Sockets of the machine itself only. */
static void write_offline(lines *to)
{
    begin(to);
    EACH(to, dangerous, SECCOMP_RET_ERRNO | EPERM);
    equal_or_skip(to, SYS_clone3, 1); /* its flags are out of sight: the C library then takes clone */
    give(to, SECCOMP_RET_ERRNO | ENOSYS);
    equal_or_skip(to, SYS_clone, 4);
    load(to, argument(0));
    add(to, BPF_JMP | BPF_JSET | BPF_K, CLONE_NEWUSER, 0, 1);
    give(to, SECCOMP_RET_ERRNO | EPERM);
    give(to, SECCOMP_RET_ALLOW);
    equal_or_skip(to, SYS_socket, 4);
    load(to, argument(0));
    equal_or_skip(to, AF_UNIX, 1);
    give(to, SECCOMP_RET_ALLOW);
    give(to, SECCOMP_RET_ERRNO | EAFNOSUPPORT);
    give(to, SECCOMP_RET_ALLOW);
}

bool filter_available(void)
{
    uint32_t action = SECCOMP_RET_KILL_PROCESS;
    return trap_place() && syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

bool filter_install(filter_kind kind)
{
    lines program = {.count = 0};
    if (kind == FILTER_OFFLINE)
        write_offline(&program);
    else
        write_allowed(&program, kind);
    struct sock_fprog filter = {program.count, program.line};
    return program.count <= MOST_LINES && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == 0;
}
