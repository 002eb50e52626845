;; SPDX-License-Identifier: MIT
;; Futures, and what is made of them; locks.
;;
;; What runs at the same time are tasklets, started by cljsh.core/spawn-tasklet
;; and spawn-future. None of them keeps the program from ending: it ends when
;; the main program does.

(in-ns 'clojure.core)

(defn- binding-conveyor-fn
  "Returns a function that calls f with the bindings in force here, not copies: set! in it is seen here."
  {:added "1.3"}
  [f]
  (let [frame (cljsh.core/binding-frame)]
    (fn [& args]
      (let [before (cljsh.core/exchange-bindings frame)]
        (try
          (apply f args)
          (finally
            (cljsh.core/exchange-bindings before)))))))

;; --- futures ----------------------------------------------------------------

(defn future-call
  "Calls f in a tasklet and returns a future, whose deref waits for what it returns.
  When f throws, deref throws an ExecutionException with that as its cause."
  {:added "1.1"}
  [f]
  (let [result (cljsh.core/future*)]
    (cljsh.core/spawn-future result f)
    result))

(defmacro future
  "Evaluates the body in a tasklet and returns a future, whose deref waits for the value.
  The bindings of dynamic vars are those in force here."
  {:added "1.1"}
  [& body]
  `(future-call (^{:once true} fn* [] ~@body)))

(def ^:private processors
  "How much is computed at once, where nothing else says so."
  (delay (or (.cpu_count (py/__import__ "os")) 1)))

(defn pmap
  "Like map, but calls of f run in tasklets, a few ahead of what is consumed.
  Pays where f waits, for instance for a command or another machine."
  {:added "1.0"}
  ([f coll]
   (let [start  (fn start [s] ; one at a time, however coll is chunked
                  (lazy-seq
                    (when-let [s (seq s)]
                      (let [x (first s)]
                        (cons (future (f x)) (start (rest s)))))))
         finish (fn finish [running ahead]
                  (lazy-seq
                    (when-let [s (seq running)]
                      (cons (deref (first s))
                            (finish (rest s) (rest ahead))))))
         calls  (start coll)]
     (letfn [(step [calls ahead]
               (lazy-seq
                 (if-let [s (seq ahead)]
                   (cons (deref (first calls)) (step (rest calls) (rest s)))
                   (finish calls nil))))]
       (step calls (lazy-seq (drop (+ 2 @processors) calls))))))
  ([f coll & colls]
   (let [lists (fn lists [colls]
                 (lazy-seq
                   (let [seqs (map seq colls)]
                     (when (every? identity seqs)
                       (cons (map first seqs) (lists (map rest seqs)))))))]
     (pmap (fn [args] (apply f args)) (lists (cons coll colls))))))

(defn pcalls
  "Calls functions without arguments in tasklets, and returns a lazy seq of their values."
  {:added "1.0"}
  [& fns]
  (pmap (fn [f] (f)) fns))

(defmacro pvalues
  "Evaluates expressions in tasklets, and returns a lazy seq of their values."
  {:added "1.0"}
  [& exprs]
  `(pcalls ~@(map (fn [expr] (list 'clojure.core/fn [] expr)) exprs)))

;; --- locks ------------------------------------------------------------------

(defmacro locking
  "Evaluates the body while this task has the lock of x, which only one has at a time.
  Every value has a lock; who has it can take it again."
  {:added "1.0"}
  [x & body]
  `(let [lock# ~x]
     (cljsh.core/lock! lock#)
     (try
       ~@body
       (finally
         (cljsh.core/unlock! lock#)))))
