% SPDX-License-Identifier: LGPL-3.0-or-later
size(200). % SIZE
:- use_module(library(lists)).
step(L, R) :- append(A, [X, Y|B], L), X > Y, !, append(A, [Y, X|B], R).
sort_(L, R) :- step(L, L1), !, sort_(L1, R).
sort_(L, L).
main :- size(N), M is N + 1, findall(X, (between(1, N, I), X is (37*I) mod M), L),
    sort_(L, R), numlist(1, N, E), ( R == E -> writeln('True') ; writeln('False') ).
