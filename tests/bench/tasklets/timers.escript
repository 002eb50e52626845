#!/usr/bin/env escript
%% SPDX-License-Identifier: MIT
-mode(compile).

now_us() -> erlang:monotonic_time(microsecond).

sleeper(To, At) ->
    timer:sleep(max(0, (At - now_us() + 500) div 1000)),
    To ! now_us() - At.

main(_) ->
    N = 100000,
    Me = self(),
    Start = now_us() + 1000000,
    [begin At = Start + rand:uniform(10000000), spawn(fun() -> sleeper(Me, At) end) end || _ <- lists:seq(1, N)],
    Late = lists:sort([receive X -> X end || _ <- lists:seq(1, N)]),
    io:format("lateness ~f~n", [max(1, lists:nth(N * 99 div 100, Late)) / 1.0e6]).
