// SPDX-License-Identifier: GPL-3.0-or-later

// The work of bench/concurrency in oneTBB: peer WORKERS fib|range|future [N] prints lines "R metric value".
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

using Clock = std::chrono::steady_clock;

static double ns_since(Clock::time_point start)
{
    return std::chrono::duration<double, std::nano>(Clock::now() - start).count();
}

static void report(const char *metric, double value)
{
    std::printf("R %s %.3f\n", metric, value);
}

// A task for one call of each pair.
static long fib(long n)
{
    long one = 0;

    if (n < 2)
        return n;
    tbb::task_group both;
    both.run([&one, n] { one = fib(n - 1); });
    long other = fib(n - 2);
    both.wait();
    return one + other;
}

// fib(n + 1) - 1 of its calls start a task.
static bool fork_and_join(long n)
{
    long calls[2] = {1, 1};

    fib(n - 10);
    auto start = Clock::now();
    long value = fib(n);
    double ns = ns_since(start);
    for (long i = 1; i <= n; i++) {
        long next = calls[0] + calls[1];
        calls[0] = calls[1];
        calls[1] = next;
    }
    report("ns_task", ns / (double)(calls[0] - 1));
    return n != 30 || value == 832040;
}

static bool range(int n)
{
    std::vector<int> to((size_t)n);
    enum { ROUNDS = 400 };
    auto once = [&] { tbb::parallel_for(0, n, [&to](int i) { to[(size_t)i] = 3 * i + 1; }); };

    once();
    auto start = Clock::now();
    for (int k = 0; k < ROUNDS; k++)
        once();
    report("us", ns_since(start) / 1e3 / ROUNDS);
    return to[(size_t)n - 1] == 3 * (n - 1) + 1;
}

static bool future(int workers, long n)
{
    tbb::task_arena arena(workers);
    long sum = 0;

    auto start = Clock::now();
    arena.execute([&] {
        for (long i = 0; i < n; i++) {
            tbb::task_group one;
            one.run([&sum] { sum += 1; });
            one.wait();
        }
    });
    report("ns_op", ns_since(start) / (double)n);
    return sum == n;
}

int main(int count, char **word)
{
    if (count < 3)
        return 2;
    int workers = std::atoi(word[1]);
    std::string work = word[2];
    long n = count > 3 ? std::atol(word[3]) : 0;
    tbb::global_control limit(tbb::global_control::max_allowed_parallelism, (size_t)workers);

    bool fine = work == "fib" ? fork_and_join(n > 0 ? n : 30) : work == "range" ? range(n > 0 ? (int)n : 1000000)
        : work == "future" && future(workers, n > 0 ? n : 200000);
    return fine ? 0 : 1;
}
