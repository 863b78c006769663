(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 12; (* SIZE *)
rules = {
  iff[a_, b_] :> and[implies[a, b], implies[b, a]],
  implies[a_, b_] :> or[not[a], b],
  not[not[a_]] :> a,
  not[and[a_, b_]] :> or[not[a], not[b]],
  not[or[a_, b_]] :> and[not[a], not[b]]};
dnf = {
  and[a_, or[b_, c_]] :> or[and[a, b], and[a, c]],
  and[or[b_, c_], a_] :> or[and[b, a], and[c, a]]};
f1 = Fold[iff, p[0], Table[p[i], {i, n}]];
r1 = f1 //. rules;
f2 = Fold[and, or[p[1], q[1]], Table[or[p[i], q[i]], {i, 2, n}]];
r2 = f2 //. dnf;
Print[{LeafCount[r1], LeafCount[r2]}]
