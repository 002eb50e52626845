// SPDX-License-Identifier: MIT
// Variables that are computed when they are asked for, or that have consequences when they are set.
#include "command/sh.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const struct { const char *name; enum special special; } specials[] = {
    {"IFS", SPECIAL_IFS}, {"PATH", SPECIAL_PATH}, {"OPTIND", SPECIAL_OPTIND}, {"LINENO", SPECIAL_LINENO}, {"RANDOM", SPECIAL_RANDOM}, {"SECONDS", SPECIAL_SECONDS},
    {"_", SPECIAL_UNDERSCORE}, {"PIPESTATUS", SPECIAL_PIPESTATUS}, {"BASHPID", SPECIAL_BASHPID}, {"EPOCHSECONDS", SPECIAL_EPOCH}, {"EPOCHREALTIME", SPECIAL_EPOCH_REAL},
    {"FUNCNAME", SPECIAL_FUNCNAME}, {"BASH_SOURCE", SPECIAL_SOURCE},
};

static int64_t seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

void specials_start(struct interp *sh) {
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        variable_intern(sh, specials[i].name, strlen(specials[i].name))->special = specials[i].special;
    sh->v_ifs = variable_intern(sh, "IFS", 3);
    sh->v_path = variable_intern(sh, "PATH", 4);
    sh->v_home = variable_intern(sh, "HOME", 4);
    sh->v_ps4 = variable_intern(sh, "PS4", 3);
    sh->seconds_base = seconds_now();
    sh->random = (uint32_t)getpid() * 2654435761u ^ (uint32_t)sh->seconds_base;
}

static int64_t computed(struct interp *sh, struct variable *v) {
    switch (v->special) {
    case SPECIAL_LINENO: return sh->line;
    case SPECIAL_SECONDS: return seconds_now() - sh->seconds_base;
    case SPECIAL_BASHPID: return getpid();
    case SPECIAL_EPOCH: return time(NULL);
    case SPECIAL_RANDOM:
        sh->random = sh->random * 1103515245u + 12345u;
        return sh->random >> 16 & 0x7fff;
    default: return 0;
    }
}

const char *special_text(struct interp *sh, struct variable *v) {
    v->text = NULL;
    v->has_number = false;
    if (v->capacity < 512) v->buffer = sh_realloc(v->buffer, v->capacity = 512);
    if (v->special == SPECIAL_UNDERSCORE) {
        v->length = strlen(strcpy(v->buffer, sh->last_word));
    } else if (v->special == SPECIAL_FUNCNAME) {
        if (!sh->function_name) return NULL;
        v->length = (size_t)snprintf(v->buffer, v->capacity, "%.500s", sh->function_name);
    } else if (v->special == SPECIAL_EPOCH_REAL) {
        struct timespec t;
        clock_gettime(CLOCK_REALTIME, &t);
        v->length = (size_t)snprintf(v->buffer, v->capacity, "%lld.%06ld", (long long)t.tv_sec, t.tv_nsec / 1000);
    } else if (v->special == SPECIAL_SOURCE) { // the file that the command is from
        const char *file = sh->file ? sh->file : sh->main_file;
        if (!file || sh->options[OPT_POSIX]) return NULL;
        v->length = strlen(file);
        if (v->capacity <= v->length) v->buffer = sh_realloc(v->buffer, v->capacity = v->length + 1);
        memcpy(v->buffer, file, v->length + 1);
    } else if (v->special == SPECIAL_PIPESTATUS) {
        v->length = (size_t)sh_number_text(v->buffer, sh->pipe_count ? sh->pipe_status[0] : sh->status);
    } else {
        v->length = (size_t)sh_number_text(v->buffer, computed(sh, v));
    }
    return v->buffer;
}

void ifs_changed(struct interp *sh) {
    const char *ifs = variable_text(sh->v_ifs);
    if (!ifs) ifs = " \t\n";
    sh->ifs_text = ifs;
    sh->ifs_bytes = 0;
    memset(sh->ifs, 0, sizeof sh->ifs);
    memset(sh->plain, 0, sizeof sh->plain);
    for (const unsigned char *p = (const unsigned char *)ifs; *p; p++) {
        sh->ifs[*p] = *p == ' ' || *p == '\t' || *p == '\n' ? 1 : *p >= 0x80 ? 3 : 2;
        sh->plain[*p] = 1;
        if (*p >= 0x80) sh->ifs_bytes = 1;
    }
    for (const char *p = "*?[\\\001"; *p; p++) sh->plain[(unsigned char)*p] = 1;
    if (shopt_is_set(sh, SHOPT_EXTGLOB)) sh->plain['('] = 1;
}

void special_set(struct interp *sh, struct variable *v) {
    switch (v->special) {
    case SPECIAL_IFS: ifs_changed(sh); break;
    case SPECIAL_OPTIND: sh->getopts_offset = 0; break;
    case SPECIAL_PATH: sh_hash_forget(sh, NULL); break;
    case SPECIAL_SECONDS: if (v->text) sh->seconds_base = seconds_now() - atoll(v->text); break;
    case SPECIAL_RANDOM: if (v->text) sh->random = (uint32_t)atoll(v->text); break;
    default: break;
    }
    if (v->special >= SPECIAL_LINENO) v->text = NULL, v->has_number = false; // what was assigned is not what it says
}
