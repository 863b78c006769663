# SPDX-License-Identifier: LGPL-3.0-or-later
import re

with open("words.txt") as f:
    text = f.read()
by = {"the": "THAT", "an": "N", "ss": ""}
changed = re.sub("the|an|ss", lambda m: by[m.group()], text)
print(len(text), len(changed), len([s for s in changed.split("e")]))
