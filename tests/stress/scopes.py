#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# scopes.py -- random trees of scopes that end in every way: by their value, a failure, a throw, an abort, a
# time-out, a cancellation from another task.  When a scope has ended, each of its tasks that had begun has
# run its cleanup; nothing hangs, nothing crashes.
#
#     scopes.py LYRA [seeds [first]]
import random, sys

from seeds import run

PROGRAM = '''
log = Channel[];
task[body_] := Spawn[WithCleanup[Send[log, 1], body, If[RandomInteger[3] == 0, Pause[0.001]]; Send[log, -1]]];
SetAttributes[task, HoldAll];
spin[n_] := Module[{s = 0}, Do[s += k, {k, n}]; s];
(* The tasks of a scope that a cancelled task was in have ended with that task: it is given time. *)
balance[x_] := Module[{sum = Total[ReceiveAll[log]], n = 0},
  While[sum =!= 0 && n++ < 100, Pause[0.02]; sum += Total[ReceiveAll[log]]]; If[sum =!= 0, Print["LOST ", sum, " ", x]]];
%s
Print["end"];
'''

def leaf(r):
    return r.choice(['Pause[0.002]', 'Pause[50]', 'spin[3000]', 'Receive[Channel[]]', 'Throw[1]', 'Abort[]', '7', 'While[True]',
                     'AbortProtect[Pause[0.003]]', 'Failure["mine", <||>]', 'Await[Promise[]]', 'Cancel[CurrentScope[]]'])

def scope(r, depth):
    n = r.randint(1, 6)
    body = []
    for _ in range(n):
        inner = scope(r, depth - 1) if depth > 0 and r.random() < 0.4 else leaf(r)
        body.append('task[%s]' % inner)
    body.append(r.choice(['Pause[0.003]', 'Pause[0.001]; Throw[out]', 'Abort[]', '5', 'Cancel[CurrentScope[]]', 'CheckCancelled[]; 1']))
    options = r.choice(['', ', OnError -> "Supervise"', ', OnError -> (If[RandomInteger[1] == 0, "CancelSiblings"] &)'])
    return 'TaskScope[%s%s, Timeout -> %s]' % ('; '.join(body), options, r.choice(['0.001', '0.005', '0.02']))

def program(seed):
    r = random.Random(seed)
    lines = ['SeedRandom[%d];' % seed]
    for k in range(15):
        s = scope(r, 2)
        s = r.choice(['%s', 'TimeConstrained[%s, 0.004]', 'TimeoutAfter[%s, 0.003]', 'Await[Spawn[%s]]', 'Await[SpawnBlocking[%s]]',
                      'With[{t = CancellationToken[]}, Spawn[Pause[0.002]; Cancel[t]]; WithCancellation[t, %s]]',
                      'With[{f = Spawn[%s]}, Spawn[Cancel[f]]; Spawn[Cancel[f]]; Pause[0.001]; Await[f]]',
                      'AwaitFirst[{Spawn[%s], Spawn[Pause[0.002]]}]; Pause[0.05]', 'TryCatch[%s, First]'])  % s
        lines.append('CheckAbort[Catch[%s], aborted]; Pause[0.01]; balance[%d];' % (s, k))
    return PROGRAM % '\n'.join(lines)

def main():
    lyra = sys.argv[1]
    seeds, first = (int(x) for x in (sys.argv[2:] + ['20', '1'][len(sys.argv) - 2:])[:2])
    return run('scopes', lyra, seeds, first, program, lambda output: 'end' in output and 'LOST' not in output, 60)

sys.exit(main())
