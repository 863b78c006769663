# SPDX-License-Identifier: LGPL-3.0-or-later
# Every message tag that C code gives is declared: in General, or by a builtin of the same file.
"${PYTHON3:-python3}" --version > /dev/null 2>&1 || { echo 'no python3'; exit 77; }
exec "${PYTHON3:-python3}" tests/consistency/messages.py
