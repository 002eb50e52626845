;; SPDX-License-Identifier: MIT
(ns to-erlang
  (:require [cljsh.erlang :as erlang]
            [time :refer [monotonic]]))

;; A million messages to a process of Erlang's that counts them.
(def n 1000000)

(erlang/start "own@127.0.0.1" ** :cookie "bench" :interface "127.0.0.1")

(let [count (erlang/rpc "other@127.0.0.1" "erlang" "whereis" [:count])
      start (monotonic)]
  (dotimes [i n] (! count i))
  (! count [:done (self)])
  (let [got (receive x x)]
    (println "one-way" (- (monotonic) start) got)))
