/* A lesson as one page with its sound inside: what is read is shown, a word or a sentence at a time. Without a script there is
 * the browser's own player, and all of the text. */
#include "writers/audio.h"
#include "writers/html.h"
#include "writers/said.h"

#include <string.h>

/* What the page says of its own; French and English. */
static const struct label_row {
    const char *language, *player, *back, *on, *speed;
} labels[] = {
    {"fr", "Lecture de la leçon", "Phrase précédente", "Phrase suivante", "Vitesse"},
    {"en", "The lesson read aloud", "Previous sentence", "Next sentence", "Speed"},
};

static const struct label_row *labels_of(const char *language)
{
    return labels + (language && strncmp(language, "en", 2) == 0);
}

/* Finds what is heard by data-t (milliseconds), and shows it; makes the buttons, which nobody sees without a script. */
static const char script[] =
    "addEventListener('DOMContentLoaded',function(){\n"
    "var bar=document.querySelector('.lecteur'),a=bar.querySelector('audio'),at={},times=[],phrases=[],now=[];\n"
    "document.querySelectorAll('[data-t]').forEach(function(e){var t=+e.dataset.t;\n"
    "if(!at[t]){at[t]=[];times.push(t)}at[t].push(e);if('phrase' in e.dataset)phrases.push(t);\n"
    "e.addEventListener('click',function(){a.currentTime=t/1000;a.play()})});\n"
    "function order(x,y){return x-y}times.sort(order);phrases.sort(order);\n"
    "function last(list){var t=a.currentTime*1000+1,l=0,h=list.length,m;\n"
    "while(l<h){m=l+h>>1;if(list[m]<=t)l=m+1;else h=m}return l-1}\n"
    "function show(){var k=last(times),next=k<0||a.ended?[]:at[times[k]];if(next===now)return;\n"
    "now.forEach(function(e){e.classList.remove('entendu')});next.forEach(function(e){e.classList.add('entendu')});\n"
    "now=next;if(now[0])now[0].scrollIntoView({block:'nearest'})}\n"
    "function run(){show();if(!a.paused)requestAnimationFrame(run)}\n"
    "a.addEventListener('play',run);a.addEventListener('seeked',show);a.addEventListener('ended',show);\n"
    "function go(step){var k=last(phrases);if(step<0&&k>=0&&a.currentTime*1000-phrases[k]>1500)step=0;\n"
    "k=Math.max(0,Math.min(phrases.length-1,k+step));if(phrases.length)a.currentTime=phrases[k]/1000}\n"
    "function button(text,step){var b=document.createElement('button');b.type='button';b.textContent=text;\n"
    "b.addEventListener('click',function(){go(step)});bar.appendChild(b)}\n"
    "button(bar.dataset.back,-1);button(bar.dataset.on,1);\n"
    "var l=document.createElement('label'),s=document.createElement('select');l.textContent=bar.dataset.speed+' ';\n"
    "[0.5,0.75,1,1.25,1.5,2].forEach(function(v){var o=new Option(v+' ×',v,v===1,v===1);s.add(o)});\n"
    "s.addEventListener('change',function(){a.playbackRate=+s.value});l.appendChild(s);bar.appendChild(l)});\n";

static void add_player(const ard_document *document, const buffer *sound, buffer *out)
{
    const struct label_row *row = labels_of(lesson_language(document));
    buffer_format(
        out,
        "<div class=\"lecteur\" role=\"group\" aria-label=\"%s\" data-back=\"%s\" data-on=\"%s\" data-speed=\"%s\">"
        "<audio controls preload=\"auto\" aria-label=\"%s\" src=\"data:audio/mpeg;base64,",
        row->player, row->back, row->on, row->speed, row->player);
    buffer_base64(out, buffer_string(sound), sound->size);
    buffer_format(out, "\"></audio></div>\n<script>\n%s</script>\n", script);
}

static ard_status write_page(task *t, const ard_document *document, ard_output *output)
{
    buffer sound = BUFFER_EMPTY, player = BUFFER_EMPTY;
    arena *pool = arena_new((size_t)(t->limits->memory / 4));
    said heard = {0};
    ard_status status =
        pool ? said_record(t, document, pool, &sound, &heard) : report(t->log, NOWHERE, "voice.memory", NULL);
    if (status == ARD_OK)
        add_player(document, &sound, &player);
    if (player.failed)
        status = report(t->log, NOWHERE, "voice.memory", NULL);
    html_page page = {
        .task = t, .document = document, .output = output, .sound = buffer_string(&player), .said = &heard};
    if (status == ARD_OK)
        status = html_write_page(&page);
    buffer_free(&sound);
    buffer_free(&player);
    arena_free(pool);
    return status;
}

const ard_writer html_audio_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "html-audio",
              .aliases = "",
              .endings = "",
              .media_type = "text/html",
              .lacks = "braille",
              .help = "html-audio.writer",
              .options = said_options},
    .needs = "speech",
    .wants = "fonts pictures",
    .seconds = 600,
    .prepare = audio_prepare_mp3,
    .write = write_page,
};
