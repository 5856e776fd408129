/* The second voice: any program that reads text and writes WAV. */
#ifndef SOUND_COMMAND_H
#define SOUND_COMMAND_H

#include "base/helpers.h"

/* The environment's name for the command, which `--voice-command` sets. It never comes out of a document: its process asks the
 * broker for a voice, and the broker knows which program that is. */
#define VOICE_COMMAND "ARDOISE_VOICE_COMMAND"

/* Whether one is to be used. */
bool voice_command_is_set(void);

/* The helper "voice-command": a request and a reply as the helper "voice" has them (sound/voice.h). The command is cut at
 * blanks, '...' and "..." keep them; {language}, {rate} and {pitch} are replaced. It runs without a network, in an empty folder of its
 * own; the text is its standard input, the WAV its standard output. */
extern const helper voice_command_helper;

/* Adds the samples of a WAV (RIFF) file, whole or as a program streams it (its lengths unknown), as 16-bit mono: PCM of 8,
 * 16, 24 or 32 bits, or float of 32. False where it is none. */
bool wave_read(const void *bytes, size_t size, unsigned *frequency, buffer *samples);

#endif
