# SPDX-License-Identifier: LGPL-3.0-or-later
# The manual page has every option.
status=0
for name in $(sed -n 's/^OPTION([A-Z_]*, *"\([^"]*\)".*/\1/p' repl/options.def); do
    grep -qE -- "\\\\-$name\\b" lyra.1 || { echo "lyra.1 does not name the option $name"; status=1; }
done
exit $status
