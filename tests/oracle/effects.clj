;; SPDX-License-Identifier: MIT
;; Exceptions, metadata, state.
(ns oracle.effects (:require [clojure.walk :as walk] [clojure.data :as data] [clojure.zip :as zip] [clojure.template :as template] [clojure.string :as str]))
;=> nil

;; exceptions
(ex-message (ex-info "m" {}))
;=> "m"
(ex-data (ex-info "m" {:a 1}))
;=> {:a 1}
(ex-data (Exception. "m"))
;=> nil
(ex-data nil)
;=> nil
(ex-data 1)
;=> nil
(ex-message nil)
;=> nil
(ex-message 1)
;=> nil
(ex-message (Exception. "m"))
;=> "m"
(ex-message (Exception.))
;=> nil
(ex-message (ex-cause (ex-info "m" {} (Exception. "c"))))
;=> "c"
(ex-cause (Exception. "m"))
;=> nil
(ex-cause nil)
;=> nil
(ex-info "m")
;!! ArityException
(ex-info "m" 1)
;!! ClassCastException
(ex-info 1 {})
;!! ClassCastException
;settled lenient: #error {:cause "1", :data {}, :via [{:type clojure.lang.ExceptionInfo, :message "1", :data {}}], :trace []}
(throw (ex-info "m" {:a [1 2]}))
;!! ExceptionInfo "m" "{:a [1 2]}"
(ex-message (Exception. "m" (Exception. "c")))
;=> "m"
(ex-message (ex-cause (Exception. "m" (Exception. "c"))))
;=> "c"
(ex-message (ex-cause (Exception. (Exception. "c"))))
;=> "c"
(:cause (Throwable->map (ex-info "m" {:a 1} (Exception. "inner"))))
;=> "inner"
(map :message (:via (Throwable->map (ex-info "m" {:a 1} (Exception. "inner")))))
;=> ("m" "inner")
(try (throw (IllegalArgumentException. "iae")) (catch IllegalArgumentException e (ex-message e)))
;=> "iae"
(try (throw (IllegalStateException. "ise")) (catch RuntimeException e (ex-message e)))
;=> "ise"
(try (throw (UnsupportedOperationException.)) (catch UnsupportedOperationException e (ex-message e)))
;=> nil
(try (nth [] 0) (catch IndexOutOfBoundsException e :ioobe))
;=> :ioobe
(try (assert false "boom") (catch AssertionError e (ex-message e)))
;=> "Assert failed: boom\nfalse"
(try ((fn [a])) (catch clojure.lang.ArityException e :arity))
;=> :arity
(try (throw (Error. "err")) (catch Exception e :exc) (catch Error e :err))
;=> :err
(try (throw (ex-info "a" {})) (catch Throwable t (class? (class t))))
;=> true
(slurp "/no/such/file")
;!! FileNotFoundException
(slurp nil)
;!! IllegalArgumentException
(spit "/no/such/dir/file" "x")
;!! FileNotFoundException
(load-file "/no/such/file.clj")
;!! FileNotFoundException
(load "/no/such/lib")
;!! FileNotFoundException

