# SPDX-License-Identifier: GPL-3.0-or-later

# The work of bench/concurrency in GAP's processes (package io); WORKERS in the environment says how many.
if LoadPackage("io", false) = fail then
    Print("the package io is not installed\n");
    QUIT_GAP(2);
fi;
now := function() local t; t := ValueGlobal("IO_gettimeofday")(); return t.tv_sec * 1000000 + t.tv_usec; end;

# How many primes there are from 1000 k on among 1000 numbers, by trial division.
primes := function(k)
    local found, n, d;
    found := 0;
    for n in [Maximum(2, 1000 * k) .. 1000 * k + 999] do
        d := 2;
        while d * d <= n and n mod d <> 0 do
            d := d + 1;
        od;
        if d * d > n then
            found := found + 1;
        fi;
    od;
    return found;
end;

workers := Int(GAPInfo.SystemEnvironment.WORKERS);
start := now();
counts := ValueGlobal("ParListByFork")([0 .. 399], primes, rec(NumberJobs := workers));
ended := now();
if Sum(counts) <> 33860 then
    QUIT_GAP(1);
fi;
Print("R ms ", Float((ended - start) / 1000), "\n");
QUIT_GAP(0);
