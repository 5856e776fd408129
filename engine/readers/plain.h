/* Texts without markup of their own, and with a light one: their characters. */
#ifndef READERS_PLAIN_H
#define READERS_PLAIN_H

#include "base/buffer.h"
#include "base/plugin.h"

/* Adds a source's text as UTF-8 with "\n" for line ends and without its byte order mark. The encoding is the mark's,
 * else UTF-8 where all of it is that, else UTF-16 where every other byte is 0, else windows-1252 (reported). What XML
 * cannot hold becomes U+FFFD, but for form feeds. ARD_E_LIMIT when memory has ended. */
ard_status plain_text(task *t, const source *in, buffer *text);

/* Whether the first bytes of a document are text: no control characters but white space. UTF-16 needs its mark. */
bool plain_probe(const unsigned char *head, size_t size);

#endif
