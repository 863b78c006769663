(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What a session remembers of its lines. *)

>> $HistoryLength
Infinity

>> 11
11

>> 12
12

>> {%, %%, Out[2], %3}
{12, 11, 11, 12}

>> $HistoryLength = 2
2

>> {Out[1], Out[2], Out[3]}
{%1, %2, %3}

>> 17
17

>> 18
18

>> {%, %%, %7, %6}
{18, 17, 17, %6}

>> $HistoryLength = 0;

>> 5
5

>> %
%11

>> $HistoryLength = -1
$HistoryLength::limset: Cannot set $HistoryLength to -1; value must be Infinity or an integer at least 0.
-1

>> $HistoryLength = "all"
$HistoryLength::limset: Cannot set $HistoryLength to all; value must be Infinity or an integer at least 0.
all

>> $HistoryLength
0

>> $HistoryLength = Infinity
Infinity

>> 5
5

>> % + 1
6
