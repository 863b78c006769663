% SPDX-License-Identifier: LGPL-3.0-or-later
size(8). % SIZE
plus_(0, Y, Y).
plus_(s(X), Y, s(Z)) :- plus_(X, Y, Z).
times_(0, _, 0).
times_(s(X), Y, Z) :- times_(X, Y, W), plus_(Y, W, Z).
fact_(0, s(0)).
fact_(s(X), Z) :- fact_(X, W), times_(s(X), W, Z).
nat(0, 0) :- !.
nat(N, s(X)) :- N1 is N - 1, nat(N1, X).
len(0, N, N).
len(s(X), N0, N) :- N1 is N0 + 1, len(X, N1, N).
main :- size(N), nat(N, X), fact_(X, R), len(R, 0, K), print(K), nl.
