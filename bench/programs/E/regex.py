# SPDX-License-Identifier: LGPL-3.0-or-later
import re

with open("words.txt") as f:
    text = f.read()
pairs = sum(1 for _ in re.finditer("[aeiou]{2,}[^aeiou ]", text))
single = re.sub(r"([a-z])\1", r"\1", text)
print(pairs, len(single))
