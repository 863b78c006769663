# SPDX-License-Identifier: LGPL-3.0-or-later
with open("words.txt") as f:
    words = f.read().split()
tally, by_length = {}, {}
for word in words:
    tally[word] = tally.get(word, 0) + 1
for word in words:
    by_length.setdefault(len(word), []).append(word)
sizes = {length: len(group) for length, group in by_length.items()}
print(len(tally), tally[words[0]], max(tally.values()), len(sizes), sum(sizes.values()))
