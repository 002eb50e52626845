;; SPDX-License-Identifier: MIT
;; case and condp.
;;
;; case becomes a form laid out as the JVM's, which programs that walk code take apart:
;; (case* sym shift mask default {number [constant then], …} switch-type test-type).
;; Of that the compiler here needs sym, default and the pairs, and decides how to dispatch.

(in-ns 'clojure.core)

(defn- no-clause
  "Throws the error of a case or condp that nothing matches."
  [x]
  (throw (IllegalArgumentException. (str "No matching clause: " (cljsh.core/show x)))))

(intern 'cljsh.core (with-meta 'no-clause {:doc (:doc (meta #'no-clause))}) no-clause)

(defn- case-clauses
  "Splits the clauses of case into vectors of a list of constants and an expression."
  [clauses]
  (loop [out [], seen #{}, s (seq clauses)]
    (if (and s (next s))
      (let [test      (first s)
            constants (if (seq? test) (apply list test) (list test))
            seen      (loop [seen seen, c (seq constants)]
                        (if c
                          (if (contains? seen (first c))
                            (throw (IllegalArgumentException.
                                     (str "Duplicate case test constant: " (cljsh.core/show (first c)))))
                            (recur (conj seen (first c)) (next c)))
                          seen))]
        (recur (if (seq constants)
                 (conj out [constants (first (next s))])
                 out)
               seen
               (next (next s))))
      out)))

(defn- case-map
  "The clauses as {number [constant expression], …}."
  [cases]
  (loop [out [], n 0, cases (seq cases), constants (seq (first (first cases)))]
    (cond
      constants (recur (conj out n [(first constants) (second (first cases))]) (inc n) cases (next constants))
      cases     (recur out n (next cases) (seq (first (second cases))))
      :else     (apply array-map out))))

(defmacro case
  "Compares a value with constants, and evaluates the expression that stands after the equal one.
  The constants are not evaluated: numbers, strings, keywords, symbols,
  characters, vectors, maps, sets. A list groups several constants for one
  expression. A single expression at the end is the default; without one, a
  value that equals no constant is an IllegalArgumentException."
  {:added "1.2"}
  [e & clauses]
  (let [value   (gensym "case__")
        default (if (odd? (count clauses))
                  (last clauses)
                  `(cljsh.core/no-clause ~value))
        cases   (case-clauses clauses)]
    (if (seq cases)
      `(let* [~value ~e]
         (case* ~value 0 0 ~default ~(case-map cases) :compact :hash-equiv))
      `(let* [~value ~e] ~default))))

(defmacro condp
  "Calls (pred test value) for one test after another, and evaluates the first whose call is truthy.
  A clause is `test expression`, or `test :>> function`, where the function
  is called with what pred returned. A single expression at the end is the
  default; without one, no match is an IllegalArgumentException."
  {:added "1.0"}
  [pred expr & clauses]
  (let [p     (gensym "pred__")
        value (gensym "value__")
        emit  (fn emit [clauses]
                (cond
                  (nil? clauses)
                  `(cljsh.core/no-clause ~value)

                  (nil? (next clauses))
                  (first clauses)

                  (= :>> (nth clauses 1))
                  (if (nnext clauses)
                    `(let* [found# (~p ~(first clauses) ~value)]
                       (if found#
                         (~(nth clauses 2) found#)
                         ~(emit (next (nnext clauses)))))
                    (throw (IllegalArgumentException. "condp: nothing follows :>>")))

                  :else
                  `(if (~p ~(first clauses) ~value)
                     ~(nth clauses 1)
                     ~(emit (nnext clauses)))))]
    `(let* [~p ~pred, ~value ~expr]
       ~(emit (seq clauses)))))
