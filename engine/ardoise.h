/* ardoise - the accessibility engine for inclusive schools.
 *
 * A lesson goes in (DOCX, HTML, Markdown, ...), the form a pupil can read comes out (an adapted page, braille, speech).
 * This is the whole public interface; read it from top to bottom as a manual page.
 *
 *     ard_context *context;
 *     ard_input *input;
 *     ard_output *output;
 *     ard_context_new(&context);
 *     ard_context_profile(context, "dys");
 *     ard_input_open(&input, context, "lecon.docx");
 *     ard_output_open(&output, context, "lecon.html");
 *     if (ard_convert(context, input, NULL, "html", output) == ARD_OK)
 *         ard_output_commit(output);
 *
 * Results.    Every call that can fail returns an ard_status, 0 or negative, and gives its result through its first
 *             parameter, which it sets to NULL when it fails. The reason is in the context's diagnostics, written once,
 *             where it happened: callers add no text.
 * Ownership.  It is in the verb: new, open, read and copy give a thing to the caller; free and close end it (and take
 *             NULL); add and append take a thing in; a plain noun borrows from its first argument.
 * Text.       Strings are UTF-8 and end in NUL. Sizes are bytes. Places (line, column) count from 1; 0 is unknown.
 * Threads.    A context, and all that was made with it, belongs to one thread at a time. Different contexts may be used
 *             at the same time, but liblouis, hunspell and espeak-ng have global state: a program with threads that
 *             asks for braille or speech uses an ard_pool, which works in child processes.
 * Hostile     documents are expected: limits hold in every call, but the libraries below us have had faults. Documents
 *             from strangers are for an ard_pool, whose children are sandboxed.
 */
#ifndef ARDOISE_H
#define ARDOISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define ARD_API __attribute__((visibility("default")))
#else
#define ARD_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define ARD_VERSION "0.1.0"

/* What a call came to. `ard_exit_code` gives the command line's code for each. */
typedef enum ard_status {
    ARD_OK = 0,
    ARD_E_USAGE = -1,       /* the call or its options are wrong: exit code 2 */
    ARD_E_READ = -2,        /* the document cannot be read: 3 */
    ARD_E_MISSING = -3,     /* a voice, a table, a program or a format is missing here: 4 */
    ARD_E_LIMIT = -4,       /* a limit was reached, memory and time included: 5 */
    ARD_E_WRITE = -5,       /* the output cannot be written: 6 */
    ARD_E_INTERNAL = -6,    /* our own fault: 70 */
    ARD_E_CANCELLED = -7    /* the caller asked to stop: 70 */
} ard_status;

/* The exit code of the command line for a status (0, 2, 3, 4, 5, 6 or 70). */
ARD_API int ard_exit_code(ard_status status);

/* ---- Diagnostics ------------------------------------------------------------------------------------------------ */

typedef enum ard_severity {
    ARD_NOTE,               /* worth knowing: nothing was lost */
    ARD_LOSS,               /* something of the document is not in the output, or not as it was; --strict exits 1 */
    ARD_ERROR               /* the call failed */
} ard_severity;

/* One thing that a person should know. All strings are owned by the context and live until it is cleared. */
typedef struct ard_diag {
    ard_status status;      /* ARD_OK unless severity is ARD_ERROR */
    ard_severity severity;
    const char *code;       /* stable, such as "docx.part.missing": for programs and for documentation */
    const char *file;       /* the name given to the input, or "" */
    const char *part;       /* the part inside the file ("word/document.xml"), or "" */
    uint32_t line, column;  /* in the part */
    const char *message;    /* a sentence in the context's language */
} ard_diag;

/* Called for each diagnostic as it is written; must not call the context. */
typedef void ard_listener(void *user, const ard_diag *diag);

/* ---- Limits ----------------------------------------------------------------------------------------------------- */

