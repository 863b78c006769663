% SPDX-License-Identifier: LGPL-3.0-or-later
size(20). % SIZE: repetitions
ack(0, K, R) :- !, R is K + 1.
ack(M, 0, R) :- !, M1 is M - 1, ack(M1, 1, R).
ack(M, K, R) :- M1 is M - 1, K1 is K - 1, ack(M, K1, S), ack(M1, S, R).
main :- size(N), ( between(2, N, _), ack(3, 6, _), fail ; true ), ack(3, 6, R), print(R), nl.
