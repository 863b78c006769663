# SPDX-License-Identifier: LGPL-3.0-or-later
# Every function and table that a header offers is used somewhere.  Builtins are named by the table.
command -v nm > /dev/null 2>&1 || { echo 'no nm'; exit 77; }
[ -f "$builddir/libvm.a" ] || { echo "there is no libvm.a"; exit 1; }
status=0
for name in $(nm "$builddir/libvm.a" "$builddir/libforeign.a" $(find "$builddir/repl" "$builddir/tests/unit" -name '*.o') 2> /dev/null |
    "${AWK:-awk}" '
        $(NF - 1) ~ /^[TDRB]$/ { defined[$NF] = 1 }
        $(NF - 1) == "U"       { used[$NF] = 1 }
        END { for (name in defined) if (!(name in used) && name !~ /^(builtin_|_|main$)/) print name }' | sort); do
    # Not used by another object: then by its own file, more than once named in it.
    [ "$(cat $(find vm foreign repl -name '*.c') | grep -cw "$name")" -gt 1 ] ||
        { echo "$name is used nowhere"; status=1; }
done
exit $status