/* What one document may cost. Enforced in the arena, the zip reader, the tree, and by the kernel in children. */
typedef struct ard_limits {
    uint64_t input;         /* bytes of the document as given */
    uint64_t inflated;      /* bytes of all its parts, unpacked */
    uint64_t output;        /* bytes of what is written */
    uint64_t memory;        /* bytes a child may allocate; half of it is the tree's */
    uint32_t entries;       /* entries of an archive */
    uint32_t ratio;         /* inflated bytes for each packed byte of an entry larger than 1 MiB */
    uint32_t depth;         /* nested elements */
    uint32_t nodes;         /* nodes of the tree */
    uint32_t seconds;       /* wall time of a child */
} ard_limits;

/* The limits a context begins with: 256 MiB in, 512 MiB inflated, 1 GiB out, 1 GiB of memory, 20,000 entries, 200 to 1,
 * 256 deep, 5 million nodes, 60 s (600 s for speech is the caller's to ask). */
ARD_API ard_limits ard_limits_default(void);

/* ---- The context ------------------------------------------------------------------------------------------------ */

typedef struct ard_context ard_context;         /* options, limits, language, diagnostics */
typedef struct ard_registry ard_registry;       /* the formats and filters that there are */
typedef struct ard_document ard_document;       /* a lesson tree */
typedef struct ard_node ard_node;               /* a node of it */
typedef struct ard_input ard_input;             /* a document's bytes */
typedef struct ard_output ard_output;           /* where a writer's bytes go */
typedef struct ard_pool ard_pool;               /* warm processes that convert in sandboxed children */

/* A context with every format and filter built in, default limits, and messages in English. */
ARD_API ard_status ard_context_new(ard_context **context);
ARD_API void ard_context_free(ard_context *context);

/* Language of the messages: "fr" or "en", or anything that begins so ("fr_FR.UTF-8"); others give English. */
ARD_API void ard_context_language(ard_context *context, const char *language);

/* Folder of the data (profiles, lexicons). Default: ARDOISE_DATA, `data` beside the program, the compiled-in one. */
ARD_API ard_status ard_context_data(ard_context *context, const char *folder);

ARD_API void ard_context_limits(ard_context *context, const ard_limits *limits);

/* Sets an option: "dyslexia.size", "14". The plugin's name may be left out where one plugin only has the key. Setting
 * any option of a filter turns it on. "limits.seconds" and so on lower a limit of ard_limits, and never raise it.
 * ARD_E_USAGE for an unknown key or a value out of bounds. */
ARD_API ard_status ard_context_set(ard_context *context, const char *key, const char *value);

/* Sets an option from one text: "dyslexia.size=14". */
ARD_API ard_status ard_context_setting(ard_context *context, const char *setting);

/* Applies a profile: a path if it has '/' or ends in ".profile", else a name looked up in the user's profiles
 * (~/.config/ardoise/profiles), then in the data folder. Later profiles win key by key, ard_context_set over all. */
ARD_API ard_status ard_context_profile(ard_context *context, const char *name);

/* Tells each diagnostic to `listener` as it is written; NULL stops. */
ARD_API void ard_context_listen(ard_context *context, ard_listener *listener, void *user);

/* The diagnostics so far, in order; they live until ard_context_clear. */
ARD_API const ard_diag *ard_context_diags(const ard_context *context, size_t *count);
ARD_API void ard_context_clear(ard_context *context);

/* The text of a message of the table by its code, in the context's language, `{1}`, `{2}`... replaced by the arguments,
 * which are strings and end with NULL. Owned by the context, until it is cleared. For programs' own messages. */
ARD_API const char *ard_message(ard_context *context, const char *code, ...);

/* ---- Input and output ------------------------------------------------------------------------------------------- */

/* Reads a whole file ("-" is standard input) within limits.input. Pictures beside an HTML, Markdown or DTBook file are
 * found under the file's own folder only. */
ARD_API ard_status ard_input_open(ard_input **input, ard_context *context, const char *path);

