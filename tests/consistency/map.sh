# SPDX-License-Identifier: LGPL-3.0-or-later
# Every path that HACKING.md, README.md and doc/internals name exists.
status=0
for path in $(grep -ohE '\b(vm|foreign|repl|lib|tests|tools|bench|examples|doc|m4)/[A-Za-z0-9_./*-]*' HACKING.md README.md doc/internals/*.md | sed 's/[.,;:]*$//' | sort -u); do
    case $path in
    *'*'*) found=$(ls $path 2> /dev/null) ;;
    *) found=$(ls -d "$path" 2> /dev/null) ;;
    esac
    [ -n "$found" ] || { echo "a document names $path, which is not there"; status=1; }
done
exit $status
