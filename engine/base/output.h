/* Where a writer's bytes go; writers see it through plugin.h. */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include "ardoise.h"
#include "buffer.h"
#include "report.h"

/* An output to a sink, with a limit in bytes (0: none). Errors go to `log`. NULL when memory has ended. */
ard_output *output_new(report_log *log, ard_sink *sink, void *user, uint64_t most);

/* A sink that adds to the buffer `user`, up to its most. */
bool output_into_buffer(void *user, const void *bytes, size_t size);

/* As ard_output_open and _commit say. */
ard_status output_open(ard_output **output, report_log *log, const char *path, uint64_t most);
ard_status output_commit(ard_output *output);

/* The file is for its owner alone (mode 0600), whatever the one in its place. */
void output_private(ard_output *output);
void output_free(ard_output *output);

#endif