/* An input over `size` bytes that the caller keeps until ard_input_free; `name` is for messages and endings only. It
 * has no folder: pictures beside it are reported as not found. */
ARD_API ard_status ard_input_new(ard_input **input, ard_context *context, const void *bytes, size_t size, const char *name);
ARD_API void ard_input_free(ard_input *input);

/* Takes `size` bytes; returns false to stop the writer (ARD_E_WRITE). */
typedef bool ard_sink(void *user, const void *bytes, size_t size);

/* An output that hands every piece to `sink`. */
ARD_API ard_status ard_output_new(ard_output **output, ard_context *context, ard_sink *sink, void *user);

/* An output to a file, whole or not at all: a temporary file beside it, renamed by ard_output_commit. "-" is standard
 * output; that, and an existing file that is no regular file, are written directly. */
ARD_API ard_status ard_output_open(ard_output **output, ard_context *context, const char *path);

/* Syncs and renames. Only after this has the file its name. */
ARD_API ard_status ard_output_commit(ard_output *output);

/* Writes `size` bytes to a file in one call: open, all bytes, commit. */
ARD_API ard_status ard_output_file(ard_context *context, const char *path, const void *bytes, size_t size);

/* Ends the output; what was not committed leaves no trace. */
ARD_API void ard_output_free(ard_output *output);

/* ---- The calls -------------------------------------------------------------------------------------------------- */

/* Reads a document. `format` names a reader; NULL looks at the content, then at the name's ending. The document is
 * freed by ard_document_free, before its context. */
ARD_API ard_status ard_read(ard_document **document, ard_context *context, const ard_input *input, const char *format);

/* Adapts a document in place: the filters that options turned on, in the fixed order, then what writer `format` needs
 * ("brf" needs braille). */
ARD_API ard_status ard_apply(ard_context *context, ard_document *document, const char *format);

/* Writes a document as `format`. ARD_E_USAGE when the writer needs a filter that ard_apply has not run. */
ARD_API ard_status ard_write(ard_context *context, const ard_document *document, const char *format, ard_output *output);

/* ard_read, ard_apply and ard_write in one call; `from` may be NULL. */
ARD_API ard_status ard_convert(ard_context *context, const ard_input *input, const char *from, const char *to, ard_output *output);

/* Checks a document against a standard ("epub", "wcag", "rgaa", "sne") and writes a report ("text", "json").
 * `*violations` is the number of failed outcomes. */
ARD_API ard_status ard_check(unsigned *violations, ard_context *context, const ard_input *input, const char *standard,
                             const char *report, ard_output *output);

ARD_API void ard_document_free(ard_document *document);

/* ---- Words ------------------------------------------------------------------------------------------------------ */

/* How French words are taken apart. */
typedef struct ard_word_options {
    bool text;                  /* lines are paragraphs of running text; else each is a word */
    bool typographic;           /* syllables ap-pe-ler; else a-ppe-ler */
    bool oral;                  /* syllables as they are heard; else as they are written */
    bool mute_e;                /* a final mute e makes a syllable of its own */
    const char *exceptions;     /* a person's own rows: form TAB syllables joined by "-"; may be NULL */
} ard_word_options;

/* Takes apart the words of `text` (UTF-8, lines) and hands rows to `sink`, tab-separated: the word byte for byte;
 * syllables joined by "-"; graphemes as letters=sound joined by ".", "#" for silent; a mask, 1 for each silent letter;
 * the sounds in IPA; lemma; class; frequency a million words. What is not known is empty. An empty line gives an
 * empty line; with `text` one ends each paragraph. ARD_E_LIMIT when memory has ended, ARD_E_WRITE when `sink` stops. */
ARD_API ard_status ard_words(const ard_word_options *options, const char *text, size_t size, ard_sink *sink, void *user);

/* ---- Looking at a tree ------------------------------------------------------------------------------------------ */

