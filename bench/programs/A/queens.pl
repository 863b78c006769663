% SPDX-License-Identifier: LGPL-3.0-or-later
size(40). % SIZE: repetitions
ok(_, [], _).
ok(Q, [H|T], D) :- Q =\= H, Q - H =\= D, H - Q =\= D, D1 is D + 1, ok(Q, T, D1).
queens(_, 0, []).
queens(M, K, [Q|Qs]) :- K > 0, K1 is K - 1, queens(M, K1, Qs), between(1, M, Q), ok(Q, Qs, 1).
main :- size(N),
    ( between(2, N, _), findall(Q, queens(8, 8, Q), _), fail ; true ),
    findall(Q, queens(8, 8, Q), L), length(L, R), print(R), nl.
