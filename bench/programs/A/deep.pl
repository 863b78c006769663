% SPDX-License-Identifier: LGPL-3.0-or-later
size(1000000). % SIZE: recursion depth
sum(0, 0) :- !.
sum(K, S) :- K1 is K - 1, sum(K1, S1), S is K + S1.
main :- size(N), sum(N, S), print(S), nl.
