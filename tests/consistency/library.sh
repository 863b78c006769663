# SPDX-License-Identifier: LGPL-3.0-or-later
# File names in lib/ have no blanks, no two files define the same private name (they share a
# context), and every public symbol of lib/ has a doc comment; what a file only adds upvalues to
# (f /: ..) and what adds rules to a builtin is documented elsewhere.
status=0
find lib -name '* *' | grep . && status=1
for file in $(find lib -name '*.wl' -not -path 'lib/reference/*' | sort); do
    for name in $("${AWK:-awk}" -f tools/gen-autoload.awk "$file" | sed 's/.*"\(.*\)".*/\1/'); do
        grep -qF "(** $name" "$file" || grep -q "^BUILTIN($name," vm/builtin/*.c || ! grep -qE "^[$]?${name#$}(\[| *:?=)" "$file" || { echo "$file: $name has no doc comment"; status=1; }
    done
done
"${AWK:-awk}" '
    match($0, /^[a-z][A-Za-z0-9]*/) {
        name = substr($0, 1, RLENGTH)
        if (substr($0, RLENGTH + 1) !~ /^(\[| *:?=)/)
            next
        if (name in place && place[name] != FILENAME) {
            print FILENAME ":" FNR ": " name " is defined in " place[name] " too"
            bad = 1
        }
        place[name] = FILENAME
    }
    END { exit bad }' $(find lib -name '*.wl' | sort) || status=1
exit $status
