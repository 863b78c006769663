% SPDX-License-Identifier: LGPL-3.0-or-later
size(100000). % SIZE
:- dynamic m/2.
m(0, 0).
m(1, 1).
f(K, V) :- m(K, V), !.
f(K, V) :- K1 is K - 1, K2 is K - 2, f(K1, V1), f(K2, V2), V is (V1 + V2) mod 1000000007, assertz(m(K, V)).
main :- size(N), ( between(1, N, I), f(I, _), fail ; true ), f(N, V), print(V), nl.
