#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# memory.py -- memory that runs out.  Each program of memory.txt runs with the first allocation failing
# (LYRA_FAIL_ALLOC: free lists that are filled and large blocks count), then the second, until none
# fails any more: it ends by a message or as it would have, and the session lives on.  Each allocator
# of allocators.txt runs under a limit of memory, set in each of the ways of LIMITS, and may overshoot it by 32 MB.
import argparse
import os
import subprocess
import sys
import tempfile

LYRA = os.environ.get("LYRA", "build/lyra")
HERE = os.path.dirname(os.path.abspath(__file__))
OVERSHOOT = 32 << 10     # kilobytes
UNTOUCHED = 4            # so many runs like the first: nothing fails any more

# What runs, and the options of the program.  Some of it would take long too.
LIMITS = [("TimeConstrained[MemoryConstrained[%s, %d 10^6], 20];", []),
          ("TimeConstrained[Await[Spawn[MemoryConstrained[%s, %d 10^6]]], 20];", []),
          ("TimeConstrained[MemoryConstrained[Await[Spawn[%s]], %d 10^6], 20];", []),
          ("TimeConstrained[%s, 20]; (* %d MB *)", ["--memory", "%d"])]


def run(code, fail, options=()):
    """Status, output and kilobytes."""
    env = dict(os.environ)
    if fail:
        env["LYRA_FAIL_ALLOC"] = str(fail)
    with tempfile.NamedTemporaryFile("w", suffix=".wl", encoding="utf-8") as f, tempfile.TemporaryFile() as out:
        # Twice: the first may be what fails.
        f.write(code + 2 * '\nPrint["alive ", 1 + 1]' + "\n")
        f.flush()
        p = subprocess.Popen([LYRA, *options, f.name], stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=env)
        _, status, usage = os.wait4(p.pid, 0)
        p.returncode = 0
        out.seek(0)
        return os.waitstatus_to_exitcode(status), out.read().decode("utf-8", "replace"), usage.ru_maxrss


def lines_of(name):
    return [s.strip() for s in open(os.path.join(HERE, name), encoding="utf-8") if s.strip()]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--every", type=int, default=1, help="each Nth program only")
    p.add_argument("--step", type=int, default=1, help="each Nth allocation only")
    p.add_argument("--tap", action="store_true")
    o = p.parse_args()
    failures, runs, most = 0, 0, 0
    programs = lines_of("memory.txt")[::o.every]
    for code in programs:
        _, usual, _ = run(code, 0)
        n, same = 1, 0
        while same < UNTOUCHED:
            status, out, _ = run(code, n)
            runs += 1
            same = same + 1 if out == usual else 0
            if status not in (0, 1) or "alive 2" not in out:
                failures += 1
                print("# allocation %d of %s: status %s after %r" % (n, code, status, out[-120:]), flush=True)
            n += o.step
    idle = run("1", 0)[2]
    allocators = lines_of("allocators.txt")[::o.every]
    for code in allocators:
        for limit, (text, options) in ((m, way) for m in (20, 60) for way in LIMITS):
            program = text % (code, limit)
            status, out, kilobytes = run(program, 0, [s % (limit * 1000000) if "%" in s else s for s in options])
            over = kilobytes - idle - limit * 1000
            most = max(most, over)
            if status not in (0, 1) or "alive 2" not in out or (over > OVERSHOOT and "ASAN_OPTIONS" not in os.environ):
                failures += 1
                print("# %s: status %s, %d MB too much, %r" % (program, status, over >> 10, out[-120:]), flush=True)
    what = "%d runs of %d programs with an allocation failing; %d allocators under %d limits, %d MB past them at most" % (
        runs, len(programs), len(allocators), 2 * len(LIMITS), most >> 10)
    if o.tap:
        print("1..1\n%s 1 - %s" % ("not ok" if failures else "ok", what))
    else:
        print("%s; %d failures" % (what, failures))
    return 0 if o.tap or failures == 0 else 1


sys.exit(main())
