(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* An interpreter for a small language of statements: assignment, print, while, if.
   A program is a list; expressions are written as trees with operators as strings. *)

value[n_Integer, env_] := n
value[name_String, env_] := Lookup[env, name, Throw["undefined variable " <> name, "error"]]
value[{"+", a_, b_}, env_] := value[a, env] + value[b, env]
value[{"-", a_, b_}, env_] := value[a, env] - value[b, env]
value[{"*", a_, b_}, env_] := value[a, env] value[b, env]
value[{"mod", a_, b_}, env_] := Mod[value[a, env], value[b, env]]
value[{"<", a_, b_}, env_] := Boole[value[a, env] < value[b, env]]

(* Running a statement gives the new environment. *)
run[env_, {"set", name_, e_}] := Append[env, name -> value[e, env]]
run[env_, {"print", e_}] := (Print[value[e, env]]; env)
run[env_, {"if", test_, then_, else_}] := run[env, If[value[test, env] != 0, then, else]]
run[env_, {"while", test_, body_}] := NestWhile[run[#, body] &, env, value[test, #] != 0 &]
run[env_, {"do", statements___}] := Fold[run, env, {statements}]

execute[program_] := Catch[run[<||>, program], "error", Print["error: ", #1] &]

(* The greatest common divisor, and a few Fibonacci numbers. *)
gcd = {"do",
  {"set", "a", 1071}, {"set", "b", 462},
  {"while", {"<", 0, "b"}, {"do",
    {"set", "t", {"mod", "a", "b"}}, {"set", "a", "b"}, {"set", "b", "t"}}},
  {"print", "a"}};
fibonacci = {"do",
  {"set", "x", 0}, {"set", "y", 1},
  {"while", {"<", "x", 30}, {"do",
    {"print", "x"}, {"set", "t", {"+", "x", "y"}}, {"set", "x", "y"}, {"set", "y", "t"}}}};

execute[gcd];
execute[fibonacci];
execute[{"do", {"print", {"+", 1, "nothing"}}}];
