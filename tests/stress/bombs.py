#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bombs.py -- short inputs that ask for huge results or for very long work.
#
# A line of bombs.txt asks for something too large: it is to be answered, by a message or a value, within
# a tenth of a second, while the process takes at most 32 MB more than an idle one.  What grows step by
# step stands after "16M " and runs in MemoryConstrained of so much.  A line of long.txt runs in
# TimeConstrained: it is to be over soon after its time.  The session must live on in either case.
import argparse
import os
import resource
import sys
import tempfile
import time

LYRA = os.environ.get("LYRA", "build/lyra")
HERE = os.path.dirname(os.path.abspath(__file__))
SANITIZED = "ASAN_OPTIONS" in os.environ
MEMORY = 3 << 30
RISE = 32 << 10
SECONDS = 0.1
# What is over its time by so much fails; --times tells how far each was.
SLACK = 1.0
# A machine that is busy with other things answers late: what is late is asked again.
ATTEMPTS = 6

# What a thread waited for a processor that others had is not the program's time.
PROGRAM = """waits[] := AssociationMap[Quiet[Append[ReadList[# <> "/schedstat", Number], 0][[2]]] 1.*^-9 &, FileNames["*", "/proc/self/task"]];
r = nothing;
w = waits[];
t = SessionTime[];
r = %s;
t = SessionTime[] - t;
t = t - Max[0, KeyValueMap[#2 - Lookup[w, #1, 0] &, waits[]]];
Print["alive ", 1 + 1, " ", t, " ", If[ByteCount[r] < 100, InputForm[r], Head[r]]]
"""


def preparation():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(code, seconds):
    """Status, output, seconds inside, kilobytes at most."""
    with tempfile.NamedTemporaryFile("w", suffix=".wl", encoding="utf-8") as f, tempfile.TemporaryFile() as out:
        f.write(PROGRAM % code)
        f.flush()
        child = os.fork()
        if child == 0:
            preparation()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
            os.execv(LYRA, [LYRA, f.name])
        end, status = time.monotonic() + seconds, "time-out"
        while time.monotonic() < end:
            pid, s, usage = os.wait4(child, os.WNOHANG)
            if pid:
                status = os.waitstatus_to_exitcode(s)
                break
            time.sleep(0.002)
        else:
            os.kill(child, 9)
            _, _, usage = os.wait4(child, 0)
        out.seek(0)
        text = out.read().decode("utf-8", "replace")
    words = text[text.rfind("alive 2"):].split() if "alive 2" in text else []
    return status, text, float(words[2].replace("*^", "e")) if len(words) > 2 else None, usage.ru_maxrss


def lines_of(name):
    return [s.rstrip("\n") for s in open(os.path.join(HERE, name), encoding="utf-8") if s.strip()]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--limit", type=float, default=0.2, help="seconds for a line of long.txt")
    p.add_argument("--every", type=int, default=1, help="each Nth line only")
    p.add_argument("--only", help="lines with this text")
    p.add_argument("--file", help="lines of this file alone, bombs.txt or long.txt")
    p.add_argument("--times", action="store_true")
    p.add_argument("--tap", action="store_true")
    o = p.parse_args()
    rows = [(name, s) for name in ("bombs.txt", "long.txt") if o.file in (None, name) for s in lines_of(name)]
    rows = [r for r in rows if not o.only or o.only in r[1]][::o.every]
    idle = min(run("1", 10)[3] for _ in range(3))
    failures, longest, most = 0, 0, 0
    for name, line in rows:
        if name == "long.txt":
            code, allowed, rise = "TimeConstrained[%s, %g, late]" % (line, o.limit), o.limit + SLACK, MEMORY >> 10
        elif line.startswith("16M "):
            code, allowed, rise = "MemoryConstrained[%s, 16000000, large]" % line[4:], SECONDS, RISE
        else:
            code, allowed, rise = line, SECONDS, RISE
        if SANITIZED:
            allowed, rise = 20 * allowed, MEMORY
        for attempt in range(ATTEMPTS):
            status, out, seconds, kilobytes = run(code, allowed + 5)
            if attempt == 0:
                least = kilobytes
            least = min(least, kilobytes)
            fine = status in (0, 1) and seconds is not None and seconds <= allowed and least - idle <= rise
            if fine or status == "time-out":
                break
        failures += not fine
        if name == "bombs.txt":
            longest, most = max(longest, seconds or 0), max(most, least - idle)
        if not fine or o.times:
            print("# %s%s s, %d MB more, status %s: %s => %r" %
                  ("" if fine else "BAD ", "-" if seconds is None else "%.3f" % seconds, (least - idle) >> 10, status, line, out[-100:]), flush=True)
    if o.tap:
        print("1..1\n%s 1 - %d bombs" % ("not ok" if failures else "ok", len(rows)))
    else:
        print("%d bombs, %d failures; of bombs.txt the longest took %.3f s, the largest %d MB" % (len(rows), failures, longest, most >> 10))
    return 0 if o.tap or failures == 0 else 1


sys.exit(main())
