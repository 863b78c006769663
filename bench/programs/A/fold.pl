% SPDX-License-Identifier: LGPL-3.0-or-later
size(1000000). % SIZE
:- use_module(library(apply)).
:- use_module(library(lists)).
plus_(X, A, B) :- B is A + X.
main :- size(N), numlist(1, N, L), foldl(plus_, L, 0, S), print(S), nl, foldl(plus_, L, 0, S2), print(S2), nl.
