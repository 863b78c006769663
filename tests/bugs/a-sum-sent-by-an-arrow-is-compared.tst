(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A sum after `ch <-` was lost, and `x <- 1 + 5` compared x with the value and with -1 + 5. *)

>> ch = Channel[]; {ch <- 1 + 5}
{Null}

>> Do[ch <- i + 1, {i, 3}]; ch <- (1 + 2) + 3; ch <- -3 + 1; ch <- 2 - 7; ReceiveAll[ch]
{6, 2, 3, 4, 6, -2, -5}

(* Comparisons that follow belong to the value; what binds less does not. *)
>> ch <- 2 == 2; ch <- 1 < 2 < 0; ch <- f @ 1; ch <- (u -> v); ch <- (True && False); ReceiveAll[ch]
{True, False, f[1], u -> v, False}

>> Map[ch <- # + 1 &, {1, 2}]; {(<-ch) + 1, <-ch + 1}
{3, 4}

(* Where there is no channel it is what a < -b is, in a chain too. *)
>> x = 3; y = -9; {x <- 1 + 5, x < -1 + 5, x <- (1 + 5), y <- 5 < 0, y <- 5 < -7, y <- 5 == -5}
{True, True, False, True, False, True}

>> {-10 < y <- 5, -10 < y <- 9, y <- 5 <- 4, x <- (1) + 5}
{True, False, True, True}

>> Clear[x, y]; {x <- a + b === x < -a + b, x <- (a + b) c + d === x < -(a + b) c + d, x <- a < b === x < -a < b, x <- 2 a b === x < -2 a b}
{True, True, True, True}

>> Hold[1 < x <- a] === Hold[1 < x < -a]
True

>> e = Hold[x <- 1 + 5, x <- a < b == c, x <- 5, x <- (a + b) c - d, x <- a <- b]; ToExpression[ToString[e, InputForm]] === e
True
