/* A program that adapts a lesson with libardoise: adapt LESSON PROFILE FORMAT OUT. It works in its own process; see
 * ard_pool in ardoise.h for documents of strangers. */
#include <ardoise.h>
#include <stdio.h>

static void say(void *user, const ard_diag *diag)
{
    (void)user;
    fprintf(stderr, "%s: %s\n", diag->file, diag->message);
}

int main(int argc, char **argv)
{
    ard_context *context;
    ard_input *input = NULL;
    ard_output *output = NULL;
    ard_document *lesson = NULL;
    if (argc != 5 || ard_context_new(&context) != ARD_OK)
        return 2;
    ard_context_listen(context, say, NULL);
    ard_status status = ard_context_profile(context, argv[2]);
    if (status == ARD_OK)
        status = ard_input_open(&input, context, argv[1]);
    if (status == ARD_OK)
        status = ard_read(&lesson, context, input, NULL);
    if (status == ARD_OK)
        status = ard_apply(context, lesson, argv[3]);
    if (status == ARD_OK)
        status = ard_output_open(&output, context, argv[4]);
    if (status == ARD_OK)
        status = ard_write(context, lesson, argv[3], output);
    if (status == ARD_OK)
        status = ard_output_commit(output);
    ard_output_free(output);
    ard_document_free(lesson);
    ard_input_free(input);
    ard_context_free(context);
    return ard_exit_code(status);
}
