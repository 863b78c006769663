% SPDX-License-Identifier: LGPL-3.0-or-later
size(100000). % SIZE
len(1, C, C) :- !.
len(K, C0, C) :- C1 is C0 + 1, ( K mod 2 =:= 0 -> K1 is K // 2 ; K1 is 3 * K + 1 ), len(K1, C1, C).
go(N, N, B, A) :- !, format("{~w, ~w}~n", [A, B]).
go(I, N, B, A) :- len(I, 1, C), I1 is I + 1, ( C > B -> go(I1, N, C, I) ; go(I1, N, B, A) ).
main :- size(N), go(1, N, 0, 0).
