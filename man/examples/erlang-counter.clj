#!/usr/bin/env cljsh
;; SPDX-License-Identifier: MIT
;; A counter server of Erlang's used from here, and one of ours used from there:
;;
;;   erlang-counter.clj
;;
;; Starts an Erlang node (erl, with a name and a cookie of its own), and joins
;; it as another node. The counter there is a gen_server under a supervisor,
;; and is called, crashed, and called again; the one here is a server of
;; cljsh.otp.server, that a process there calls with gen_server:call.

(ns erlang-counter
  (:require [cljsh.erlang :as erlang]
            [cljsh.fs :as fs]
            [cljsh.otp.server :as server]
            [os]
            [secrets]))

(def module "-module(counter).
-export([tree/0, start_link/0, init/1, handle_call/3, handle_cast/2, handle_info/2, ask/2]).
tree() -> {ok, Pid} = supervisor:start_link({local, tree}, ?MODULE, tree), unlink(Pid), ok.
start_link() -> gen_server:start_link({local, counter}, ?MODULE, 0, []).
init(tree) -> {ok, {#{}, [#{id => counter, start => {?MODULE, start_link, []}}]}};
init(N) -> {ok, N}.
handle_call({add, K}, _, N) -> {reply, N + K, N + K};
handle_call(crash, _, _) -> exit(crashed).
handle_cast({add, K}, N) -> {noreply, N + K}.
handle_info(_, N) -> {noreply, N}.
ask(Node, Request) -> gen_server:call({counter, Node}, Request).
")

(def cookie (secrets/token-hex 16))
(def suffix (str (os/getpid)))
(def here (str "here" suffix "@127.0.0.1"))
(def there (str "there" suffix "@127.0.0.1"))

(defn connected
  "Connects to the node, which has just been started."
  [tries]
  (or (try
        (erlang/connect there)
        (catch ExceptionInfo e
          (if (pos? tries) nil (throw e))))
      (do (sleep 100) (recur (dec tries)))))

(defn reason [f] (try (f) (catch ExceptionInfo e (:reason (ex-data e)))))

(fs/with-temp-dir [dir {}]
  (spit (str dir "/counter.erl") module)
  ($ erlc -o ~(str dir) ~(str dir "/counter.erl"))
  (let [erl ($& erl -name ~there -setcookie ~cookie -noinput -hidden -kernel logger_level error -pa ~(str dir) -kernel inet_dist_use_interface "{127,0,0,1}")]
    (try
      ;; epmd has been started by erl, if it was not there
      (loop [tries 50]
        (when-not (try (erlang/start here ** :cookie cookie :interface "127.0.0.1")
                       (catch ExceptionInfo e (when (zero? tries) (throw e))))
          (sleep 100)
          (recur (dec tries))))
      (connected 50)

      (println "a counter there:")
      (erlang/rpc there "counter" "tree" [])
      (println "  add 1:" (erlang/call [:counter there] [:add 1]))
      (erlang/cast [:counter there] [:add 10])
      (println "  add 1, after 10 that nobody waited for:" (erlang/call [:counter there] [:add 1]))
      (let [pid (erlang/rpc there "erlang" "whereis" [:counter])
            ref (monitor pid)]
        (println "  crash:" (reason #(erlang/call pid :crash)))
        (receive [:DOWN ref _ _ why] (println "  told by its monitor:" why) :after 5000 (println "  nothing is told")))
      (sleep 100)
      (println "  its supervisor has started it anew:" (erlang/call [:counter there] [:add 1]))

      (println "a counter here:")
      (server/start {:handle-call (fn [[_ k] _ n] [:reply (+ n k) (+ n k)])} [100] :name :counter)
      (println "  add 5, from there:" (erlang/rpc there "counter" "ask" [(keyword here) (erlang/tuple :add 5)]))
      (finally
        (kill erl)
        (wait erl)))))
