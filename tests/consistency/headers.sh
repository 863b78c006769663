# SPDX-License-Identifier: LGPL-3.0-or-later
# Each header compiles alone.
status=0
for header in $(find vm foreign repl -name '*.h' | sort); do
    ${CC:-cc} -std=gnu11 -fsyntax-only -Wall -Wno-unused -I. -I"$builddir" -D_GNU_SOURCE -DGC_THREADS \
        -DPCRE2_CODE_UNIT_WIDTH=8 -x c -include "$header" /dev/null || { status=1; echo "$header does not"; }
done
exit $status
