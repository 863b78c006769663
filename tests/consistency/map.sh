# Every path that HACKING.md names exists.
status=0
for path in $(grep -oE '\b(vm|foreign|repl|lib|tests|tools|bench|examples|doc|m4)/[A-Za-z0-9_./*-]*' HACKING.md | sed 's/[.,;:]*$//' | sort -u); do
    case $path in
    *'*'*) found=$(ls $path 2> /dev/null) ;;
    *) found=$(ls -d "$path" 2> /dev/null) ;;
    esac
    [ -n "$found" ] || { echo "HACKING.md names $path, which is not there"; status=1; }
done
exit $status
