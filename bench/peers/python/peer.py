# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of bench/concurrency in Python's processes: peer.py range|primes [WORKERS]."""
import multiprocessing
import sys
import time


def item(i):
    return 3 * i + 1


def primes(k):
    """How many primes there are from 1000 k on among 1000 numbers, by trial division."""
    found = 0
    for n in range(max(2, 1000 * k), 1000 * (k + 1)):
        d = 2
        while d * d <= n and n % d:
            d += 1
        found += d * d > n
    return found


def main():
    work, workers = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2
    with multiprocessing.Pool(workers) as pool:
        pool.map(item, range(workers))
        start = time.perf_counter()
        if work == "range":
            assert pool.map(item, range(10 ** 6))[-1] == 3 * 10 ** 6 - 2
            print("R us", 1e6 * (time.perf_counter() - start))
        else:
            assert sum(pool.map(primes, range(400), chunksize=1)) == 33860
            print("R ms", 1e3 * (time.perf_counter() - start))


if __name__ == "__main__":
    main()
