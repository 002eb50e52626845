#!/usr/bin/env escript
%% SPDX-License-Identifier: MIT
-mode(compile).

pong() ->
    receive
        {ping, From} -> From ! pong, pong();
        stop -> ok
    end.

ping(Pid, 0) -> Pid ! stop;
ping(Pid, K) ->
    Pid ! {ping, self()},
    receive pong -> ok end,
    ping(Pid, K - 1).

main(_) ->
    Start = erlang:monotonic_time(microsecond),
    {_, Ref} = spawn_monitor(fun() -> ping(spawn(fun pong/0), 2500000) end),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    io:format("pingpong ~f :done~n", [(erlang:monotonic_time(microsecond) - Start) / 1.0e6]).
