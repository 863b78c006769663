% SPDX-License-Identifier: LGPL-3.0-or-later
size(60000). % SIZE
loop(I, N, S, S) :- I > N, !.
loop(I, N, S0, S) :- S1 is S0 + 1 rdiv I, I1 is I + 1, loop(I1, N, S1, S).
main :- size(N), loop(1, N, 0, S), P is numerator(S) mod 1000000007, print(P), nl.
