#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# interrupts.py -- Ctrl-C at random points of long computations.
#
# A line of interrupts.txt is evaluated in a session over and over until SIGINT comes, at a moment drawn from a seed.
# What is measured is the time from the signal to the answer, less what the process waited for a
# processor that others had.  Afterwards the session must still know what 1+1 is.
import argparse
import os
import pty
import random
import select
import signal
import subprocess
import sys
import time

LYRA = os.environ.get("LYRA", "build/lyra")
HERE = os.path.dirname(os.path.abspath(__file__))
P99, WORST = 0.1, 0.25
PATIENCE = 5

FIRST = 'Print["go"]; Quiet[While[True, (%s); Null]]\n'
SECOND = 'Print["stopped ", 1 + 1, " ", StringLength["abc"], " ", Total[{1, 2, 3}]]\n'


class Silent(Exception):
    pass


def line_of(p, rest):
    """The next line of output."""
    while b"\n" not in rest[0]:
        ready, _, _ = select.select([p.stdout], [], [], PATIENCE)
        piece = os.read(p.stdout.fileno(), 1 << 16) if ready else b""
        if not piece:
            raise Silent("no answer" if not ready else "the process ended")
        rest[0] += piece
    line, _, rest[0] = rest[0].partition(b"\n")
    return line.decode("utf-8", "replace").rstrip("\r")


def evaluator(pid):
    """The thread that evaluates: the first that the program starts."""
    return sorted(map(int, os.listdir("/proc/%d/task" % pid)))[:2][-1]


def waited(pid):
    """Seconds that the process was ready to run and did not."""
    try:
        with open("/proc/%d/task/%d/schedstat" % (pid, evaluator(pid))) as f:
            return int(f.read().split()[1]) * 1e-9
    except (OSError, IndexError, ValueError):
        return 0.0


def interrupt(code, points, seed, span):
    """The latencies of one computation, and what went wrong."""
    draw = random.Random("%d %s" % (seed, code))
    latencies, rest = [], [b""]
    keyboard, terminal = pty.openpty()       # a session is what stands at a terminal
    p = subprocess.Popen(["stdbuf", "-oL", LYRA], stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                         env=dict(os.environ, TERM="dumb"), start_new_session=True)
    os.close(terminal)
    try:
        for _ in range(points):
            os.write(keyboard, (FIRST % code).encode())
            while not line_of(p, rest).endswith("go"):
                pass
            time.sleep(draw.uniform(0.002, span))
            before = waited(p.pid)
            start = time.monotonic()
            p.send_signal(signal.SIGINT)
            os.write(keyboard, SECOND.encode())
            while not line_of(p, rest).endswith("stopped 2 3 6"):
                pass
            latencies.append(max(0.0, time.monotonic() - start - max(0.0, waited(p.pid) - before)))
    except (Silent, OSError) as e:
        return latencies, str(e)
    finally:
        p.kill()
        p.wait()
        os.close(keyboard)
    return latencies, None


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--points", type=int, default=50, help="interrupts of each computation")
    p.add_argument("--every", type=int, default=1, help="each Nth computation only")
    p.add_argument("--only", help="computations with this text")
    p.add_argument("--file", default=os.path.join(HERE, "interrupts.txt"), help="the computations, one a line")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--span", type=float, default=0.3, help="an interrupt comes within so many seconds")
    p.add_argument("--slack", type=float, default=1, help="factor on the bounds, for a machine that is busy")
    p.add_argument("--times", action="store_true")
    p.add_argument("--tap", action="store_true")
    o = p.parse_args()
    with open(o.file, encoding="utf-8") as f:
        codes = [s.rstrip("\n") for s in f if s.strip()]
    codes = [c for c in codes if not o.only or o.only in c][::o.every]
    everything, failures = [], 0
    for code in codes:
        latencies, wrong = interrupt(code, o.points, o.seed, o.span)
        everything += latencies
        worst = max(latencies, default=0)
        if wrong or worst > WORST * o.slack or o.times:
            print("# %s%.3f s at worst: %s%s" %
                  ("BAD " if wrong or worst > WORST * o.slack else "", worst, code, " => " + wrong if wrong else ""), flush=True)
        failures += wrong is not None or worst > WORST * o.slack
    everything.sort()
    p99 = everything[int(0.99 * (len(everything) - 1))] if everything else 0
    summary = "%d computations, %d interrupts: 99 of 100 answered within %.0f ms, the last within %.0f ms" % (
        len(codes), len(everything), 1000 * p99, 1000 * max(everything, default=0))
    good = failures == 0 and p99 <= P99 * o.slack
    print("1..1\n%s 1 - %s" % ("ok" if good else "not ok", summary) if o.tap else "%s; %d failures" % (summary, failures))
    return 0 if o.tap or good else 1


sys.exit(main())
