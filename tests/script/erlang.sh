# SPDX-License-Identifier: MIT
# An Erlang node of its own, with an epmd of its own, both on loopback, when there is Erlang.
packages=$here/../../build/packages
if ! command -v erl > /dev/null && [ -x "$packages/usr/lib/erlang/bin/erl" ]; then
    packages=$(cd "$packages" && pwd)
    export ERL_ROOTDIR=$packages/usr/lib/erlang
    PATH=$PATH:$packages/usr/bin:$ERL_ROOTDIR/bin:$(echo "$ERL_ROOTDIR"/erts-*/bin)
fi
command -v erl > /dev/null && command -v epmd > /dev/null && command -v erlc > /dev/null || { skip "Erlang nodes: no erl (Debian's erlang-base)"; return 0 2> /dev/null || exit 0; }
cljsh '(require (quote cljsh.erlang))' > /dev/null 2>&1 || { skip "Erlang nodes: built without libei (Debian's erlang-dev)"; return 0 2> /dev/null || exit 0; }

cat > node.erl <<'END'
-module(node).
-behaviour(supervisor).
-export([main/0, init/1, counter/0, start_counter/0, handle_call/3, handle_cast/2, handle_info/2, echo/0, watch/2, opaque/0, linked/2, call/3, tree/0]).
%% A supervision tree with a counter, and processes that answer.
main() ->
    {ok, Sup} = supervisor:start_link({local, tree}, ?MODULE, tree),
    unlink(Sup),
    register(echo, spawn(fun echo/0)),
    receive stop -> ok end.
