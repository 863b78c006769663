% SPDX-License-Identifier: LGPL-3.0-or-later
main :- X is 1 + 1, print(X), nl.
