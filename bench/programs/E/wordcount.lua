-- SPDX-License-Identifier: LGPL-3.0-or-later
local counts, words, distinct, most = {}, 0, 0, 0
for word in io.open("words.txt"):read("a"):gmatch("%S+") do
  counts[word] = (counts[word] or 0) + 1
  words = words + 1
end
for _, n in pairs(counts) do
  distinct = distinct + 1
  if n > most then most = n end
end
print(words, distinct, most)
