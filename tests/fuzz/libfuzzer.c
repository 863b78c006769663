/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libfuzzer.c -- one target under libFuzzer; LYRA_FUZZ names it.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/targets.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const FuzzTarget *target;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *name = getenv("LYRA_FUZZ");

    (void)argc, (void)argv;
    target = fuzz_target(name ? name : "reader");
    if (target == NULL) {
        fprintf(stderr, "fuzz: LYRA_FUZZ names no target\n");
        exit(2);
    }
    fuzz_start();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    target->run((const char *)data, size);
    return 0;
}