/* Nodes are borrowed from their document, and NULL-tolerant: what has no answer gives NULL, 0 or "". */
ARD_API const ard_node *ard_document_root(const ard_document *document);
ARD_API const ard_node *ard_node_parent(const ard_node *node);
ARD_API const ard_node *ard_node_first(const ard_node *node);
ARD_API const ard_node *ard_node_next(const ard_node *node);

/* The next node of a whole tree in document order, or NULL at its end: a loop over it visits all of `root`. */
ARD_API const ard_node *ard_node_following(const ard_node *node, const ard_node *root);

/* The name of its kind: "heading", "paragraph", "text"... as in `ardoise convert -t native` and doc/native.md. */
ARD_API const char *ard_node_name(const ard_node *node);
ARD_API const char *ard_node_text(const ard_node *node);                /* characters of a "text" node */
ARD_API int ard_node_number(const ard_node *node);                      /* level of a heading */
ARD_API const char *ard_node_attribute(const ard_node *node, const char *name);

/* ---- What there is ---------------------------------------------------------------------------------------------- */

typedef enum ard_plugin_kind { ARD_READER, ARD_FILTER, ARD_WRITER, ARD_CHECKER } ard_plugin_kind;
typedef enum ard_option_type { ARD_FLAG, ARD_NUMBER, ARD_TEXT, ARD_CHOICE } ard_option_type;

/* A row of a plugin's option table: it drives parsing, help, the man page, completion and what the service accepts. */
typedef struct ard_option {
    const char *name;
    ard_option_type type;
    const char *initial;        /* its default, as text; "" is none */
    double least, most;         /* of a number */
    const char *choices;        /* of a choice, blank-separated */
    const char *help;           /* code of its sentence in the message table */
} ard_option;

/* What can be said of a reader, filter, writer or checker. All strings live as long as the program. */
typedef struct ard_plugin {
    ard_plugin_kind kind;
    const char *name;           /* "markdown" */
    const char *aliases;        /* "md", blank-separated; "" for none */
    const char *endings;        /* of file names, with their dot, blank-separated: ".html .htm" */
    const char *media_type;     /* "" for a filter */
    const char *lacks;          /* what the format cannot hold, blank-separated kinds and properties */
    const char *help;           /* code of its sentence in the message table */
    const ard_option *options;  /* up to a row whose name is NULL; NULL for none */
} ard_plugin;

/* The registry of a context, and its plugins by number; NULL past the end. */
ARD_API const ard_registry *ard_context_registry(const ard_context *context);
ARD_API const ard_plugin *ard_registry_plugin(const ard_registry *registry, size_t number);

/* The plugin of a kind by its name or an alias, or by a file name's ending (".docx"); NULL when there is none. */
ARD_API const ard_plugin *ard_registry_named(const ard_registry *registry, ard_plugin_kind kind, const char *name);
ARD_API const ard_plugin *ard_registry_ending(const ard_registry *registry, ard_plugin_kind kind, const char *path);

/* Whether a name, or a file name's ending, is a format that ardoise is to have and does not have yet. */
ARD_API bool ard_registry_planned(const ard_registry *registry, ard_plugin_kind kind, const char *name_or_path);

/* The names of the profiles that are found, by number, or NULL past the end; owned by the context. */
ARD_API const char *ard_context_profile_name(ard_context *context, size_t number);

/* The file a profile's name stands for, or NULL; owned by the context, until it is cleared. */
ARD_API const char *ard_context_profile_path(ard_context *context, const char *name);

/* ---- Looking at a profile, and writing one ----------------------------------------------------------------------- */

/* What stands behind a value of a profile. */
typedef enum ard_evidence { ARD_STUDY, ARD_GUIDE, ARD_CRITERION, ARD_NO_EVIDENCE } ard_evidence;

/* A source that a profile's comment names, or that it says there is no evidence. */
typedef struct ard_source {
    ard_evidence kind;
    const char *text;           /* as the comment says it, without its label; may be "" */
} ard_source;

