% SPDX-License-Identifier: LGPL-3.0-or-later
size(31). % SIZE
fib(0, 0) :- !.
fib(1, 1) :- !.
fib(K, F) :-
    K1 is K - 1, K2 is K - 2,
    fib(K1, F1), fib(K2, F2),
    F is F1 + F2.
main :- size(N), fib(N, F), print(F), nl.