;; metadata
(meta nil)
;=> nil
(meta 1)
;=> nil
(meta [])
;=> nil
(meta ^:a [1])
;=> {:a true}
(meta ^{:a 1} {})
;=> {:a 1}
(meta 'a)
;=> nil
(meta (with-meta 'a {:x 1}))
;=> {:x 1}
(with-meta [1] nil)
;=> [1]
(with-meta [1] {:a 1})
;=> [1]
(with-meta 1 {})
;!! ClassCastException
(with-meta "a" {})
;!! ClassCastException
(with-meta :a {})
;!! ClassCastException
(with-meta nil {})
;!! NullPointerException
(with-meta [1] 5)
;!! ClassCastException
(meta (with-meta (fn []) {:a 1}))
;=> {:a 1}
((with-meta (fn [] 5) {:a 1}))
;=> 5
(meta (vary-meta [1] assoc :a 1))
;=> {:a 1}
(vary-meta 1 assoc :a 1)
;!! ClassCastException
(meta (conj ^:a [1] 2))
;=> {:a true}
(meta (assoc ^:a {} :b 1))
;=> {:a true}
(meta (map inc ^:a [1]))
;=> nil
(meta (seq ^:a [1]))
;=> nil
(meta (into ^:a [] [1]))
;=> {:a true}
(meta (vec ^:a [1]))
;=> nil
(meta (set ^:a #{1}))
;=> nil
(meta (empty ^:a [1]))
;=> {:a true}
(meta (pop ^:a [1]))
;=> {:a true}
(meta (rest ^:a '(1 2)))
;=> nil
(meta (first [^:a []]))
;=> {:a true}
(meta (merge ^:a {} {:b 1}))
;=> {:a true}
(meta (with-meta (range 3) {:a 1}))
;=> {:a 1}
(meta (with-meta (lazy-seq [1]) {:a 1}))
;=> {:a 1}
(= ^:a [1] [1])
;=> true
(meta '^:a b)
;=> {:a true}
(meta (quote ^{:a 1} (1 2)))
;=> {:a 1}
(:line (meta '(1)))
;=> nil
(alter-meta! (atom 1) assoc :a 1)
;=> {:a 1}
(reset-meta! (atom 1) {:b 2})
;=> {:b 2}
(meta (atom 1 :meta {:a 1}))
;=> {:a 1}
(alter-meta! 1 assoc)
;!! ClassCastException
(:name (meta #'str))
;=> str
(ns-name (:ns (meta #'str)))
;=> clojure.core
(let [x ^{:a (+ 1 2)} [1]] (meta x))
;=> {:a 3}
(meta (subvec ^:a [1 2] 1))
;=> nil
(meta (update-vals ^:a {:b 1} inc))
;=> {:a true}
(meta (select-keys ^:a {:b 1} [:b]))
;=> {:a true}
(meta (filterv odd? ^:a [1]))
;=> nil
(meta (sort ^:a [1 2]))
;=> {:a true}
(meta (dissoc ^:a {:b 1} :b))
;=> {:a true}
(meta (disj ^:a #{1} 1))
;=> {:a true}
(meta (reverse ^:a [1]))
;=> nil
(meta (list* ^:a [1]))
;=> nil
(meta (persistent! (transient ^:a {})))
;=> nil
(meta (zipmap ^:a [:x] [1]))
;=> nil

;; state
@(atom 1)
;=> 1
(deref (atom 1))
;=> 1
(deref 1)
;!! ClassCastException
@nil
;!! NullPointerException
(atom)
;!! ArityException
(swap! (atom 1) inc)
;=> 2
(swap! (atom 1) + 2 3 4)
;=> 10
(swap! 1 inc)
;!! ClassCastException
(swap! (atom 1) nil)
;!! NullPointerException
(reset! (atom 1) 2)
;=> 2
(swap-vals! (atom 1) inc)
;=> [1 2]
(reset-vals! (atom 1) 2)
;=> [1 2]
(compare-and-set! (atom 1) 1 2)
;=> true
(compare-and-set! (atom 1) 5 2)
;=> false
(atom 1 :validator odd?)
;=> #object[ {:status :ready, :val 1}]
(atom 2 :validator odd?)
;!! IllegalStateException
(swap! (atom 1 :validator odd?) inc)
;!! IllegalStateException
(reset! (atom 1 :validator odd?) 2)
;!! IllegalStateException
(get-validator (atom 1))
;=> nil
(set-validator! (atom 2) odd?)
;!! IllegalStateException
(let [a (atom 1)] (set-validator! a odd?) (reset! a 3))
;=> 3
(let [a (atom 1) log (atom [])] (add-watch a :k (fn [k r o n] (swap! log conj [k o n]))) (swap! a inc) (remove-watch a :k) (swap! a inc) @log)
;=> [[:k 1 2]]
(add-watch 1 :k identity)
;!! ClassCastException
(volatile! 1)
;=> #object[ {:status :ready, :val 1}]
@(volatile! 1)
;=> 1
(vreset! (volatile! 1) 2)
;=> 2
(vswap! (volatile! 1) + 2)
;=> 3
(vreset! (atom 1) 2)
;!! ClassCastException
@(delay 1)
;=> 1
(force (delay 1))
;=> 1
(force 1)
;=> 1
(realized? (delay 1))
;=> false
(let [d (delay 1)] @d (realized? d))
;=> true
(realized? 1)
;!! ClassCastException
(realized? (lazy-seq [1]))
;=> false
(realized? (range 3))
;!! ClassCastException
(let [n (atom 0) d (delay (swap! n inc))] @d @d @n)
;=> 1
(let [d (delay (throw (ex-info "once" {})))] [(try @d (catch Exception e (ex-message e))) (try @d (catch Exception e (ex-message e)))])
;=> ["once" "once"]
(delay? (delay 1))
;=> true
(let [p (promise)] (deliver p 1) (deliver p 2) @p)
;=> 1
(deref (promise) 10 :timeout)
;=> :timeout
(realized? (promise))
;=> false
(deliver (promise) nil)
;=> #object[ {:status :ready, :val nil}]
(let [p (promise)] (deliver p 1))
;=> #object[ {:status :ready, :val 1}]
@(future 1)
;=> 1
(deref (future 1) 1000 :timeout)
;=> 1
@(future (throw (ex-info "f" {})))
;!! ExecutionException
(let [f (future 1)] @f [(future-done? f) (future-cancelled? f) (realized? f) (future? f)])
;=> [true false true true]
(future-cancel 1)
;!! ClassCastException
(let [r (ref 1)] (dosync (alter r inc)) @r)
;=> 2
(let [r (ref 1)] (dosync (ref-set r 5) (commute r inc)) @r)
;=> 6
(alter (ref 1) inc)
;!! IllegalStateException
(ref-set (ref 1) 2)
;!! IllegalStateException
(commute (ref 1) inc)
;!! IllegalStateException
(ensure (ref 1))
;!! IllegalStateException
(dosync)
;=> nil
(dosync (ensure (ref 1)))
;=> 1
(ref 1 :validator even?)
;!! IllegalStateException
(dosync (alter (ref 2 :validator even?) inc))
;!! IllegalStateException
(let [r (ref 1)] (try (dosync (ref-set r 2) (throw (Exception. "x"))) (catch Exception e)) @r)
;=> 1
(io! 1)
;=> 1
(dosync (io! 1))
;!! IllegalStateException
(dosync (io! "msg" 1))
;!! IllegalStateException
(let [a (agent 1)] (send a inc) (await a) @a)
;=> 2
(let [a (agent 1)] (send-off a + 5) (await a) @a)
;=> 6
(agent 1 :validator even?)
;!! IllegalStateException
(send 1 inc)
;!! ClassCastException
(await 1)
;!! ClassCastException
(let [a (agent 1)] (send a (fn [_] (throw (ex-info "ag" {})))) (deref (promise) 100 nil) [(ex-message (agent-error a)) (try (send a inc) (catch Exception e (ex-message e)))])
;=> ["ag" "Agent is failed, needs restart"]
(let [a (agent 1 :error-mode :continue)] (send a (fn [_] (throw (ex-info "ag" {})))) (send a inc) (await a) @a)
;=> 2
(let [a (agent 1)] (send a / 0) (deref (promise) 100 nil) (restart-agent a 5) (send a inc) (await a) @a)
;=> 6
(error-mode (agent 1))
;=> :fail
(error-mode (agent 1 :error-handler prn))
;=> :continue
(pmap inc [1 2 3])
;=> (2 3 4)
(pmap inc nil)
;=> ()
(pmap + [1 2] [3 4])
;=> (4 6)
(pcalls (constantly 1) (constantly 2))
;=> (1 2)
(pvalues 1 (+ 1 1))
;=> (1 2)
(locking 1 2)
;=> 2
(locking nil 2)
;!! NullPointerException
(def d2 5)
;=> #'oracle.effects/d2
(alter-var-root #'d2 inc)
;=> 6
(alter-var-root #'d2 nil)
;!! NullPointerException
(alter-var-root 1 inc)
;!! ClassCastException
(let [a (atom nil)] (swap! a assoc :x 1) @a)
;=> {:x 1}
(let [p (promise) f (fn [v] (deliver p v))] (add-tap f) (tap> 5) [(deref p 1000 :late) (remove-tap f)])
;=> [5 nil]
