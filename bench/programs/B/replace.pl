% SPDX-License-Identifier: LGPL-3.0-or-later
size(200000). % SIZE
:- use_module(library(apply)).
:- use_module(library(lists)).
rep(h(X), Y) :- !, Y is 3*X.
rep(T, T) :- atomic(T), !.
rep(T, R) :- mapargs(rep, T, R).
main :- size(N), findall(g(I, h(J)), (between(1, N, I), J is I + 1), E),
    maplist(rep, E, R), findall(D, (member(g(I, J), R), D is J - I), L), sum_list(L, S), print(S), nl.
