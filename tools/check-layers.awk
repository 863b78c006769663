# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-layers.awk tools/layers FILE... (from the top folder) -- includes that the table forbids.

NR == FNR { for (i = 2; i <= NF && $1 !~ /^#/; i++) may[$1, $i] = 1; next }
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\""); to = quoted[2]
    if (to !~ /\// || to ~ /\.inc$/) next         # generated lists
    if (to == "vm/value/known.h") next
    from = FILENAME; sub(/\/[^\/]*$/, "", from)
    dir = to;        sub(/\/[^\/]*$/, "", dir)
    if (!((from, dir) in may) && !((from, to) in may)) {
        print FILENAME ":" FNR ": " from " may not include " to
        bad = 1
    }
}
END { exit bad }
