# SPDX-License-Identifier: GPL-3.0-or-later
#
# gen-autoload.awk -- a row AUTOLOAD(number, "Name") for each public symbol that lib/ defines: a name
# that begins a line, with a capital or $, and is followed by [, =, :=, /: or ^=.  Text in comments
# does not count.  Fails where two files define the same name.

FNR == 1 { number = count++; comment = 0 }
{
    was_comment = comment
    line = $0
    while (match(line, /\(\*|\*\)/)) {
        comment += substr(line, RSTART, 2) == "(*" ? 1 : -1
        line = substr(line, RSTART + 2)
    }
    if (was_comment || !match($0, /^[$A-Z][A-Za-z0-9$]*/))
        next
    name = substr($0, 1, RLENGTH)
    rest = substr($0, RLENGTH + 1)
    if (rest !~ /^(\[|[ ]*(=|:=|\/:|\^=|\^:=))/ || rest ~ /^[ ]*==/)
        next
    # SetAttributes[..], Options[f] = .. and the like belong to what they are about; Scan[f, ..] is a statement.
    if (name ~ /^(SetAttributes|Options|Attributes|Format|MakeBoxes|Begin|End|Unprotect|Protect|Default|Needs|Get|Scan|Map|Do|If)$/)
        next
    if (name in place) {
        if (place[name] != number) {
            printf "%s:%d: %s is already in another file\n", FILENAME, FNR, name > "/dev/stderr"
            bad = 1
        }
        next
    }
    place[name] = number
    printf "AUTOLOAD(%d, \"%s\")\n", number, name
}
END { exit bad }
