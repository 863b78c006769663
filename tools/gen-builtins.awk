# SPDX-License-Identifier: LGPL-3.0-or-later
#
# gen-builtins.awk -- X(name) for each BUILTIN or SYMBOL that begins a line; fails on a duplicate.

match($0, /^(BUILTIN|BUILTIN_AS|SYMBOL|SYMBOL_AS)\(/) {
    name = substr($0, RLENGTH + 1)
    sub(/[,)].*/, "", name)
    if (name in place) {
        printf "%s:%d: %s is already at %s\n", FILENAME, FNR, name, place[name] > "/dev/stderr"
        bad = 1
    }
    place[name] = FILENAME ":" FNR
    print "X(" name ")"
}
END { exit bad }
