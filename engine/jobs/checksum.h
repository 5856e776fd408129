/* CRC-32C (Castagnoli, reflected, polynomial 0x1EDC6F41; RFC 3720, appendix B.4). */
#ifndef JOBS_CHECKSUM_H
#define JOBS_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* Goes on from `so_far`, which is 0 at the beginning. */
uint32_t checksum(uint32_t so_far, const void *bytes, size_t size);

/* The same without the processor's own instruction, which not all have. */
uint32_t checksum_by_tables(uint32_t so_far, const void *bytes, size_t size);

#endif
