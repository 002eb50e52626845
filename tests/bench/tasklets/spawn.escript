#!/usr/bin/env escript
%% SPDX-License-Identifier: MIT
%%! +P 2000000
-mode(compile).

child() -> receive {From, I} -> From ! I + 1 end.

sum(0, Total) -> Total;
sum(K, Total) -> receive I -> sum(K - 1, Total + I) end.

main(_) ->
    N = 1000000,
    Start = erlang:monotonic_time(microsecond),
    Me = self(),
    Pids = [spawn(fun child/0) || _ <- lists:seq(1, N)],
    lists:foreach(fun(P) -> P ! {Me, 1} end, Pids),
    Total = sum(N, 0),
    io:format("spawn ~f ~p~n", [(erlang:monotonic_time(microsecond) - Start) / 1.0e6, Total]).
