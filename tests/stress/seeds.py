# SPDX-License-Identifier: LGPL-3.0-or-later
#
# seeds.py -- what the checks that run one random program for each seed have in common.
import subprocess

def run(title, lyra, seeds, first, program, good, limit):
    """TAP for programs of [seeds] seeds from [first] on: program(seed) is the text, good(output) says whether it went well
    where the process ended well too, within [limit] seconds.  Gives whether one did not."""
    bad = 0
    for seed in range(first, first + seeds):
        try:
            p = subprocess.run([lyra, '-'], input=program(seed), capture_output=True, text=True, timeout=limit)
            fine, what = p.returncode == 0 and good(p.stdout), '%d %s' % (p.returncode, p.stdout[-1000:])
        except subprocess.TimeoutExpired:
            fine, what = False, 'hangs'
        print('%s %d - %s, seed %d' % ('ok' if fine else 'not ok', seed - first + 1, title, seed), flush=True)
        if not fine:
            bad += 1
            print('# ' + what.replace('\n', '\n# '))
    print('1..%d' % seeds)
    return bad != 0
