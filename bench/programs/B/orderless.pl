% SPDX-License-Identifier: LGPL-3.0-or-later
size(100). % SIZE
:- use_module(library(lists)).
step(S, L, R) :- select(X, L, L1), select(Y, L1, R), X + Y =:= S, !.
run(S, L, R) :- step(S, L, L1), !, run(S, L1, R).
run(_, L, L).
main :- size(N), M is 2*N, S is M + 1, numlist(1, M, L), run(S, L, R), length(R, K), print(K), nl.
