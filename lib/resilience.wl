(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Trying again, and leaving alone for a while what fails.  What tasks share of a circuit breaker is the one value in
   a channel with room for one: whoever has taken it holds the lock. *)

SetAttributes[Retry, HoldFirst]
SetAttributes[Guard, HoldRest]
Options[Retry] = {Backoff -> None}
Options[CircuitBreaker] = {FailureThreshold -> 5, SuccessThreshold -> 2, RecoveryTime -> 60}

(* The pause after attempt k, in seconds. *)
backoffTime[None, _] := 0
backoffTime[{"Linear", a_, b_, max_:Infinity}, k_] := Min[a + b (k - 1), max]
backoffTime[{"Exponential", a_, factor_:2, max_:Infinity}, k_] := Min[a factor^(k - 1), max]
backoffTime[t_?NumericQ, _] := t
backoffTime[f_, k_] := f[k]

(** Retry[expr, n] evaluates expr until that gives no Failure, at most n times, and gives its last value.
    Backoff -> t pauses t seconds between; Backoff -> {"Linear", a, b, max} and {"Exponential", a, factor, max} pause longer
    each time; Backoff -> f pauses f[k] seconds after attempt k.

    >> tries = 0; Retry[If[++tries < 3, Throw["not yet"], tries], 5]
    3

    >> tries = 0; {First[Retry[tries++; Throw["never"], 4]], tries}
    {Thrown, 4}
 **)
Retry[expr_, n_Integer?Positive, opts : OptionsPattern[]] := Module[{v, k = 1, pause, backoff = OptionValue[Backoff]},
  While[True,
    v = TryCatch[expr, Identity];
    If[! FailureQ[v] || k >= n, Break[]];
    pause = backoffTime[backoff, k++];
    If[TrueQ[pause > 0], Pause[pause]]];
  v]

(** CircuitBreaker[] is a breaker for Guard, which all tasks may share: after FailureThreshold -> 5 failures in a row it opens, and refuses for
    RecoveryTime -> 60 seconds; then it is half open, and closed again after SuccessThreshold -> 2 successes.
    breaker["State"] is "Closed", "Open" or "HalfOpen".

    >> b = CircuitBreaker[FailureThreshold -> 2]; {b["State"], Guard[b, Throw[1]]; Guard[b, Throw[2]]; b["State"], First[Guard[b, 3]]}
    {Closed, Open, CircuitOpen}
 **)
CircuitBreaker[opts : OptionsPattern[]] := With[{state = BoundedChannel[1]},
  Send[state, <|"State" -> "Closed", "Failures" -> 0, "Successes" -> 0, "Since" -> 0|>];
  CircuitBreaker[state, <|"FailureThreshold" -> OptionValue[FailureThreshold], "SuccessThreshold" -> OptionValue[SuccessThreshold],
    "RecoveryTime" -> OptionValue[RecoveryTime]|>]]
CircuitBreaker[state_, limits_Association]["State"] := breakerChange[state, breakerTime[#, limits] &]["State"]

breakerChange[state_, f_] := AbortProtect[With[{new = f[Receive[state]]}, Send[state, new]; new]]
breakerTime[s_, limits_] := If[s["State"] === "Open" && AbsoluteTime[] - s["Since"] >= limits["RecoveryTime"],
  <|s, "State" -> "HalfOpen", "Successes" -> 0|>, s]
breakerOpened[s_] := <|s, "State" -> "Open", "Failures" -> 0, "Since" -> AbsoluteTime[]|>
breakerFailure[s_, limits_] := Switch[s["State"],
  "HalfOpen", breakerOpened[s],
  "Closed", If[s["Failures"] + 1 >= limits["FailureThreshold"], breakerOpened[s], <|s, "Failures" -> s["Failures"] + 1|>],
  _, s]
breakerSuccess[s_, limits_] := Switch[s["State"],
  "HalfOpen", If[s["Successes"] + 1 >= limits["SuccessThreshold"], <|s, "State" -> "Closed", "Failures" -> 0|>,
    <|s, "Successes" -> s["Successes"] + 1|>],
  "Closed", <|s, "Failures" -> 0|>,
  _, s]

(** Guard[breaker, expr] gives the value of expr, or its Failure, which the breaker counts; while the breaker is open it gives
    Failure["CircuitOpen", ..] at once.

    >> b = CircuitBreaker[FailureThreshold -> 1, SuccessThreshold -> 1, RecoveryTime -> 0]; Guard[b, Throw[1]]; {b["State"], Guard[b, 2], b["State"]}
    {HalfOpen, 2, Closed}
 **)
Guard[CircuitBreaker[state_, limits_Association], expr_] :=
  If[breakerChange[state, breakerTime[#, limits] &]["State"] === "Open",
    Failure["CircuitOpen", <|"Message" -> "The circuit breaker is open."|>],
    Module[{v = TryCatch[expr, Identity]},
      breakerChange[state, If[FailureQ[v], breakerFailure, breakerSuccess][#, limits] &];
      v]]
