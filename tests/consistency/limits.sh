# SPDX-License-Identifier: LGPL-3.0-or-later
# No file over 800 lines and no function over 60, save those in tools/long-list.
exec "${AWK:-awk}" -f tests/consistency/limits.awk tools/long-list \
    $(find vm foreign repl lib tests tools bench -name '*.[ch]' -o -name '*.wl' -o -name '*.awk' -o -name '*.sh' | sort)
