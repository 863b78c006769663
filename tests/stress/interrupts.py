#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# interrupts.py -- Ctrl-C, and the end of TimeConstrained, at random points of long computations.
#
# A line of interrupts.txt is evaluated in a session over and over until SIGINT comes, or its time is over, at a moment drawn from
# a seed.  What is measured is the time from that moment to the answer, less what the process waited for a processor that others
# had.  Afterwards the session must still know what 1+1 is.  A limit is set in turn in each of the ways of LIMITS.
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

EPOCH = 2208988800      # of Unix, by AbsoluteTime where TZ is UTC

LOOP = 'Quiet[While[True, (%(code)s); Null]]'
ENDED, WRONG = 'Print["ended"]', 'Print["wrong"]'
CTRL_C = [LOOP, LOOP, 'TaskScope[Await[Spawn[%s]]]' % LOOP]
LIMITS = ['TimeConstrained[%s, %%(t).6f, %s]' % (LOOP, ENDED),
          'TimeConstrained[TimeConstrained[%s, 100, %s], %%(t).6f, %s]' % (LOOP, WRONG, ENDED),
          'TimeConstrained[TimeConstrained[%s, %%(t).6f, %s], 100, %s]' % (LOOP, ENDED, WRONG),
          'Await[Spawn[TimeConstrained[%s, %%(t).6f, %s]]]' % (LOOP, ENDED),
          'TimeConstrained[TaskScope[Await[Spawn[%s]]], %%(t).6f, %s]' % (LOOP, ENDED)]
WAYS = {"ctrl-c": CTRL_C, "limits": LIMITS}
FIRST = 'Print["go ", Round[10^6 AbsoluteTime[]]]; %s\n'
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


def waited(pid):
    """Seconds that each thread of the process was ready to run and did not."""
    seconds = {}
    for thread in os.listdir("/proc/%d/task" % pid):
        try:
            with open("/proc/%d/task/%s/schedstat" % (pid, thread)) as f:
                seconds[thread] = int(f.read().split()[1]) * 1e-9
        except (OSError, IndexError, ValueError):
            pass
    return seconds


def interrupt(code, ways, points, seed, span):
    """The latencies of one computation, each with what the clock on the wall says and the input, and what went wrong."""
    draw = random.Random("%d %s" % (seed, code))
    latencies, rest, way = [], [b""], ""
    keyboard, terminal = pty.openpty()       # a session is what stands at a terminal
    p = subprocess.Popen(["stdbuf", "-oL", LYRA], stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                         env=dict(os.environ, TERM="dumb", TZ="UTC"), start_new_session=True)
    os.close(terminal)
    try:
        for i in range(points):
            after = draw.uniform(0.002, span)
            way = ways[i % len(ways)] % {"code": code, "t": after}
            os.write(keyboard, (FIRST % way).encode())
            line = line_of(p, rest)
            while "go " not in line:
                line = line_of(p, rest)
            moment = int(line.split()[-1]) * 1e-6 - EPOCH + after
            time.sleep(max(0.0, moment - time.time()))
            before = waited(p.pid)
            if ways is CTRL_C:
                moment = time.time()
                p.send_signal(signal.SIGINT)
            os.write(keyboard, SECOND.encode())
            ended = ways is CTRL_C
            while not line.endswith("stopped 2 3 6"):
                line = line_of(p, rest)
                ended = ended or line.endswith("ended")
            late = time.time() - moment
            wait = max((s - before.get(thread, 0) for thread, s in waited(p.pid).items()), default=0)
            latencies.append((max(0.0, late - wait), late, way))
            if not ended:
                raise Silent("the limit did not end it")
    except (Silent, OSError) as e:
        return latencies, "%s in %s" % (e, way)
    finally:
        p.kill()
        p.wait()
        os.close(keyboard)
    return latencies, None


def quantile(latencies):
    """What 99 of 100 do not exceed, and what none does."""
    ordered = sorted(latencies) or [0]
    return ordered[int(0.99 * (len(ordered) - 1))], ordered[-1]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--by", action="append", choices=sorted(WAYS), help="what ends them; both unless it is given")
    p.add_argument("--points", type=int, default=50, help="interrupts of each computation")
    p.add_argument("--every", type=int, default=1, help="each Nth computation only")
    p.add_argument("--first", type=int, default=0, help="begin with this one")
    p.add_argument("--only", help="computations with this text")
    p.add_argument("--file", default=os.path.join(HERE, "interrupts.txt"), help="the computations, one a line")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--span", type=float, default=0.3, help="an interrupt comes within so many seconds")
    p.add_argument("--slack", type=float, default=1, help="factor on the bounds, for a machine that is busy")
    p.add_argument("--times", action="store_true")
    p.add_argument("--tap", action="store_true")
    o = p.parse_args()
    o.by = o.by or sorted(WAYS)
    with open(o.file, encoding="utf-8") as f:
        codes = [s.rstrip("\n") for s in f if s.strip()]
    codes = [c for c in codes if not o.only or o.only in c][o.first::o.every]
    good = True
    if o.tap:
        print("1..%d" % len(o.by))
    for n, by in enumerate(o.by, 1):
        everything, failures = [], 0
        for code in codes:
            latencies, wrong = interrupt(code, WAYS[by], o.points, o.seed, o.span)
            everything += latencies
            worst, _, way = max(latencies, default=(0, 0, code))
            bad = wrong is not None or worst > WORST * o.slack
            failures += bad
            if bad or o.times:
                print("# %s%.3f s at worst: %s%s" % ("BAD " if bad else "", worst, way, " => " + wrong if wrong else ""), flush=True)
        p99, last = quantile(s for s, _, _ in everything)
        summary = "%s at %d points of %d computations: 99 of 100 answered within %.0f ms, the last within %.0f ms (by the wall's clock %.0f, %.0f)" % (
            (by, len(everything), len(codes), 1000 * p99, 1000 * last) + tuple(1000 * s for s in quantile(s for _, s, _ in everything)))
        fine = failures == 0 and p99 <= P99 * o.slack
        good = good and fine
        print("%s %d - %s" % ("ok" if fine else "not ok", n, summary) if o.tap else "%s; %d failures" % (summary, failures), flush=True)
    return 0 if o.tap or good else 1


sys.exit(main())
