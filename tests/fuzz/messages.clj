;; SPDX-License-Identifier: MIT
;; Messages between nodes, changed at random: reading one never does more than throw.
;;
;;   cljsh tests/fuzz/messages.clj [SEED [COUNT]]
;;
;; Ends with a line N passed, M failed.
(ns messages
  (:require [cljsh.node]
            [random]))

(alias 'prim 'cljsh.node.prim)

(def seed (or (some-> (first *command-line-args*) parse-long) (some-> (getenv "FUZZ_SEED") parse-long) (random/randrange 1000000)))
(def n (or (some-> (second *command-line-args*) parse-long) 20000))
(def r (random/Random seed))

(defn new-link []
  (let [link (prim/make-link nil nil true)]
    (prim/name-link! link (prim/new-id) "nowhere")
    link))

(def k 5)
(def samples
  [nil 42 -7 (apply * (range 1 40)) 1.5 22/7 1.5M "text" "ünï" 'a/b :a/b [1 [2 [3]]] '(1 2) #{1 2} {:a 1, :b {:c [2]}}
   (sorted-map 1 2 3 4) (sorted-set 3 1) (sorted-map-by > 1 2 3 4) (with-meta [1] {:m 1}) #"a+b" (py/bytes [1 2 255])
   #inst "2020-02-29T12:34:56.789-00:00" (zipmap (range 40) (range 40)) (range 20) (map inc [1 2]) (self) (monitor (self))
   (ex-info "message" {:a 1} (ValueError. "cause")) (fn [x] (+ x k)) (fn ([a] (loop [i 0] (if (< i a) (recur (inc i)) i))) ([a & b] [a b]))
   #'clojure.core/map map (py/tuple [1 2]) (py/list [1 "a"]) (py/dict {"a" 1}) [:ping (self) 1] {:f (fn [] (throw (Exception. "x")))}])

(def pickle-tag "Bytes of a pickle are Python's to read: none is made up." 51)

(defn changed
  "The bytes with some of them others, gone, or doubled."
  [bytes]
  (let [b (py/bytearray bytes)]
    (dotimes [_ (inc (.randrange r 4))]
      (when (pos? (count b))
        (let [i (.randrange r (count b))]
          (case (.randrange r 6)
            0 (.__delitem__ b i)
            1 (.insert b i (.randrange r 256))
            2 (.__delitem__ b (py/slice i nil))
            3 (.extend b (.__getitem__ b (py/slice 0 i)))
            4 (.__setitem__ b i (bit-xor (bit-and 255 (py/int (.__getitem__ (py/bytes b) i))) (bit-shift-left 1 (.randrange r 8))))
            5 (.__setitem__ b i (.randrange r 256))))))
    (py/bytes b)))

(defn has-pickle? [bytes] (pos? (.count bytes (py/bytes [pickle-tag]))))

(let [links   (volatile! (new-link))
      written (mapv (fn [x] (prim/message-bytes @links x)) samples)
      failed  (volatile! 0)
      read    (volatile! 0)]
  (dotimes [i n]
    (when (zero? (mod i 500)) ; nodes met in messages go with their link
      (prim/close-link @links :noconnection)
      (vreset! links (new-link)))
    (let [bytes (changed (nth written (.randrange r (count written))))]
      (when-not (has-pickle? bytes)
        (try
          (prim/message-of @links bytes)
          (vswap! read inc)
          (catch cljsh.DecodeError _ nil)
          (catch Exception e
            (vswap! failed inc)
            (println "seed" seed "input" i (str (class e)) (ex-message e) (.hex bytes)))))))
  (println (str @read " of " n " were read, seed " seed))
  ;; the same with terms of Erlang's
  (when (try (require 'cljsh.erlang) true (catch FileNotFoundError _ false))
    (let [encode (resolve 'cljsh.erlang.prim/encode), decode (resolve 'cljsh.erlang.prim/decode), read (volatile! 0)
          bytes-of (fn [& xs] (py/bytes xs))
          terms (into [(bytes-of 131 108 0 0 0 1 97 1 97 2)                                      ; [1 | 2]
                       (bytes-of 131 77 0 0 0 2 3 1 160)                                         ; <<1, 5:3>>
                       (bytes-of 131 113 119 1 109 119 1 102 97 2)                               ; fun m:f/2
                       (bytes-of 131 88 119 3 97 64 98 0 0 0 9 0 0 0 0 0 0 0 1)                  ; a pid
                       (bytes-of 131 90 0 3 119 3 97 64 98 0 0 0 1 0 0 0 1 0 0 0 2 0 0 0 3)      ; a reference
                       (bytes-of 131 120 119 3 97 64 98 0 0 0 0 0 0 0 9 0 0 0 1)                 ; a port
                       (bytes-of 131 107 0 3 1 2 3) (bytes-of 131 100 0 3 97 98 255) (bytes-of 131 110 2 1 255 255)]
                      (keep (fn [x] (try (encode x) (catch Exception _ nil))))
                      samples)]
      (doseq [t terms] (when-not (= t (encode (decode t))) ; what is the same value can be written otherwise
                         (decode (encode (decode t)))))
      (dotimes [i n]
        (let [bytes (changed (nth terms (.randrange r (count terms))))]
          (try
            (decode bytes)
            (vswap! read inc)
            (catch cljsh.DecodeError _ nil)
            (catch Exception e
              (vswap! failed inc)
              (println "seed" seed "term" i (str (class e)) (ex-message e) (.hex bytes))))))
      (println (str @read " of " n " terms of Erlang's were read, seed " seed))))
  (println (if (zero? @failed) "1 passed, 0 failed" "0 passed, 1 failed")))
