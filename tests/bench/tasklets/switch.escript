#!/usr/bin/env escript
%% SPDX-License-Identifier: MIT
%%! +S 1
-mode(compile).

passes(0) -> done;
passes(K) -> erlang:yield(), passes(K - 1).

measured(Label, F) ->
    {Start, _} = statistics(runtime),
    F(),
    {End, _} = statistics(runtime),
    io:format("~s ~p done~n", [Label, (End - Start) / 1.0e3]).

main(_) ->
    N = 1000000,
    Me = self(),
    measured("switch", fun() ->
        spawn(fun() -> passes(N), Me ! done end),
        passes(N),
        receive done -> done end
    end),
    measured("pause", fun() -> passes(N) end).
