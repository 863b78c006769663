% SPDX-License-Identifier: LGPL-3.0-or-later
size(100000). % SIZE
main :- size(N), set_random(seed(1)), length(L, N), maplist([X]>>(Y is random(1000000000), atom_concat(k, Y, X)), L), msort(L, S),
    length(S, K), ( ordered(S) -> B = 'True' ; B = 'False' ), format("{~w, ~w}~n", [B, K]).
ordered([]). ordered([_]) :- !. ordered([A, B|T]) :- A @=< B, ordered([B|T]).
