# SPDX-License-Identifier: LGPL-3.0-or-later
# Every builtin has usage, effects and an example.
"$LYRA" --test records | sed -n 's/^not ok [0-9]* - //p' > "$builddir/records.bad"
"$LYRA" --test records > /dev/null 2>&1
status=$?
cat "$builddir/records.bad"
rm -f "$builddir/records.bad"
exit $status
