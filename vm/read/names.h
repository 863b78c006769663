/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * names.h -- what the reader takes for a name, for whoever writes or makes one.
 */
#ifndef LYRA_READ_NAMES_H
#define LYRA_READ_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/* Do these [n] bytes, in which nothing is escaped, read as one name: a letter, then letters and digits?  [contexts]: or as
 * several with backquotes between them or before the first. */
bool reader_is_name(const char *s, size_t n, bool contexts);

#endif
