# SPDX-License-Identifier: LGPL-3.0-or-later
# Every file says its licence in its first lines, but those that are nothing but data: what fuzzing found, what a program is to print, and
# computations that are read line by line.
status=0
for file in $(find .ci vm foreign repl lib tools tests bench m4 examples doc ./*.md configure.ac Makefile.am quickstart autogen.sh -type f \
                   -name '*.[chS]' -o -name '*.def' -o -name '*.awk' -o -name '*.am' -o -name '*.m4' -o -name '*.ac' -o -name '*.md' -o -name '*.mod' \
                   -o -name '*.tst' -o -name '*.wl' -o -name '*.sh' -o -name '*.tap' -o -name '*.py' -o -name '*.sed' -o -name '*.supp' \
                   -o -name 'bars.tsv' -o -name quickstart -o -path .ci/run | sort); do
    head -n 3 "$file" | grep -q 'SPDX-License-Identifier: L*GPL-3.0-or-later' || { echo "$file names no licence"; status=1; }
done
exit $status
