;; SPDX-License-Identifier: MIT
;; Transactions. What they do to refs is in cljsh/sched/stm.c; here is what
;; calls functions of the user: the loop that runs a body until it succeeds,
;; alter and commute.

(in-ns 'clojure.core)

(def ^:private attempts-limit
  "How often a transaction is tried."
  10000)

(def ^:private again
  "The result of an attempt that is to be repeated."
  'again)

(defn- commit
  "Makes the changes of the transaction everybody's, running commuted functions on the latest values.
  Returns what is to be done afterwards: [changes sends] of which somebody wants to know, or true for nothing."
  []
  (loop []
    (if-let [[ref functions] (cljsh.core/tx-stale)]
      (do (doseq [f functions]
            (cljsh.core/tx-put! ref (f (cljsh.core/tx-value ref))))
          (recur))
      (or (cljsh.core/tx-commit)
          (recur)))))

(defn- attempt
  "Runs the body of a transaction once: [value afterwards], or the mark for another time."
  [f n]
  (cljsh.core/tx-begin n)
  (try
    (let [value (f)]
      [value (commit)])
    (catch cljsh.RetryTransaction _
      again)
    (finally
      (cljsh.core/tx-end))))

(defn- run-transaction
  "Runs f as a transaction, or as part of the one that runs already."
  [f]
  (if (cljsh.core/tx-running?)
    (f)
    (loop [n 0]
      (when (= n attempts-limit)
        (throw (RuntimeError. "Transaction failed after reaching retry limit")))
      (let [result (attempt f n)]
        (if (identical? result again)
          (recur (inc n))
          (let [[value afterwards] result]
            (when-not (true? afterwards)
              (let [[changes sends] afterwards]
                (try
                  (doseq [[ref old new] (partition 3 changes)]
                    (cljsh.core/notify-watches ref old new))
                  (finally
                    (doseq [action sends]
                      (dispatch action))))))
            value))))))

(intern 'cljsh.core 'run-transaction run-transaction)

(defmacro sync
  "Evaluates the body as a transaction; the flags are not used. See dosync."
  {:added "1.0"}
  [flags-ignored-for-now & body]
  `(cljsh.core/run-transaction (fn [] ~@body)))

(defmacro dosync
  "Evaluates the body as a transaction: all its changes of refs happen at once, or none.
  It sees all refs as they were at one moment. When others change meanwhile
  what it depends on, it is run again, so it should have no other effects. An
  exception ends it without changes. A dosync inside of another is part of
  that."
  {:added "1.0"}
  [& body]
  `(sync nil ~@body))

(defn alter
  "Sets a ref in a transaction to (apply f value args) and returns the new value."
  {:added "1.0"}
  ([ref f] (ref-set ref (f (cljsh.core/tx-value ref))))
  ([ref f x] (ref-set ref (f (cljsh.core/tx-value ref) x)))
  ([ref f x y] (ref-set ref (f (cljsh.core/tx-value ref) x y)))
  ([ref f x y & more] (ref-set ref (apply f (cljsh.core/tx-value ref) x y more))))

(defn commute
  "Sets a ref in a transaction to (apply f value args) and returns the new value, which is provisional.
  At the end f is called again with the value that the ref has then; so it
  does not matter if others have changed it. For functions whose order does
  not matter, as + or conj to a set."
  {:added "1.0"}
  [ref f & args]
  (let [change (fn [value] (apply f value args))]
    (cljsh.core/tx-put! ref (change (cljsh.core/tx-commute! ref change)))))
