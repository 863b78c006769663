# SPDX-License-Identifier: GPL-3.0-or-later
#
# programs.py -- what the checks that run random programs in two ways have in common: running, comparing, reporting.
import argparse
import os
import re
import subprocess

LYRA = os.environ.get("LYRA", "build/lyra")
# For a program that was never come to: not the same, so that two runs which end at once are no success.
NO_CODE, NO_TREE = ["no answer by bytecode"], ["no answer by the tree evaluator"]


def options(programs):
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--programs", type=int, default=programs)
    p.add_argument("--only", type=int, help="print this program and what comes of it")
    p.add_argument("--tap", action="store_true")
    return p.parse_args()


# Number of the program -> what it printed, for a file in which each begins with a line ## and its number; and the status.
def outputs(path, options, limit):
    p = subprocess.run([LYRA] + options + [path], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=limit)
    parts, at = {}, None
    for line in p.stdout.decode("utf-8", "replace").split("\n"):
        if line.startswith("##"):
            at = int(line[2:])
            parts[at] = []
        elif at is not None:
            parts[at].append(line)
    return parts, p.returncode


# By bytecode, by the tree evaluator, and how many of the two did not come to their end.
def by_both(path, limit):
    code, status = outputs(path, [], limit)
    tree, tree_status = outputs(path, ["--no-compile"], limit)
    ended = status in (0, 1) and tree_status in (0, 1)
    if not ended:
        print("# ended with status %d and %d at %d, %d" % (status, tree_status, max(code, default=-1), max(tree, default=-1)))
    return code, tree, 0 if ended else 1


# Messages are counted once by name, at the end: how often one comes depends on when an expression is evaluated again.
def told_last(lines, ignored):
    message = re.compile(r"[A-Za-z$]+::[a-z0-9]+: ")
    told = sorted({m.group() for m in map(message.match, lines) if m and not m.group().startswith(ignored)})
    return [re.sub(r"\$\d+", "$", s) for s in lines if s != "" and not message.match(s)] + told


def show(program, code, tree):
    print("\n".join(program), "\n-- code\n" + "\n".join(code), "\n-- tree\n" + "\n".join(tree))


# The first lines that differ; [otherwise] where the code's has none there.
def report(o, i, a, b, otherwise=""):
    at = next((k for k in range(min(len(a), len(b))) if a[k] != b[k]), min(len(a), len(b)))
    print("# program %d of seed %d\n#   code: %s\n#   tree: %s" % (i, o.seed, (a[at] if at < len(a) else otherwise)[:300],
                                                               (b[at] if at < len(b) else "")[:300]), flush=True)


# The last line, and the status to exit with.
def result(o, different, n, what):
    if o.tap:
        print("1..1\n%s 1 - %d programs %s" % ("not ok" if different else "ok", n, what))
    else:
        print("%d programs, %d differ" % (n, different))
    return 0 if o.tap or different == 0 else 1
