% SPDX-License-Identifier: LGPL-3.0-or-later
size(60). % SIZE: repetitions
d(x, num(1)).
d(num(_), num(0)).
d(add(A, B), add(DA, DB)) :- d(A, DA), d(B, DB).
d(mul(A, B), add(mul(DA, B), mul(A, DB))) :- d(A, DA), d(B, DB).
d(sin(A), mul(cos(A), DA)) :- d(A, DA).
d(cos(A), mul(num(-1), mul(sin(A), DA))) :- d(A, DA).
nest(0, E, E) :- !.
nest(K, E0, E) :- K1 is K - 1, nest(K1, add(mul(E0, sin(E0)), cos(E0)), E).
lv(T, 1) :- atomic(T), !.
lv(T, N) :- functor(T, _, A), lv(A, T, 1, N).
lv(0, _, N, N) :- !.
lv(I, T, N0, N) :- arg(I, T, X), lv(X, K), N1 is N0 + K, I1 is I - 1, lv(I1, T, N1, N).
main :- size(N), nest(8, x, E),
    ( between(2, N, _), d(E, _), fail ; true ),
    d(E, R), lv(R, K), print(K), nl.
