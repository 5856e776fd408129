/* The end of memory ends the process, whichever library asked for it.
 *
 * Every allocator ends in mmap once the heap cannot grow. The system call filter (filter.c) stops each mmap that does
 * not come from the one place here; the handler of that signal maps in its stead, and ends the process by EXIT_MEMORY
 * where the kernel has none left. Works for static and shared libraries alike, without touching the host's malloc. */
#ifndef JOBS_TRAP_H
#define JOBS_TRAP_H

#include <stdbool.h>
#include <stdint.h>

/* Installs the handler of SIGSYS; before the filter. False when this processor is not known. */
bool trap_install(void);

/* The place from which the filter lets mmap pass; 0 when this processor is not known. */
uint64_t trap_place(void);

#endif
