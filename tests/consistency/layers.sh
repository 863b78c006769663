# SPDX-License-Identifier: LGPL-3.0-or-later
# Includes follow tools/layers.
exec "${AWK:-awk}" -f tools/check-layers.awk tools/layers $(find vm foreign repl -name '*.[ch]' | sort)
