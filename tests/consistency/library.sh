# File names in lib/ have no blanks, and every public symbol of lib/ has a doc comment; what a file
# only adds upvalues to (f /: ..) is documented elsewhere.
status=0
find lib -name '* *' | grep . && status=1
for file in $(find lib -name '*.wl' -not -path 'lib/reference/*' | sort); do
    for name in $("${AWK:-awk}" -f tools/gen-autoload.awk "$file" | sed 's/.*"\(.*\)".*/\1/'); do
        grep -qF "(** $name" "$file" || ! grep -qE "^[$]?${name#$}(\[| *:?=)" "$file" || { echo "$file: $name has no doc comment"; status=1; }
    done
done
exit $status
