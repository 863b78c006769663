# SPDX-License-Identifier: GPL-3.0-or-later
#
# messages.py -- tags used in MESSAGE(..), MESSAGE0(..), builtin_message(..) and vm_message(..)
# that neither General nor a builtin of the same file (for vm_message: any) declares.

import glob
import re
import sys


def declared(text):
    """The tags of a file: a word that is followed by its text, as in MESSAGES(..): a string or a macro."""
    return set(re.findall(r'"([A-Za-z0-9]+)",[\s\\]*(?:"|[A-Z_]+_TEXT\b)', text))


general = set(re.findall(r'^GENERAL\("([^"]+)"', open('vm/eval/messages.def').read(), re.M))
texts = {f: open(f).read() for f in sorted(glob.glob('vm/*/*.[ch]') + glob.glob('foreign/*/*.[ch]') + glob.glob('foreign/*.c'))}
by_file = {f: declared(t) for f, t in texts.items()}
anywhere = set().union(*by_file.values()) | general
bad = False
for f, text in texts.items():
    for m in re.finditer(r'\b(MESSAGE0?|builtin_message|vm_message)\(([^;]*?)("[a-zA-Z0-9]+")', text):
        if re.search(r'^#define', text[text.rfind('\n', 0, m.start()) + 1:m.start()]) or '"' in m.group(2):
            continue
        tag = m.group(3).strip('"')
        known = by_file[f] | general if m.group(1).startswith('MESSAGE') else anywhere
        if tag not in known:
            print('%s:%d: the tag %s is not declared' % (f, text.count('\n', 0, m.start()) + 1, tag))
            bad = True
sys.exit(bad)
