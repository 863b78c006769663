# SPDX-License-Identifier: GPL-3.0-or-later
#
# limits.awk LIST FILE... -- files over 800 lines and C functions whose body has over 60.  A row of
# LIST is a path or path:function, then a reason.

function finish_file() {
    if (file != "" && lines > 800 && !(file in allowed)) {
        printf "%s: %d lines\n", file, lines
        bad = 1
    }
    if (file in allowed && lines <= 800) {
        printf "tools/long-list: %s is short by now\n", file
        bad = 1
    }
}
NR == FNR {
    if ($0 ~ /^#/ || NF == 0)
        next
    if (NF < 3) {
        print "tools/long-list: a reason is missing: " $0
        bad = 1
    }
    allowed[$1] = 1
    next
}
FNR == 1 { finish_file(); file = FILENAME; is_c = file ~ /\.[ch]$/; open = 0 }
{ lines = FNR }
!is_c { next }
/^(BUILTIN|BUILTIN_AS|FOREIGN_CLASS)\(/ { name = $0; sub(/^[A-Z_]+\(/, "", name); sub(/[,)].*/, "", name) }
/^[A-Za-z_].*[A-Za-z0-9_]\(/ && !/^(BUILTIN|BUILTIN_AS|SYMBOL|SYMBOL_AS|FOREIGN_CLASS)\(/ && !/;[ ]*$/ {
    name = $0
    sub(/\(.*/, "", name)
    sub(/.*[ *]/, "", name)
}
/^\{/ { open = FNR }
/^\}/ && open {
    if (FNR - open - 1 > 60 && !((file ":" name) in allowed)) {
        printf "%s:%d: %s has %d lines\n", file, open, name, FNR - open - 1
        bad = 1
    }
    open = 0
}
END { finish_file(); exit bad }
