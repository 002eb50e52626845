// SPDX-License-Identifier: MIT
#include "image/elf.h"

#ifdef CLJSH_IMAGE

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/auxv.h>
#include <unistd.h>

// The program is linked at fixed addresses (-no-pie), so what its headers say holds as it is.

static const ElfW(Phdr) *headers(size_t *n) {
    *n = getauxval(AT_PHNUM);
    return (const ElfW(Phdr) *)getauxval(AT_PHDR);
}

static const ElfW(Phdr) *header(uint32_t type) {
    size_t n;
    for (const ElfW(Phdr) *p = headers(&n); n--; p++)
        if (p->p_type == type) return p;
    return NULL;
}

static size_t padded(size_t n, size_t align) { return (n + align - 1) & ~(align - 1); }

bool program_build_id(uint8_t id[32]) {
    memset(id, 0, 32);
    size_t n;
    for (const ElfW(Phdr) *p = headers(&n); n--; p++) {
        if (p->p_type != PT_NOTE) continue;
        size_t align = p->p_align < 4 ? 4 : p->p_align;
        const char *at = (const char *)p->p_vaddr, *end = at + p->p_memsz;
        while (at + sizeof(ElfW(Nhdr)) <= end) {
            const ElfW(Nhdr) *note = (const ElfW(Nhdr) *)at;
            const char *name = at + sizeof *note, *value = name + padded(note->n_namesz, align);
            if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 && memcmp(name, "GNU", 4) == 0) {
                memcpy(id, value, note->n_descsz < 32 ? note->n_descsz : 32);
                return true;
            }
            at = value + padded(note->n_descsz, align);
        }
    }
    return false;
}

/* The dynamic linker's slots for functions, which are no part of an image,
 * stand before the variables: these have to begin with a page of their own. */
static char page_of_its_own __attribute__((aligned(IMAGE_PAGE), used)) = 1;

static uint64_t slots_end(void) {
    uint64_t at = 0, size = 0;
    for (const ElfW(Dyn) *d = _DYNAMIC; d->d_tag != DT_NULL; d++) {
        if (d->d_tag == DT_PLTGOT) at = d->d_un.d_ptr;
        if (d->d_tag == DT_PLTRELSZ) size = d->d_un.d_val / sizeof(ElfW(Rela)) * sizeof(uintptr_t);
    }
    return at ? at + 3 * sizeof(uintptr_t) + size : 0;
}

void program_data(uint64_t *start, uint64_t *end) {
    const ElfW(Phdr) *relro = header(PT_GNU_RELRO);
    *start = *end = 0;
    size_t n;
    for (const ElfW(Phdr) *p = headers(&n); n--; p++) {
        if (p->p_type != PT_LOAD || !(p->p_flags & PF_W)) continue;
        *start = p->p_vaddr;
        *end = p->p_vaddr + p->p_memsz;
        if (relro && relro->p_vaddr >= *start && relro->p_vaddr < *end) *start = IMAGE_ROUND(relro->p_vaddr + relro->p_memsz);
        if (slots_end() > *start && slots_end() < *end) *start = IMAGE_ROUND(slots_end());
    }
}

int program_kept(uint64_t start, uint64_t end, struct image_kept *kept, int max) {
    const ElfW(Rela) *rela = NULL;
    const ElfW(Sym) *symbols = NULL;
    size_t size = 0;
    for (const ElfW(Dyn) *d = _DYNAMIC; d->d_tag != DT_NULL; d++) {
        if (d->d_tag == DT_RELA) rela = (const ElfW(Rela) *)d->d_un.d_ptr;
        if (d->d_tag == DT_RELASZ) size = d->d_un.d_val;
        if (d->d_tag == DT_SYMTAB) symbols = (const ElfW(Sym) *)d->d_un.d_ptr;
    }
    int n = 0;
    for (const ElfW(Rela) *r = rela, *last = rela + size / sizeof *rela; rela && r < last; r++) {
        if (r->r_offset < start || r->r_offset >= end) continue;
        size_t length = symbols[ELF64_R_SYM(r->r_info)].st_size;
        if (n == max) return -1;
        kept[n++] = (struct image_kept){r->r_offset, length < 8 ? 8 : padded(length, 8)};
    }
    return n;
}

char *program_thread_data(size_t *size) {
    const ElfW(Phdr) *tls = header(PT_TLS);
    *size = tls ? tls->p_memsz : 0;
#ifdef __x86_64__
    return tls ? (char *)__builtin_thread_pointer() - padded(tls->p_memsz, tls->p_align) : NULL; // just below the thread pointer
#else
    return tls ? (char *)__builtin_thread_pointer() + padded(16, tls->p_align) : NULL;           // behind two words
#endif
}

uint64_t program_first_word(int fd, uint64_t address) {
    size_t n;
    for (const ElfW(Phdr) *p = headers(&n); n--; p++) {
        uint64_t word;
        if (p->p_type != PT_LOAD || address < p->p_vaddr || address + 8 > p->p_vaddr + p->p_filesz) continue;
        if (pread(fd, &word, 8, (off_t)(p->p_offset + (address - p->p_vaddr))) == 8) return word;
    }
    return 0;
}

int program_open(void) {
    int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    const char *name = (const char *)getauxval(AT_EXECFN);
    return fd < 0 && name ? open(name, O_RDONLY | O_CLOEXEC) : fd;
}

#endif
