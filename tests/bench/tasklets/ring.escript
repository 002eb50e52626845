#!/usr/bin/env escript
%% SPDX-License-Identifier: MIT
-mode(compile).

node(Next, Main) ->
    receive
        0 -> Main ! done;
        K -> Next ! K - 1, node(Next, Main)
    end.

first(Main) -> receive {next, Next} -> node(Next, Main) end.

build(1, Next, _) -> Next;
build(I, Next, Main) -> build(I - 1, spawn(fun() -> node(Next, Main) end), Main).

main(_) ->
    Start = erlang:monotonic_time(microsecond),
    Me = self(),
    Head = spawn(fun() -> first(Me) end),
    Tail = build(10000, Head, Me),
    Head ! {next, Tail},
    Head ! 10000000,
    receive done -> ok end,
    io:format("ring ~f :done~n", [(erlang:monotonic_time(microsecond) - Start) / 1.0e6]).
