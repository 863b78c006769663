# SPDX-License-Identifier: GPL-3.0-or-later
# Libraries that are loaded when they are needed are not linked: vm/math/flint_lazy.c, repl/editing.c.
command -v readelf > /dev/null 2>&1 || { echo 'no readelf'; exit 77; }
[ "$(uname -m)" = x86_64 ] || { echo 'only for x86-64'; exit 77; }
[ -f "$builddir/lyra" ] || { echo "there is no program"; exit 77; }
grep -q "lazy_flint_load" "$builddir/lyra" || { echo 'another version of FLINT'; exit 77; }
if readelf -d "$builddir/lyra" | grep -E 'NEEDED.*lib(flint|arb|readline)'; then
    echo "a function that is called is missing in vm/math/flint.def or repl/editing.h"
    exit 1
fi
