# SPDX-License-Identifier: LGPL-3.0-or-later
# No mutable global in vm/ and foreign/ but those in tools/globals-list.
command -v objdump > /dev/null 2>&1 || { echo 'no objdump'; exit 77; }
[ -f "$builddir/libvm.a" ] || { echo "there is no libvm.a"; exit 1; }
objdump -t "$builddir/libvm.a" "$builddir/libforeign.a" 2> /dev/null |
    "${AWK:-awk}" '
        NR == FNR { if ($1 !~ /^#/ && NF) { if (NF < 2) { print "tools/globals-list: no reason for " $1; bad = 1 }; allowed[$1] = 1 }; next }
        /^[^ ]+:.*file format/ { object = $1; sub(/:$/, "", object) }
        NF < 2 { next }
        { section = ""; for (i = 2; i < NF; i++) if ($i ~ /^\.(data|bss|tdata|tbss)/ && $i !~ /^\.data\.rel\.ro/) section = $i
          name = $NF; size = $(NF - 1) }
        # Instrumentation of sanitizers and gcov has names of its own.
        section != "" && size !~ /^0+$/ && name !~ /^(__|\.L|\.)/ {
            base = name; sub(/\.[0-9]+$/, "", base)
            if (!(base in allowed)) { print object ": mutable global " name " in " section; bad = 1 }
        }
        END { exit bad }' tools/globals-list -
