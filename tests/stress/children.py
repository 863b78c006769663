#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""children.py [--kills N] [--lyra PROGRAM] -- kill -9 of pool children while ParallelMap runs.

ParallelMap over 10^5 elements in a pool of child processes, again and again, while children of that
process are killed at random moments (seeded), N in all: each result must be that of Map.
"""
import argparse
import glob
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = """
p = ThreadPool[2, Isolation -> "Process", Retries -> 1000];
f[x_] := Mod[x^2 + 7 x, 1009];
list = Range[10^5]; want = Map[f, list];
While[! FileExistsQ["%s"], Print[ParallelMap[f, list, Pool -> p] === want]];
Print[ParallelMap[f, list, Pool -> p] === want]
"""


def children(pid):
    out = []
    for name in glob.glob("/proc/%d/task/*/children" % pid):
        try:
            with open(name) as f:
                out += [int(x) for x in f.read().split()]
        except OSError:
            pass
    return out


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=1000)
    options.add_argument("--lyra", default="build/lyra")
    options.add_argument("--seed", type=int, default=1)
    o = options.parse_args()
    random.seed(o.seed)
    own = subprocess.Popen([o.lyra, "/dev/stdin"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    folder = tempfile.TemporaryDirectory()
    stop = os.path.join(folder.name, "stop")
    own.stdin.write(PROGRAM % stop)
    own.stdin.close()
    own.stdin = None
    killed = 0
    end = time.time() + 600
    while killed < o.kills and time.time() < end and own.poll() is None:
        time.sleep(random.random() * 0.04)
        for pid in children(own.pid):
            try:
                os.kill(pid, signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                pass
    # One more whole result after the last kill.
    alive = own.poll() is None
    open(stop, "w").close()
    results = own.communicate(timeout=300)[0].split()
    wrong = [r for r in results if r != "True"]
    print("%d children killed, %d results, %d wrong, process %s" %
          (killed, len(results), len(wrong), "alive" if alive else "dead"))
    return 0 if alive and results and not wrong and killed >= o.kills else 1


sys.exit(main())
