%% SPDX-License-Identifier: GPL-3.0-or-later
%% The work of bench/concurrency in Erlang: erl -noshell -run beside main WORK [NUMBER].
-module(beside).
-export([main/1]).

main([Work | Rest]) ->
    N = case Rest of [Text | _] -> list_to_integer(Text); [] -> default end,
    work(list_to_atom(Work), N),
    halt(0).

report(Metric, Value) -> io:format("R ~s ~p~n", [Metric, float(Value)]).

now_us() -> erlang:monotonic_time(nanosecond) / 1000.

lateness(Late) ->
    Sorted = lists:sort(Late),
    N = length(Sorted),
    report("p50_us", lists:nth(1 + (N - 1) div 2, Sorted)),
    report("p99_us", lists:nth(1 + (N - 1) * 99 div 100, Sorted)).

gather(0, All) -> All;
gather(N, All) -> receive {late, L} -> gather(N - 1, [L | All]) end.

%% A body of 1000 integers is copied to the receiver.
work(payload, default) -> work(payload, 50000);
work(payload, N) ->
    Body = lists:seq(1, 1000),
    Me = self(),
    Start = now_us(),
    spawn(fun() -> lists:foreach(fun(_) -> Me ! {body, Body} end, lists:seq(1, N)) end),
    1000 = bodies(N, 0),
    report("ns_op", 1000 * (now_us() - Start) / N);
work(sleeps, default) -> work(sleeps, 100000);
work(sleeps, N) ->
    Me = self(),
    {Before, _} = erlang:statistics(runtime),
    lists:foreach(fun(I) -> spawn(fun() -> sleeper(Me, 100 + I * 7919 rem 1000) end) end, lists:seq(0, N - 1)),
    Late = gather(N, []),
    {After, _} = erlang:statistics(runtime),
    report("cpu_ms", After - Before),
    lateness(Late);
work(loaded, default) -> work(loaded, 200);
work(loaded, N) ->
    [spawn(fun() -> busy(0) end) || _ <- lists:seq(1, erlang:system_info(schedulers))],
    Me = self(),
    spawn(fun() -> [sleeper(Me, 1) || _ <- lists:seq(1, N)] end),
    lateness(gather(N, [])).

bodies(0, Last) -> Last;
bodies(N, _) -> receive {body, Body} -> bodies(N - 1, length(Body)) end.

sleeper(To, Ms) ->
    Start = now_us(),
    timer:sleep(Ms),
    To ! {late, now_us() - Start - 1000 * Ms}.

busy(X) -> busy(X + 1).
