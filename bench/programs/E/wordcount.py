# SPDX-License-Identifier: LGPL-3.0-or-later
with open("words.txt") as f:
    words = f.read().split()
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
print(len(words), len(counts), max(counts.values()))
