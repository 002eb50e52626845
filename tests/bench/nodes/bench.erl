%% SPDX-License-Identifier: MIT
-module(bench).
-export([start/0, pipelined/0, round/0, one_way/0]).
%% What lives on one node of Erlang's, and what another one does with it.

start() ->
    register(echo, spawn(fun echo/0)),
    register(count, spawn(fun() -> count(0) end)).
echo() -> receive {From, X} -> From ! X, echo() end.
count(N) -> receive {done, From} -> From ! N, count(0); _ -> count(N + 1) end.

other() ->
    Other = 'other@127.0.0.1',
    pong = net_adm:ping(Other),
    rpc:call(Other, erlang, whereis, [echo]).

said(Label, Seconds, Result) -> io:format("~s ~f ~p~n", [Label, Seconds, Result]), halt().
now_s() -> erlang:monotonic_time(nanosecond) / 1.0e9.

sum(0, Total) -> Total;
sum(K, Total) -> receive X -> sum(K - 1, Total + X) end.

pipelined() ->
    Echo = other(), Me = self(), N = 1000000, Start = now_s(),
    spawn(fun() -> lists:foreach(fun(I) -> Echo ! {Me, I} end, lists:seq(0, N - 1)) end),
    Total = sum(N, 0),
    said("messages", now_s() - Start, Total).

round() ->
    Echo = other(), N = 20000,
    Times = lists:sort([begin T = now_s(), Echo ! {self(), I}, receive I -> ok end, now_s() - T end || I <- lists:seq(1, N)]),
    said("round", lists:nth(N div 2, Times), N).

one_way() ->
    other(),
    N = 1000000, Start = now_s(), Count = rpc:call('other@127.0.0.1', erlang, whereis, [count]),
    lists:foreach(fun(I) -> Count ! I end, lists:seq(1, N)),
    Count ! {done, self()},
    receive Got -> said("one-way", now_s() - Start, Got) end.
