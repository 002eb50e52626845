#!/usr/bin/env escript
%% SPDX-License-Identifier: MIT
%%! +S 1:1
-mode(compile).

echo() -> receive {From, X} -> From ! X, echo() end.
busy(I) -> busy(I + 1).
now_us() -> erlang:monotonic_time(nanosecond).

ping(Server) ->
    timer:sleep(1),
    T = now_us(),
    Server ! {self(), ping},
    receive ping -> now_us() - T end.

main(_) ->
    N = 3000,
    spawn(fun() -> busy(0) end),
    Server = spawn(fun echo/0),
    Times = lists:sort([ping(Server) || _ <- lists:seq(1, N)]),
    io:format("latency ~f~n", [lists:nth(N * 999 div 1000, Times) / 1.0e9]).
