% SPDX-License-Identifier: LGPL-3.0-or-later
size(12). % SIZE
nnf(iff(A, B), and(or(NA, PB), or(NB, PA))) :- !, nnf(A, PA), nnf(B, PB), nnf(not(A), NA), nnf(not(B), NB).
nnf(implies(A, B), or(NA, PB)) :- !, nnf(not(A), NA), nnf(B, PB).
nnf(not(not(A)), R) :- !, nnf(A, R).
nnf(not(and(A, B)), or(NA, NB)) :- !, nnf(not(A), NA), nnf(not(B), NB).
nnf(not(or(A, B)), and(NA, NB)) :- !, nnf(not(A), NA), nnf(not(B), NB).
nnf(not(implies(A, B)), R) :- !, nnf(not(or(not(A), B)), R).
nnf(not(iff(A, B)), R) :- !, nnf(not(and(implies(A, B), implies(B, A))), R).
nnf(and(A, B), and(PA, PB)) :- !, nnf(A, PA), nnf(B, PB).
nnf(or(A, B), or(PA, PB)) :- !, nnf(A, PA), nnf(B, PB).
nnf(L, L).
dnf(and(A, B), R) :- !, dnf(A, DA), dnf(B, DB), dist(DA, DB, R).
dnf(or(A, B), or(DA, DB)) :- !, dnf(A, DA), dnf(B, DB).
dnf(L, L).
dist(A, or(B, C), or(R1, R2)) :- !, dist(A, B, R1), dist(A, C, R2).
dist(or(B, C), A, or(R1, R2)) :- !, dist(B, A, R1), dist(C, A, R2).
dist(A, B, and(A, B)).
chain(0, p(0)) :- !.
chain(I, iff(C, p(I))) :- J is I - 1, chain(J, C).
cl(1, or(p(1), q(1))) :- !.
cl(I, and(C, or(p(I), q(I)))) :- J is I - 1, cl(J, C).
lv(T, 1) :- atomic(T), !.
lv(T, N) :- functor(T, _, A), lv(A, T, 1, N).
lv(0, _, N, N) :- !.
lv(I, T, N0, N) :- arg(I, T, X), lv(X, K), N1 is N0 + K, I1 is I - 1, lv(I1, T, N1, N).
main :- size(N), chain(N, F1), nnf(F1, R1), lv(R1, K1), cl(N, F2), dnf(F2, R2), lv(R2, K2),
    format("{~w, ~w}~n", [K1, K2]).
