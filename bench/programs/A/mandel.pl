% SPDX-License-Identifier: LGPL-3.0-or-later
size(500). % SIZE
iter(X, Y, Cx, Cy, K0, K) :-
    ( K0 < 50, X*X + Y*Y =< 4.0
    -> T is X*X - Y*Y + Cx, Y1 is 2.0*X*Y + Cy, K1 is K0 + 1, iter(T, Y1, Cx, Cy, K1, K)
    ;  K = K0 ).
row(_, N, N, T, T) :- !.
row(I, J, N, T0, T) :-
    Cx is -2.0 + 3.0*I/N, Cy is -1.5 + 3.0*J/N, iter(0.0, 0.0, Cx, Cy, 0, K),
    T1 is T0 + K, J1 is J + 1, row(I, J1, N, T1, T).
rows(N, N, T, T) :- !.
rows(I, N, T0, T) :- row(I, 0, N, T0, T1), I1 is I + 1, rows(I1, N, T1, T).
main :- size(N), rows(0, N, 0, T), print(T), nl.
