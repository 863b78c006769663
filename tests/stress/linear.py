#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""linear.py [--histories N] [--seed S] [--lyra PROGRAM] -- channels against a sequential model.

Tasks on threads of their own Send, Receive, TrySend, TryReceive and Close at once, a few operations each; when each
began and ended is written down.  Then some order of the operations that keeps to these times must be one that the
model, a queue, allows: it is looked for among all (Wing and Gong, "Testing and Verifying Concurrent Objects", 1993),
states that were seen before left out (Lowe, "Testing for Linearizability", 2016).

In a channel of no room sender and receiver act as one, since they meet.  There a Try that found nobody may be at any
place: when the other side begins to wait is not seen from outside.
"""
import argparse
import os
import random
import re
import subprocess
import sys

TASKS = 4
CAPACITIES = [-1, 0, 1, 2]          # -1: without bound
PROGRAM = """
pools = Table[ThreadPool[1], {%(tasks)d}];
do[ch_, {op_, v_}] := Module[{a = SessionTime[], r, b},
  r = Switch[op, 1, Send[ch, v], 2, Receive[ch], 3, TrySend[ch, v], 4, TryReceive[ch], 5, Receive[ch, 0.0001], 6, Close[ch]];
  b = SessionTime[];
  {op, v, a, b, Which[r === Null, "done", r === EndOfStream, "end", Head[r] === Missing, "empty", Head[r] === Failure, First[r], True, r]}];
