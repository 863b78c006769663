-- SPDX-License-Identifier: LGPL-3.0-or-later
print(1 + 1)
