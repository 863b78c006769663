#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# soak.py -- one session at work for long: does it grow?
#
# A program repeats rounds of evaluation, of tasks, channels and limits that are reached.  Once it is warm,
# its resident memory, descriptors and threads are looked at after each round.  The slope of the memory is
# that of a line through the least of each tenth of the time: what the collector has not got to yet is no leak.
import argparse
import os
import select
import subprocess
import sys
import tempfile
import time

LYRA = os.environ.get("LYRA", "build/lyra")

PROGRAM = """
soakFib[n_] := If[n < 2, n, soakFib[n - 1] + soakFib[n - 2]];
round[k_] := Module[{c, t, f, l},
   ParallelMap[soakFib, ConstantArray[10, 20]];
   t = Table[With[{i = i}, Spawn[soakFib[i]]], {i, 8}];
   Map[Await, t];
   l = Table[i^2 -> ToString[i], {i, 2000}];
   Length[Association[l]]; Sort[l]; StringJoin[Map[Last, l]];
   f[x_] := x + k; Map[f, Range[500]];
   ToExpression["soak" <> ToString[Mod[k, 50]] <> "[x_] := x + 1"];
   TimeConstrained[While[True], 0.01, late];
   Quiet[MemoryConstrained[Range[10^6] + 0.5 x, 10^6, large]];
   CheckAbort[Catch[Throw[Abort[]]], Null];
   Expand[(a + b + c)^8]; Factor[x^12 - 1]; Integrate[x^2, x];];
k = 0;
While[True, Do[round[k++], {5}]; Print["round ", k, " ", 1 + 1]];
"""


def state(pid):
    """Kilobytes, descriptors and threads."""
    with open("/proc/%d/status" % pid) as f:
        fields = dict(s.split(":", 1) for s in f if ":" in s)
    return int(fields["VmRSS"].split()[0]), len(os.listdir("/proc/%d/fd" % pid)), int(fields["Threads"])


def slope(points):
    """Of the least-squares line, a second."""
    n = len(points)
    if n < 2:
        return 0.0
    mx, my = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    below = sum((x - mx) ** 2 for x, _ in points)
    return sum((x - mx) * (y - my) for x, y in points) / below if below else 0.0


def soak(seconds, warm):
    """What was seen: (time, kilobytes, descriptors, threads); and what went wrong."""
    seen, rounds = [], 0
    with tempfile.NamedTemporaryFile("w", suffix=".wl", encoding="utf-8") as f:
        f.write(PROGRAM)
        f.flush()
        p = subprocess.Popen(["stdbuf", "-oL", LYRA, f.name], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
        start = time.monotonic()
        try:
            while (now := time.monotonic() - start) < seconds:
                ready, _, _ = select.select([p.stdout], [], [], 60)
                text = os.read(p.stdout.fileno(), 1 << 16).decode("utf-8", "replace") if ready else ""
                if not text:
                    return seen, rounds, "no answer for a minute" if not ready else "the process ended with status %d" % p.wait()
                for line in text.splitlines():
                    words = line.split()
                    if len(words) != 3 or words[0] != "round" or words[2] != "2":
                        return seen, rounds, "unexpected: " + line[:200]
                    rounds = int(words[1])
                if now > warm:
                    seen.append((now,) + state(p.pid))
        finally:
            p.kill()
            p.wait()
    return seen, rounds, None


def main():
    p = argparse.ArgumentParser()
    p.add_argument("seconds", type=float, nargs="?", default=60)
    p.add_argument("--slope", type=float, help="percent an hour that the memory may grow; 0.5 for an hour and more, else 2 MB in all")
    o = p.parse_args()
    seen, rounds, wrong = soak(o.seconds, o.seconds / 4)
    if wrong or len(seen) < 20:
        print("%d rounds: %s" % (rounds, wrong or "too few to tell"))
        return 1
    tenth = len(seen) // 10
    least = [min(seen[i:i + tenth], key=lambda s: s[1]) for i in range(0, 10 * tenth, tenth)]
    a_second = slope([(s[0], s[1]) for s in least])
    percent = 100 * 3600 * a_second / least[0][1]
    allowed = o.slope if o.slope is not None else 0.5 if o.seconds >= 3600 else 100 * 3600 * 2048 / o.seconds / least[0][1]
    files = (min(s[2] for s in seen), max(s[2] for s in seen))
    last_threads = max(s[3] for s in seen[-tenth:])
    first_threads = max(s[3] for s in seen[:tenth])
    good = percent <= allowed and max(s[2] for s in seen[-tenth:]) <= max(s[2] for s in seen[:tenth]) and last_threads <= first_threads
    print("%d rounds: %d MB, %+.2f %% an hour (%.2f allowed), %d to %d descriptors, %d threads, then %d: %s" %
          (rounds, seen[-1][1] >> 10, percent, allowed, *files, first_threads, last_threads, "fine" if good else "it grows"))
    return 0 if good else 1


sys.exit(main())
