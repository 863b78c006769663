# SPDX-License-Identifier: LGPL-3.0-or-later
# Every source file is listed in its folder's .am, and every file listed exists.
status=0
for top in vm foreign repl; do
    find "$top" -name '*.[chS]' -o -name '*.def' | sed "s,^$top/,," | sort > "$builddir/listed.found"
    sed -n 's,^[a-z_]*_SOURCES += %D%/\([^ ]*\)$,\1,p' "$top/$top.am" | sort -u > "$builddir/listed.named"
    comm -23 "$builddir/listed.found" "$builddir/listed.named" > "$builddir/listed.missing"
    comm -13 "$builddir/listed.found" "$builddir/listed.named" > "$builddir/listed.gone"
    sed "s,^,$top/$top.am does not list ," "$builddir/listed.missing"
    sed "s,^,$top/$top.am lists what is not there: ," "$builddir/listed.gone"
    [ ! -s "$builddir/listed.missing" ] && [ ! -s "$builddir/listed.gone" ] || status=1
done
find lib -name '*.wl' -not -path 'lib/reference/*' | sed 's,^lib/,,' | sort > "$builddir/listed.found"
sed -n 's,^library_files += %D%/\([^ ]*\)$,\1,p' lib/lib.am | sort -u > "$builddir/listed.named"
if ! cmp -s "$builddir/listed.found" "$builddir/listed.named"; then
    echo 'lib/lib.am and lib/ differ:'
    diff "$builddir/listed.named" "$builddir/listed.found"
    status=1
fi
rm -f "$builddir"/listed.found "$builddir"/listed.named "$builddir"/listed.missing "$builddir"/listed.gone
exit $status
