% SPDX-License-Identifier: LGPL-3.0-or-later
size(60). % SIZE
tak(X, Y, Z, Z) :- Y >= X, !.
tak(X, Y, Z, A) :-
    X1 is X - 1, Y1 is Y - 1, Z1 is Z - 1,
    tak(X1, Y, Z, A1), tak(Y1, Z, X, A2), tak(Z1, X, Y, A3),
    tak(A1, A2, A3, A).
main :- size(N), ( between(1, N, _), tak(18, 12, 6, _), fail ; true ), tak(18, 12, 6, R), print(R), nl.
