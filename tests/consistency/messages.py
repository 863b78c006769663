# SPDX-License-Identifier: GPL-3.0-or-later
#
# messages.py -- tags used in MESSAGE(..), MESSAGE0(..), builtin_message(..) and vm_message(..)
# that neither General nor a builtin of the same file (for vm_message: any) declares.

import glob
import re
import sys

STRING = r'"(?:[^"\\]|\\.)*"'


def declared(text):
    """The tags in all MESSAGES(..) of a file: the first, third, .. of the strings between commas."""
    tags = set()
    for start in re.finditer(r'\bMESSAGES\(', text):
        depth, at, items, item = 1, start.end(), [], ''
        while depth > 0 and at < len(text):
            string = re.compile(STRING).match(text, at)
            if string:
                item += string.group()
                at = string.end()
                continue
            c = text[at]
            depth += (c == '(') - (c == ')')
            if depth == 0 or (depth == 1 and c == ','):
                items.append(item)
                item = ''
            at += 1
        tags.update(i.strip('"') for i in items[0::2])
    return tags


general = set(re.findall(r'^GENERAL\("([^"]+)"', open('vm/eval/messages.def').read(), re.M))
texts = {f: open(f).read() for f in sorted(glob.glob('vm/*/*.c') + glob.glob('foreign/*/*.c') + glob.glob('foreign/*.c'))}
by_file = {f: declared(t) for f, t in texts.items()}
anywhere = set().union(*by_file.values()) | general
bad = False
for f, text in texts.items():
    for m in re.finditer(r'\b(MESSAGE0?|builtin_message|vm_message)\(([^;]*?)("[a-zA-Z0-9]+")', text):
        if re.search(r'^#define', text[text.rfind('\n', 0, m.start()) + 1:m.start()]) or '"' in m.group(2):
            continue
        tag = m.group(3).strip('"')
        known = anywhere if m.group(1) in ('vm_message', 'builtin_message') else by_file[f] | general
        if tag not in known:
            print('%s:%d: the tag %s is not declared' % (f, text.count('\n', 0, m.start()) + 1, tag))
            bad = True
sys.exit(bad)
