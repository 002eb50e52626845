;; SPDX-License-Identifier: MIT
;; Evaluates programs, one a line of a file, and prints for each a line: what
;; it noted by tick, and its value or what it threw.  Written in what cljsh
;; and Clojure on the JVM share, so that their outputs can be compared.
;;
;;   cljsh driver.clj FILE
(ns fuzz.driver
  (:require [clojure.string :as str]))

(def ^:dynamic *d* 5)
(def notes (atom []))
(def fuel 3000)

(declare plain)

(defn tick
  "Notes that the evaluation has come by here with x, and returns x.
  A program that notes too much is ended."
  [x]
  (when (< fuel (count @notes)) (throw (ex-info "out of fuel" {})))
  (swap! notes conj (if (or (number? x) (keyword? x) (nil? x) (string? x)) x :other))
  x)

(defn shown "Its text, where that is the same everywhere." [x] (if (or (fn? x) (coll? x)) "…" (str x)))

(defn int-of [x] (if (and (int? x) (< -1000000000 x 1000000000)) x 0))

(defn plain
  "The value as vectors, with maps and sets in an order of their own."
  [x]
  (cond
    (map? x) (into [:map] (sort-by pr-str (map (fn [[k v]] [(plain k) (plain v)]) x)))
    (set? x) (into [:set] (sort-by pr-str (map plain x)))
    (vector? x) (into [:vec] (map plain x))
    (sequential? x) (into [:seq] (map plain (take 50 x)))
    (or (number? x) (string? x) (keyword? x) (nil? x) (boolean? x)) x
    (fn? x) :fn
    (instance? Throwable x) :exception
    :else :object))

(defn thrown
  "What was thrown, without what hosts say differently."
  [e]
  (let [message (str (ex-message e))]
    (cond
      (ex-data e) [:threw message (plain (ex-data e))]
      (instance? ArithmeticException e) (if (str/includes? message "overflow") [:overflow] [:threw :arithmetic])
      :else [:threw :error])))

(defn broken?
  "Is it the compiler that failed, not the program?"
  [e]
  (some #(str/includes? (str (class e)) %) ["SystemError" "CompileError" "CompilerException"]))

(defn result [text]
  (reset! notes [])
  (let [value (try
                (let [form (binding [*ns* (the-ns 'fuzz.driver)] (read-string text))]
                  (binding [*ns* (the-ns 'fuzz.driver)]
                    (plain (eval form))))
                (catch Throwable e
                  (if (broken? e)
                    [:COMPILER (str (class e)) (ex-message e) (some-> e ex-cause ex-message)]
                    (try (thrown e) (catch Throwable e2 [:threw :error])))))]
    (pr-str value @notes)))

(doseq [text (str/split-lines (slurp (first *command-line-args*)))]
  (println (result text)))
(flush)
