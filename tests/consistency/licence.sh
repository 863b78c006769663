# Every source file says its licence in its first lines.
status=0
for file in $(find vm foreign repl tools tests bench m4 -name '*.[chS]' -o -name '*.def' -o -name '*.awk' -o -name '*.am' -o -name '*.m4' | sort); do
    head -n 3 "$file" | grep -q 'SPDX-License-Identifier: L*GPL-3.0-or-later' || { echo "$file names no licence"; status=1; }
done
exit $status
