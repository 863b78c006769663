% SPDX-License-Identifier: LGPL-3.0-or-later
size(1000000). % SIZE
:- use_module(library(apply)).
:- use_module(library(lists)).
odd(X) :- X mod 2 =:= 1.
three(X) :- X mod 3 =:= 0.
f(X, Y) :- Y is 2*X + 1.
main :- size(N), numlist(1, N, L),
    include(odd, L, A), maplist(f, A, B), sum_list(B, S), print(S), nl,
    include(three, L, C), maplist(f, C, D), sum_list(D, T), print(T), nl.
