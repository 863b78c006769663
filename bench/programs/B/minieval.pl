% SPDX-License-Identifier: LGPL-3.0-or-later
size(23). % SIZE
ev(num(K), _, K).
ev(var(V), env(V, K), K).
ev(add(A, B), E, R) :- ev(A, E, X), ev(B, E, Y), R is X + Y.
ev(sub(A, B), E, R) :- ev(A, E, X), ev(B, E, Y), R is X - Y.
ev(less(A, B), E, R) :- ev(A, E, X), ev(B, E, Y), ( X < Y -> R = true ; R = false ).
ev(if3(C, T, F), E, R) :- ev(C, E, B), ( B == true -> ev(T, E, R) ; ev(F, E, R) ).
ev(call(F, A), E, R) :- fun(F, P, Body), ev(A, E, V), ev(Body, env(P, V), R).
fun(fib, n, if3(less(var(n), num(2)), var(n), add(call(fib, sub(var(n), num(1))), call(fib, sub(var(n), num(2)))))).
main :- size(N), ev(call(fib, num(N)), env(nil, 0), R), print(R), nl.
