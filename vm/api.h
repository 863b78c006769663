/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * api.h -- the only header of vm/ that foreign/, repl/ and embedding programs include.
 */
#ifndef LYRA_API_H
#define LYRA_API_H

#include "vm/eval/builtin.h"
#include "vm/eval/limits.h"
#include "vm/eval/session.h"
#include "vm/print/print.h"
#include "vm/read/reader.h"
#include "vm/vm.h"

#endif
