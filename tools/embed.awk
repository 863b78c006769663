# SPDX-License-Identifier: GPL-3.0-or-later
#
# embed.awk -- each file as a row LIBRARY_FILE(number, "name", "text") for C.

function finish() { if (open) print ")" }
FNR == 1 {
    finish()
    open = 1
    printf "LIBRARY_FILE(%d, \"%s\",\n", number++, FILENAME
}
{
    gsub(/[\\"?]/, "\\\\&")       # a question mark, lest two of them begin a trigraph
    gsub(/\t/, "\\t")
    print "\"" $0 "\\n\""
}
END { finish() }
