/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
int main(void) { printf("%d\n", 1 + 1); }
