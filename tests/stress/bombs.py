#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bombs.py -- short inputs that ask for huge results or for very long work.
#
# Each line of bombs.txt and long.txt runs in a process of its own under a limit of address space, in
# TimeConstrained: it is to be over soon after its time, with a value, a message or the limit's answer,
# and the session is to live on.
import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time

LYRA = os.environ.get("LYRA", "build/lyra")
HERE = os.path.dirname(os.path.abspath(__file__))
MEMORY = 3 << 30
# Two seconds over the time are a failure here; how far each was over is told with --times.
SLACK = 2.0

PROGRAM = """r = nothing;
t = SessionTime[];
r = TimeConstrained[%s, %g, late];
t = SessionTime[] - t;
Print["alive ", 1 + 1, " ", t, " ", If[ByteCount[r] < 100, InputForm[r], Head[r]]]
"""


def preparation():
    if "ASAN_OPTIONS" not in os.environ:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(line, limit):
    with tempfile.NamedTemporaryFile("w", suffix=".wl", encoding="utf-8") as f:
        f.write(PROGRAM % (line, limit))
        f.flush()
        start = time.monotonic()
        try:
            p = subprocess.run([LYRA, f.name], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               preexec_fn=preparation, timeout=limit + 20)
            return p.returncode, p.stdout.decode("utf-8", "replace"), time.monotonic() - start
        except subprocess.TimeoutExpired as e:
            return "time-out", (e.stdout or b"").decode("utf-8", "replace"), time.monotonic() - start


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--limit", type=float, default=0.2)
    p.add_argument("--every", type=int, default=1, help="each Nth line only")
    p.add_argument("--only", help="lines with this text")
    p.add_argument("--times", action="store_true")
    p.add_argument("--tap", action="store_true")
    o = p.parse_args()
    lines = [s.strip() for name in ("bombs.txt", "long.txt") for s in open(os.path.join(HERE, name), encoding="utf-8") if s.strip()]
    lines = [s for s in lines if not o.only or o.only in s][::o.every]
    failures = 0
    for line in lines:
        status, out, seconds = run(line, o.limit)
        bad = status not in (0, 1) or "alive 2" not in out or seconds > o.limit + SLACK
        failures += bad
        if bad or o.times:
            print("# %s%.2f s, status %s: %s => %r" % ("BAD " if bad else "", seconds, status, line, out[-120:]), flush=True)
    if o.tap:
        print("1..1\n%s 1 - %d bombs" % ("not ok" if failures else "ok", len(lines)))
    else:
        print("%d bombs, %d failures" % (len(lines), failures))
    return 0 if o.tap or failures == 0 else 1


sys.exit(main())