/* A value that a profile sets, or one that it leaves to the pupil. */
typedef struct ard_profile_value {
    const char *plugin, *key, *value;
    bool offered;               /* not set: an example of what can be chosen with the pupil */
    const char *file;           /* where it stands: of several profiles that set it, the last */
    uint32_t line;
    const char *help;           /* message code of what the option does; "" for a limit */
    const char *why;            /* what the comment above says without naming a source; "" for nothing */
    const ard_source *sources;  /* none: nobody has said */
    size_t source_count;
} ard_profile_value;

typedef struct ard_profile {
    const char *file;
    const char *about;          /* the comment it begins with, or "" */
    const ard_profile_value *values;
    size_t count;
} ard_profile;

/* Reads a profile with all that it includes, checks each value, and applies nothing. Lives as long as the context. */
ARD_API ard_status ard_profile_look(const ard_profile **profile, ard_context *context, const char *name);

/* Makes a profile of the user's own, mode 0600 in ~/.config/ardoise/profiles: `includes` and `settings` ("key=value") are
 * lists up to NULL, and may be NULL. ARD_E_USAGE where the name is taken. `*path` is the context's. */
ARD_API ard_status ard_profile_new(const char **path, ard_context *context, const char *name, const char *const *includes,
                           const char *const *settings);

/* Sets values of a profile of the user's own, as above; its other lines stay as they are. Whole or not at all, also where
 * two programs do so at once. */
ARD_API ard_status ard_profile_change(const char **path, ard_context *context, const char *name, const char *const *includes,
                              const char *const *settings);

/* ---- Processes -------------------------------------------------------------------------------------------------- */

typedef enum ard_action { ARD_CONVERT, ARD_CHECK } ard_action;

/* One piece of work. The pool copies what it needs: nothing has to outlive the call. */
typedef struct ard_request {
    ard_action action;
    const ard_input *input;
    const char *from, *to;              /* for a check: the standard, and the report's format */
    const char *const *profiles;        /* names or paths, up to NULL; may be NULL. They replace the context's */
    const char *const *settings;        /* "key=value", up to NULL; may be NULL */
    const char *language;               /* of the messages; NULL: the context's */
    ard_output *output;                 /* given its bytes as they come; the caller commits on success */
} ard_request;

/* What became of it. Strings live during the call only. */
typedef struct ard_answer {
    ard_status status;
    unsigned violations;                /* of a check */
    const ard_diag *diags;
    size_t count;
} ard_answer;

/* Called once for each request, from ard_pool_run. */
typedef void ard_done(void *user, const ard_answer *answer);

/* Starts a warm process, which forks a sandboxed child for each document, `children` at a time; so it must be called
 * while the program has one thread. `alone`: the program has no other thread and no child of its own as long as the pool
 * is open; it saves a process. The context's options, limits and data are the requests' defaults; the context must outlive
 * the pool. */
ARD_API ard_status ard_pool_open(ard_pool **pool, ard_context *context, unsigned children, bool alone);

/* Queues a request and gives its number. `done` is called later, also when the pool is closed first. */
ARD_API ard_status ard_pool_add(ard_pool *pool, const ard_request *request, ard_done *done, void *user, uint64_t *number);

/* Ends a request early: its child is killed, `done` gets ARD_E_CANCELLED. Unknown numbers are ignored. */
ARD_API void ard_pool_cancel(ard_pool *pool, uint64_t number);

/* Works until nothing is left to do, or for `milliseconds` (negative: no end). Calls `done`. Returns what is left. */
ARD_API size_t ard_pool_run(ard_pool *pool, int milliseconds);

/* A descriptor that is readable when ard_pool_run has something to do: for a program's own event loop. */
ARD_API int ard_pool_descriptor(const ard_pool *pool);

/* Kills what runs, calls `done` of what is left with ARD_E_CANCELLED, ends the processes. */
ARD_API void ard_pool_close(ard_pool *pool);

#ifdef __cplusplus
}
#endif
#endif
