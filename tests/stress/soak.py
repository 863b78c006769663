#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# soak.py -- one session at work for long: does it grow?
#
# A session at a terminal is given rounds of evaluation, of tasks, channels and limits that are reached.  Once it is
# warm, its resident memory, descriptors and threads are looked at, in a run of ten minutes and more after it had
# nothing to do for so long that it has given back what was free: what the collector has not got to yet is no leak.  The
# slope of the memory is that of a line through the least of each tenth of the time.
import argparse
import ctypes
import os
import pty
import select
import subprocess
import sys
import time

LYRA = os.environ.get("LYRA", "build/lyra")

# Typed one after the other; the history is kept short, since it is meant to grow.
LINES = r"""
$HistoryLength = 20;
soakFib[n_] := If[n < 2, n, soakFib[n - 1] + soakFib[n - 2]];
parallel[] := (ParallelMap[soakFib, ConstantArray[10, 20]]; Map[Await, Table[With[{i = i}, Spawn[soakFib[i]]], {i, 8}]]);
channels[] := Module[{c = BoundedChannel[4], d = Channel[], got = {}, v}, Spawn[Do[Send[c, {i}], {i, 40}]; Close[c]]; Spawn[Do[Send[d, i -> c], {i, 10}]]; While[(v = Receive[c]) =!= EndOfStream, AppendTo[got, v]]; Do[ChannelSelect[{Receive[d, x_] :> x, After[1] :> late}], {10}]; got];
data[] := Module[{l = Table[i^2 -> ToString[i], {i, 2000}]}, Length[Association[l]]; Sort[l]; StringJoin[Map[Last, l]]];
functions[k_] := Module[{f}, f[x_] := x + k; Map[f, Range[500]]; ToExpression["soak" <> ToString[Mod[k, 50]] <> "[x_] := x + 1"]];
limits[] := (TimeConstrained[While[True], 0.01, late]; Quiet[MemoryConstrained[Range[10^6] + 0.5 x, 10^6, large]]; CheckAbort[Catch[Throw[Abort[]]], Null]; Await[Spawn[Throw[gone]]]);
algebra[] := (Expand[(a + b + c)^8]; Factor[x^12 - 1]; Integrate[x^2, x]; Solve[x^2 + 3 x == 2, x]);
round[k_] := (parallel[]; channels[]; data[]; functions[k]; Quiet[limits[]]; algebra[]; {k, ToString[k]});
k = 0;
"""
ROUNDS = 5
AGAIN = 'Do[round[k++], {%d}]; Print["round ", k, " ", 1 + 1]\n' % ROUNDS
PATIENCE = 60
REST = 5                          # seconds until a session that waits has given memory back
PR_SET_THP_DISABLE = 41           # of linux/prctl.h
LOOKS = 120                       # in a run that is long enough to rest for each: LONG
LONG = 600


def state(pid):
    """Kilobytes, descriptors and threads."""
    with open("/proc/%d/status" % pid) as f:
        fields = dict(s.split(":", 1) for s in f if ":" in s)
    return int(fields["VmRSS"].split()[0]), len(os.listdir("/proc/%d/fd" % pid)), int(fields["Threads"])


def small_pages():
    """Of what the child, and no other, is given: two megabytes that the kernel makes one page are no growth of the session."""
    ctypes.CDLL(None).prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0)


def slope(points):
    """Of the least-squares line, a second."""
    n = len(points)
    if n < 2:
        return 0.0
    mx, my = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    below = sum((x - mx) ** 2 for x, _ in points)
    return sum((x - mx) * (y - my) for x, y in points) / below if below else 0.0


def answer(p, rest):
    """The next line that the program prints; raises what is wrong."""
    while b"\n" not in rest[0]:
        ready, _, _ = select.select([p.stdout], [], [], PATIENCE)
        piece = os.read(p.stdout.fileno(), 1 << 16) if ready else b""
        if not piece:
            raise OSError("no answer for a minute" if not ready else "the process ended with status %d" % p.wait())
        rest[0] += piece
    line, _, rest[0] = rest[0].partition(b"\n")
    return line.decode("utf-8", "replace").strip()


def soak(seconds, warm, pause):
    """What was seen: (time, kilobytes, descriptors, threads); and what went wrong."""
    seen, rounds, rest = [], 0, [b""]
    keyboard, terminal = pty.openpty()       # a session is what stands at a terminal
    p = subprocess.Popen(["stdbuf", "-oL", LYRA], stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         env=dict(os.environ, TERM="dumb"), start_new_session=True, preexec_fn=small_pages)
    os.close(terminal)
    start = time.monotonic()
    look = warm
    try:
        for line in LINES.strip().splitlines():
            os.write(keyboard, (line + "\n").encode())
        while (now := time.monotonic() - start) < seconds:
            os.write(keyboard, AGAIN.encode())
            while not (line := answer(p, rest)).endswith("round %d 2" % (rounds + ROUNDS)):
                if "::" in line:
                    return seen, rounds, "unexpected: " + line[:200]
            rounds += ROUNDS
            if now > look:
                if seconds >= LONG:
                    time.sleep(REST)
                    look += (seconds - warm) / LOOKS
                seen.append((now,) + state(p.pid))
            time.sleep(pause)
    except OSError as e:
        return seen, rounds, str(e)
    finally:
        p.kill()
        p.wait()
        os.close(keyboard)
    return seen, rounds, None


def say(o, good, what):
    """The status to exit with."""
    print("1..1\n%s 1 - soak: %s" % ("ok" if good else "not ok", what) if o.tap else "%s: %s" % (what, "fine" if good else "it grows"))
    return 0 if o.tap or good else 1


def main():
    p = argparse.ArgumentParser()
    p.add_argument("seconds", type=float, nargs="?", default=60)
    p.add_argument("--slope", type=float, help="percent an hour that the memory may grow; 0.5 for an hour and more, else 4 MB in all")
    p.add_argument("--tap", action="store_true")
    p.add_argument("--pause", type=float, default=0, help="seconds between the lines that are typed")
    o = p.parse_args()
    seen, rounds, wrong = soak(o.seconds, o.seconds / 4, o.pause)
    if wrong or len(seen) < 20:
        return say(o, False, "%d rounds: %s" % (rounds, wrong or "too few to tell"))
    tenth = len(seen) // 10
    least = [min(seen[i:i + tenth], key=lambda s: s[1]) for i in range(0, 10 * tenth, tenth)]
    a_second = slope([(s[0], s[1]) for s in least])
    percent = 100 * 3600 * a_second / least[0][1]
    allowed = o.slope if o.slope is not None else 0.5 if o.seconds >= 3600 else 100 * 3600 * 4096 / o.seconds / least[0][1]
    files = (min(s[2] for s in seen), max(s[2] for s in seen))
    last_threads = max(s[3] for s in seen[-tenth:])
    first_threads = max(s[3] for s in seen[:tenth])
    good = percent <= allowed and max(s[2] for s in seen[-tenth:]) <= max(s[2] for s in seen[:tenth]) and last_threads <= first_threads
    return say(o, good, "%d rounds: %d MB, %+.2f %% an hour (%.2f allowed), %d to %d descriptors, %d threads, then %d" %
               (rounds, seen[-1][1] >> 10, percent, allowed, *files, first_threads, last_threads))


sys.exit(main())