tree() -> supervisor:which_children(tree).
init(tree) -> {ok, {#{strategy => one_for_one, intensity => 10, period => 1},
                    [#{id => counter, start => {?MODULE, start_counter, []}}]}};
init(counter) -> {ok, 0}.
start_counter() -> gen_server:start_link({local, counter}, ?MODULE, counter, []).
counter() -> whereis(counter).
handle_call({add, N}, _From, S) -> {reply, S + N, S + N};
handle_call(crash, _From, _) -> exit(crashed);
handle_call(wait, _From, S) -> {noreply, S}.
handle_cast({add, N}, S) -> {noreply, S + N}.
handle_info(_, S) -> {noreply, S}.
echo() ->
    receive
        {From, fn} -> From ! {self(), catch hd(opaque())}, echo();
        {From, M} -> From ! {self(), M}, echo()
    end.
opaque() -> [fun erlang:node/0, fun(X) -> X + 1 end, make_ref(), hd(erlang:ports()), <<5:3>>, [1 | 2], {[alias | make_ref()], x}].
%% Says what becomes of a process of another node: monitored, and linked with.
watch(Pid, To) -> spawn(fun() -> R = monitor(process, Pid), receive {'DOWN', R, process, Who, Why} -> To ! {down, Who, Why} end end).
linked(Pid, To) -> spawn(fun() -> process_flag(trap_exit, true), link(Pid), receive {'EXIT', Pid, Why} -> To ! {exit, Why} end end).
call(Name, Node, Request) -> gen_server:call({Name, Node}, Request).
END
erlc node.erl || { fail "erlc"; return 0 2> /dev/null || exit 0; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
ERL_EPMD_PORT=$(free_port)
export ERL_EPMD_PORT
epmd -port "$ERL_EPMD_PORT" -address 127.0.0.1 > epmd.log 2>&1 &
epmd=$!
start_erlang() { # COOKIE NAME
    ERL_CRASH_DUMP=/dev/null HOME=$PWD erl -name "$2@127.0.0.1" -setcookie "$1" -noinput -kernel inet_dist_use_interface '{127,0,0,1}' -s node main > "$2.log" 2>&1 &
    erlang=$!
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        epmd -port "$ERL_EPMD_PORT" -names 2> /dev/null | grep -q "name $2 " && break
        sleep 0.2
    done
}
start_erlang biscuit there
sleep 0.5

erlang_says() { # EXPECTED PROGRAM: in a program that is the node here@127.0.0.1
    cat > program.clj <<END
(require '[cljsh.erlang :as erlang] '[cljsh.otp.server :as server] '[cljsh.tasklet :refer :all])
(def there "there@127.0.0.1")
(erlang/start "here@127.0.0.1" ** :cookie "biscuit" :interface "127.0.0.1")
(defn any [] (receive x x :after 5000 :timeout))
(defn back [x] (! [:echo there] [(self) x]) (receive [_ y] y :after 5000 :timeout))
(prn (do $2))
END
    run_it timeout 30 cljsh program.clj
    if same_text "$1"; then pass; else fail "$2: $out $err instead of $1"; fi
}

# values there and back
erlang_says '[]' '
  (vec (for [x [nil true false :a :a/b (keyword "Elixir.Foo") 0 255 256 -1 2147483648 -1234567890123 (apply * (range 1 200)) (- (apply * (range 1 30)))
                1.5 -0.0 1e300 "" "text" "ünï 𝄞" (apply str (repeat 70000 "x")) (py/bytes [0 255]) [] [1 [2]] (vec (range 300)) () (list 1 2) (list 300 "x")
                (apply list (range 300)) (range 70000) {} {:a {"b" [1]}} (zipmap (range 50) (range 50)) (self) (monitor (self)) {[1] (list :x)}]
             :let [y (back x)] :when (not= x y)]
         [x y]))'
erlang_says '[:sym [1 2] (3) [:error :ValueError "bad"] {:x 1}]' '
  (do (defrecord R [x]) (mapv back [(quote sym) (py/tuple [1 2]) (py/list [3]) (ValueError. "bad") (->R 1)]))'
erlang_says '[true true true]' '(let [p (erlang/rpc there "node" "counter" [])] [(pid? p) (identical? p (erlang/rpc there :node :counter [])) (= (node p) there)])'
erlang_says '[7 true]' '(let [xs (erlang/rpc there "node" "opaque" [])] [(count xs) (= xs (back xs))])'
erlang_says 'true' '
  (every? (fn [x] (try (! [:echo there] x) false (catch Exception e (boolean (re-find #"Erlang" (ex-message e)))))) [##Inf 1/2 #{1} 1M (atom 1) map])'
# calls
erlang_says '(3 2 1)' '(erlang/rpc there "lists" "reverse" [[1 2 3]])'
erlang_says '[:reason]' '(try (erlang/rpc there "erlang" "error" [:reason]) (catch Exception e [(first (second (:reason (ex-data e))))]))'
erlang_says 'hi {x}
:ok' '(erlang/rpc there "io" "format" ["hi ~p~n" [(erlang/tuple :x)]])'
erlang_says '[:pong (:here@127.0.0.1)]' '[(erlang/rpc there "net_adm" "ping" [(keyword "here@127.0.0.1")]) (erlang/rpc there "erlang" "nodes" [:hidden])]'
erlang_says '[1 11 :timeout]' '
  (do (def before (erlang/call [:counter there] [:add 0]))
      [(- (erlang/call [:counter there] [:add 1]) before)
       (do (erlang/cast [:counter there] [:add 9]) (- (erlang/call [:counter there] [:add 1]) before))
       (try (erlang/call [:counter there] :wait 200) (catch Exception e (:reason (ex-data e))))])'
erlang_says '[:timeout :nothing]' '
  [(try (erlang/rpc there "timer" "sleep" [100] 20) (catch Exception e (:reason (ex-data e)))) (receive x x :after 200 :nothing)]' # it came too late
erlang_says ':noproc' '(try (erlang/call [:nobody there] 1) (catch Exception e (:reason (ex-data e))))'
# the tree there restarts what has crashed
erlang_says '[:crashed :DOWN :crashed true 0]' '
  (let [p (erlang/rpc there "node" "counter" []), r (monitor p)
        why (try (erlang/call p :crash) (catch Exception e (:reason (ex-data e))))
        [d _ _ _ w] (any)]
    (sleep 100)
    (let [q (erlang/rpc there "node" "counter" [])]
      [why d w (and (pid? q) (not= p q)) (erlang/call q [:add 0])]))'
# a server here, called from there
erlang_says '[5 7 12]' '
  (do (server/start {:handle-call (fn [[_ n] _ s] [:reply (+ s n) (+ s n)]) :handle-cast (fn [[_ n] s] [:noreply (+ s n)])} [5] :name :adder)
      (let [call (fn [n] (erlang/rpc there "node" "call" [:adder (keyword "here@127.0.0.1") (erlang/tuple :add n)]))]
        [(call 0) (call 2) (do (erlang/rpc there "gen_server" "cast" [(erlang/tuple :adder (keyword "here@127.0.0.1")) (erlang/tuple :add 5)]) (sleep 100) (call 0))]))'
erlang_says 'true' '
  (try (erlang/rpc there "node" "call" [:nobody (keyword "here@127.0.0.1") 1]) (catch Exception e (boolean (re-find #"noproc" (pr-str (ex-data e))))))'
# links and monitors
erlang_says '[:DOWN :noproc]' '(do (monitor (erlang/named :nobody there)) (let [[d _ _ _ why] (any)] [d why]))'
erlang_says '[:EXIT true :why]' '
  (do (trap-exit true)
      (let [p (erlang/rpc there "erlang" "spawn" [:timer :sleep [60000]])]
        (link p) (kill-process p :why)
        (let [[e q why] (any)] [e (= p q) why])))'
erlang_says '[:EXIT :noproc]' '
  (do (trap-exit true)
      (let [p (erlang/rpc there "erlang" "spawn" [:timer :sleep [0]])]
        (sleep 100) (link p)
        (let [[e _ why] (any)] [e why])))'
erlang_says '[:exit [:because 1]]' '
  (do (let [p (spawn (fn [] (receive :end (die [:because 1]))))]
        (erlang/rpc there "node" "linked" [p (self)])
        (sleep 100) (! p :end) (any)))'
erlang_says '[:exit :noproc]' '
  (let [p (spawn (fn [] nil))]
    (sleep 10)
    (erlang/rpc there "node" "linked" [p (self)]) (any))'
erlang_says '[[:down true :normal] [:down true :noproc]]' '
  (do (vec (for [wait [200 0]]
             (let [p (spawn (fn [] (sleep wait)))]
               (when (zero? wait) (sleep 20))
               (erlang/rpc there "node" "watch" [p (self)])
               (let [[d q why] (any)] [d (= p q) why])))))'
erlang_says '[:EXIT :killed]' '
  (do (trap-exit true)
      (let [p (spawn-link (fn [] (receive :never nil)))]
        (erlang/rpc there "erlang" "exit" [p :kill])
        (let [[e _ why] (any)] [e why])))'
erlang_says '[:still :here]' '
  (let [p (spawn (fn [] (trap-exit true) (receive [_ me] (! me :here))))]
    (erlang/rpc there "node" "linked" [p (self)])
    (let [q (erlang/rpc there "erlang" "spawn" [:timer :sleep [50]])] (link q) (unlink q))
    (sleep 150) (! p [:m (self)]) [:still (any)])'
# a process of a worker of ours is one of this node to Erlang
erlang_says '[[:to-it 1] [:down :gone] [:exit :gone]]' '
  (let [me (self)
        p (spawn-on (fn [] (loop [] (receive [:end why] (die why) m (do (! me [:to-it m]) (recur))))))]
    (erlang/rpc there "erlang" "send" [p 1])
    (let [a (any)]
      (erlang/rpc there "node" "watch" [p (self)])
      (erlang/rpc there "node" "linked" [p (self)])
      (sleep 100)
      (! p [:end :gone])
      (into [a] (sort (map (fn [m] [(first m) (peek m)]) [(any) (any)])))))'
erlang_says '[:here [true 5] :EXIT :over]' '
  (let [me (self)
        p (erlang/rpc there "erlang" "whereis" [:echo])
        [w ref] (spawn-monitor-on (fn [] (! p [(self) 5]) (let [[q x] (receive m m)] (! me :here) (! me [(= p q) x]))))
        a (any) b (any)
        q (erlang/rpc there "erlang" "spawn" [:timer :sleep [60000]])
        l (spawn-on (fn [] (trap-exit true) (link q) (! me :linked) (receive [e _ why] (! me [e why]))))]
    (receive :linked nil)
    (sleep 100)
    (kill-process q :over)
    (into [a b] (receive [:EXIT why] [:EXIT why] :after 5000 [:timeout])))'
# order, and much of it: who sends waits while nothing is read there
erlang_says '[true 20000]' '
  (let [n 20000 me (self)]
    (spawn (fn [] (dotimes [i n] (! [:echo there] [me i]))))
    (let [got (vec (for [_ (range n)] (second (receive x x :after 10000 [nil nil]))))] [(= got (range n)) (count got)]))'
erlang_says '[1000000 true]' '(let [b (py/bytes 1000000)] [(count (py/bytes (.encode (back b)))) (= (back (str b)) (str b))])'

prints 'a counter there:
  add 1: 1
  add 1, after 10 that nobody waited for: 12
  crash: :crashed
  told by its monitor: :crashed
  its supervisor has started it anew: 1
a counter here:
  add 5, from there: 105' cljsh "$here/../../man/examples/erlang-counter.clj"

# --- what goes wrong -----------------------------------------------------------------

cat > wrong.clj <<'END'
(require '[cljsh.erlang :as erlang])
(defn why [f] (try (f) (catch Exception e (ex-message e))))
(println (why #(erlang/start "nameless")))
(println (why #(erlang/connect "there@127.0.0.1")))
(println (why #(erlang/start "x@no.such.host.invalid" ** :cookie "c")))
(println (why #(erlang/start "x@127.0.0.1")))
(erlang/start "here@127.0.0.1" ** :cookie "another" :interface "127.0.0.1")
(println (why #(erlang/start "again@127.0.0.1" ** :cookie "c")))
(println (why #(erlang/connect "there@127.0.0.1")))
(println (why #(erlang/connect "nobody@127.0.0.1")))
(println (why #(erlang/connect "nowhere")))
(println (why #(erlang/rpc "nobody@127.0.0.1" "m" "f" [])))
(let [r (monitor (do (! [:x "nobody@127.0.0.1"] 1) (erlang/named :x "nobody@127.0.0.1")))]
  (prn (receive [:DOWN _ _ _ reason] reason :after 5000 :timeout)))
END
run_it timeout 30 cljsh wrong.clj
printf '%s\n' "$out" > said
for text in 'The name of an Erlang node is "name@host", not "nameless"' 'this program is no Erlang node yet' 'host no.such.host.invalid:' 'there is no :cookie, and no file ' \
    'this program is the Erlang node here@127.0.0.1 already' 'node there@127.0.0.1: it has refused the connection' 'node nobody@127.0.0.1: epmd on its host does not know it' \
    'name of an Erlang node is name@host' ':noconnection'; do
    if grep -qF -- "$text" said; then pass; else fail "not said: $text; but $out $err"; fi
done
run_it env ERL_EPMD_PORT="$(free_port)" timeout 30 cljsh '(do (require (quote [cljsh.erlang :as erlang])) (erlang/start "x@127.0.0.1" ** :cookie "c"))'
case $status$err in 1*'epmd does not run here'*) pass ;; *) fail "no epmd: $err" ;; esac
run_it env ERL_EPMD_PORT="$(free_port)" timeout 30 cljsh '(do (require (quote [cljsh.erlang :as erlang])) (erlang/start "x@127.0.0.1" ** :cookie "c" :listen false))'
[ "$status" = 0 ] && pass || fail "without listening: $err"

# one that is stopped is gone when it does not answer; one that has nothing to say is not
cat > stopped.clj <<'END'
(require '[cljsh.erlang :as erlang])
(erlang/start "here@127.0.0.1" ** :cookie "biscuit" :interface "127.0.0.1" :silence 1500)
(def there "there@127.0.0.1")
(def os-pid (parse-long (apply str (map char (erlang/rpc there "os" "getpid" [])))))
(let [n (monitor (erlang/connect there))]
  (prn (receive [:DOWN _ _ _ reason] reason :after 4000 :still-there))
  (let [since (cljsh.node.prim/now-ms)]
    (.kill (py/__import__ "os") os-pid 19)
    ; it may have been silent for two of the four parts of that time before, when it had not been asked again
    (prn (receive [:DOWN _ _ _ reason] reason :after 9000 :timeout) (< 400 (- (cljsh.node.prim/now-ms) since) 8500))
    (.kill (py/__import__ "os") os-pid 18)))
END
prints ':still-there
:noconnection true' timeout 30 cljsh stopped.clj
# a node that is killed is gone at once; one that is stopped, when nothing is heard of it
cat > gone.clj <<'END'
(require '[cljsh.erlang :as erlang])
(erlang/start "here@127.0.0.1" ** :cookie "biscuit" :interface "127.0.0.1" :silence 20000)
(def there "there@127.0.0.1")
(def os-pid (parse-long (apply str (map char (erlang/rpc there "os" "getpid" [])))))
(let [p (erlang/rpc there "node" "counter" []), r (monitor p), n (monitor (erlang/connect there)), since (cljsh.node.prim/now-ms)]
  (.kill (py/__import__ "os") os-pid 9)
  (prn (sort (for [_ [1 2]] (receive [:DOWN _ _ _ reason] reason :after 5000 :timeout))) (< (- (cljsh.node.prim/now-ms) since) 2000) (erlang/nodes)))
END
prints '(:noconnection :noconnection) true []' timeout 30 cljsh gone.clj
wait $erlang 2> /dev/null
# it comes again, as another node: old pids stay dead
start_erlang biscuit there
sleep 0.5
erlang_says '[true :noproc true]' '
  (let [p (erlang/rpc there "node" "counter" [])]
    (erlang/disconnect there)
    (let [why (do (monitor p) (nth (any) 4))]
      [(not (alive? p)) why (not= p (erlang/rpc there "node" "counter" []))]))'
kill $erlang
wait $erlang 2> /dev/null
kill $epmd
wait $epmd 2> /dev/null || :