all[chs_, scripts_, from_] := Table[
  While[SessionTime[] < from + 0.0002 k]; Map[do[chs[[k]], #] &, scripts[[k]]], {k, Length[chs]}];
make[capacity_] := If[capacity < 0, Channel[], BoundedChannel[capacity]];
capacities = %(capacities)s;
scripts = %(scripts)s;
chs = make /@ capacities;
from = SessionTime[] + 0.01;
got = Await[MapThread[Function[{p, s}, %(start)s], {pools, scripts}]];
Do[Print[capacities[[k]], " ", ToString[got[[All, k]], InputForm]], {k, Length[chs]}];
"""
SEND, RECEIVE, TRY_SEND, TRY_RECEIVE, RECEIVE_FOR, CLOSE = range(1, 7)


def script(r, task, values):
    """What one task does in a history; the last one closes, so that nobody waits for ever."""
    ops = []
    for _ in range(r.randint(1, 4)):
        kind = r.choice([SEND, SEND, TRY_SEND] if task % 2 == 0 else [RECEIVE, TRY_RECEIVE, TRY_RECEIVE, RECEIVE_FOR])
        if r.random() < 0.2:
            kind = r.choice([SEND, RECEIVE_FOR, TRY_SEND, TRY_RECEIVE])
        values[0] += 1
        ops.append((kind, values[0]))
    if task == TASKS - 1:
        ops = [op for op in ops if op[0] not in (SEND, RECEIVE)] + [(CLOSE, 0)]
    return ops


def steps(kind, value, result, queue, closed, capacity):
    """The states after the operation if it may come next with this result; sender and receiver that meet apart."""
    if kind in (SEND, TRY_SEND):
        if result in ("done", "True"):
            return [(queue + (value,), closed)] if not closed and (capacity < 0 or len(queue) < capacity) else []
        if result == "Closed":
            return [(queue, closed)] if closed else []
        return [(queue, closed)] if kind == TRY_SEND and result == "False" and capacity >= 0 and len(queue) >= capacity and not closed else []
    if kind == CLOSE:
        return [(queue, True)]
    if result == "end":
        return [(queue, closed)] if closed and not queue else []
    if result == "empty" or (kind == RECEIVE_FOR and result == "Timeout"):
        return [(queue, closed)] if not queue and not closed else []
    return [(queue[1:], closed)] if queue and str(queue[0]) == result else []


def meets(a, b):
    return a[0] in (SEND, TRY_SEND) and a[4] in ("done", "True") and b[0] in (RECEIVE, TRY_RECEIVE, RECEIVE_FOR) and b[4] == str(a[1])


def linear(ops, capacity):
    """Is there an order?  ops: (kind, value, began, ended, result)."""
    n = len(ops)
    seen, stack = set(), [(0, (), False)]
    while stack:
        state = stack.pop()
        if state in seen:
            continue
        seen.add(state)
        done, queue, closed = state
        if done == (1 << n) - 1:
            return True
        left = [i for i in range(n) if not done >> i & 1]
        first_end = min(ops[i][3] for i in left)
        ready = [i for i in left if ops[i][2] <= first_end]
        for i in ready:
            kind, value, _, _, result = ops[i]
            for q, c in steps(kind, value, result, queue, closed, capacity):
                stack.append((done | 1 << i, q, c))
            if capacity == 0 and not closed:
                stack += [(done | 1 << i | 1 << j, queue, closed) for j in ready if meets(ops[i], ops[j])]
    return False


def parse(line):
    capacity, text = line.split(" ", 1)
    ops = [(int(k), int(v), float(a), float(b), r.strip('"')) for k, v, a, b, r in
           re.findall(r"\{(\d+), (\d+), ([\d.]+), ([\d.]+), (\"?\w+\"?)\}", text.replace("*^", "e"))]
    return int(capacity), ops


def run(lyra, seed, histories):
    """Lines of one process, and how many operations each has to have."""
    r = random.Random(seed)
    capacities, scripts, values = [], [[] for _ in range(TASKS)], [0]
    for _ in range(histories):
        capacities.append(r.choice(CAPACITIES))
        for t in range(TASKS):
            scripts[t].append(script(r, t, values))
    mine = "Submit[p, all, chs, s, from]" if seed % 2 else "Spawn[all[chs, s, from], Pool -> shared]"
    text = PROGRAM % {"tasks": TASKS, "capacities": braces(capacities), "scripts": braces(scripts), "start": mine}
    if seed % 2 == 0:
        text = "shared = ThreadPool[%d];\n" % TASKS + text
    done = subprocess.run([lyra, "/dev/stdin"], input=text, capture_output=True, text=True, timeout=120)
    counts = [sum(len(scripts[t][k]) for t in range(TASKS)) for k in range(histories)]
    return done, counts


def braces(x):
    return "{%s}" % ", ".join(map(braces, x)) if isinstance(x, (list, tuple)) else str(x)


def model_is_strict():
    """Histories that are none of a queue must be found out."""
    wrong = [
        (-1, [(SEND, 1, 0, 1, "done"), (SEND, 2, 2, 3, "done"), (RECEIVE, 3, 4, 5, "2")]),              # out of order
        (-1, [(SEND, 1, 0, 1, "done"), (TRY_RECEIVE, 2, 2, 3, "empty")]),                               # lost
        (-1, [(SEND, 1, 0, 1, "done"), (RECEIVE, 2, 2, 3, "1"), (RECEIVE, 3, 0, 9, "1")]),              # twice
        (1, [(SEND, 1, 0, 1, "done"), (SEND, 2, 2, 3, "done"), (RECEIVE, 3, 4, 5, "1")]),               # over its room
        (2, [(CLOSE, 0, 0, 1, "done"), (SEND, 1, 2, 3, "done")]),                                       # after the end
        (0, [(SEND, 1, 0, 1, "done"), (RECEIVE, 2, 2, 3, "1")]),                                        # did not meet
    ]
    return not any(linear(ops, capacity) for capacity, ops in wrong) and linear([(SEND, 1, 0, 3, "done"), (RECEIVE, 2, 1, 2, "1")], 0)


def main():
    o = argparse.ArgumentParser()
    o.add_argument("--histories", type=int, default=int(os.environ.get("LYRA_HISTORIES", "600")))
    o.add_argument("--seed", type=int, default=1)
    o.add_argument("--lyra", default=os.environ.get("LYRA", "build/lyra"))
    o = o.parse_args()
    print("%s 1 - the model tells wrong histories" % ("ok" if model_is_strict() else "not ok"))
    each, total, overlapping, number, bad = 150, 0, 0, 1, 0
    for seed in range(o.seed, o.seed + max(2, o.histories // each)):
        done, counts = run(o.lyra, seed, each)
        lines = [parse(line) for line in done.stdout.splitlines() if re.match(r"-?\d+ \{", line)]
        wrong = [] if done.returncode == 0 and len(lines) == each else ["rc %d, %d histories: %s" % (done.returncode, len(lines), (done.stderr + done.stdout)[-300:])]
        for (capacity, ops), n in zip(lines, counts):
            total += 1
            overlapping += any(a[2] < b[3] and b[2] < a[3] for i, a in enumerate(ops) for b in ops[:i])
            if len(ops) != n or not linear(ops, capacity):
                wrong.append("room %d: %d of %d operations: %s" % (capacity, len(ops), n, sorted(ops, key=lambda x: x[2])))
        number += 1
        print("%s %d - histories of channels, seed %d" % ("not ok" if wrong else "ok", number, seed), flush=True)
        for w in wrong[:5]:
            print("# " + w.replace("\n", " "))
        bad += len(wrong)
    print("# %d histories, %d with operations at the same time, %d wrong" % (total, overlapping, bad))
    print("1..%d" % number)
    return bad != 0


sys.exit(main())
