#!/usr/bin/env escript
%% SPDX-License-Identifier: MIT
-mode(compile).

take_from(_, 100, Total) -> Total;
take_from(Key, I, Total) -> receive {Key, N} -> take_from(Key, I + 1, Total + N) end.

receiver() ->
    Me = self(),
    [Me ! {unwanted, I} || I <- lists:seq(0, 9999)],
    [spawn(fun() -> [Me ! {K, I} || I <- lists:seq(0, 99)] end) || K <- lists:seq(0, 99)],
    lists:foldl(fun(K, Total) -> take_from(K, 0, Total) end, 0, lists:seq(0, 99)).

main(_) ->
    Start = erlang:monotonic_time(microsecond),
    Me = self(),
    spawn(fun() -> Me ! {result, receiver()} end),
    Total = receive {result, T} -> T end,
    io:format("selective ~f ~p~n", [(erlang:monotonic_time(microsecond) - Start) / 1.0e6, Total]).
