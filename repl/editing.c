/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * editing.c -- loads GNU readline.
 */
#include "repl/editing.h"

#include <dlfcn.h>
#include <stdlib.h>

#define TEXT_OF(x) #x
#define LIBRARY_NAME(major) "libreadline.so." TEXT_OF(major)

Editing editing;

void editing_load(void)
{
    void *library = dlopen(LIBRARY_NAME(RL_VERSION_MAJOR), RTLD_LAZY | RTLD_LOCAL);
    bool found = library != NULL;

#define FIND(name) found = found && (*(void **)&editing.name = dlsym(library, #name)) != NULL;
    EDITING_NAMES(FIND)
#undef FIND
    if (!found) {
        fprintf(stderr, "lyra: %s\n", dlerror());
        exit(1);
    }
}
