#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""library.py FOLDER: writes FOLDER/bench/library.clj, a namespace of five
thousand lines such as people write: mostly functions with docstrings, some
data, few macros, multimethods, records; and three of a hundred lines."""
import sys
from pathlib import Path

HEAD = """(ns bench.NAME
  "A namespace of LINES lines."
  (:require [clojure.set :as set]
            [clojure.string :as str]))
"""
FUNCTIONS = ["""
(defn step-{n}
  "Computes the next value of series {n}, from x and y and what follows.
  Throws when there is none."
  [x y & more]
  (let [total (reduce + 0 more)
        z     (* x {n})]
    (cond
      (neg? z)  (- total y)
      (zero? z) (throw (ex-info "no zero" {{:x x :y y :series {n}}}))
      :else     (recur (- x 1) (+ y {n}) more))))
""", """
(defn- words-{n}
  "The most frequent words of a text, without the short ones."
  [text]
  (->> (str/split text #"\\s+")
       (remove str/blank?)
       (filter (fn [w] (< {m} (count w))))
       (map str/lower-case)
       (frequencies)
       (sort-by val >)
       (take {m})))
""", """
(defn lookup-{n}
  "Finds what is under a key, or under the number it is written as."
  ([m] (lookup-{n} m :default))
  ([{{:keys [a b] :as m}} k]
   (case k
     :first           a
     :second          b
     (:third :fourth) (get m k)
     (try
       (get m (int k))
       (catch Exception e
         (str "not found: " (ex-message e)))))))
""", """
(defn walk-{n}
  "Walks through coll, and gathers what is new in it."
  [coll {{:keys [limit seen] :or {{limit {m} seen #{{}}}}}}]
  (loop [xs  (seq coll)
         acc []]
    (if-let [x (first xs)]
      (if (and (< (count acc) limit)
               (not (contains? seen x)))
        (recur (next xs) (conj acc (step-{s} x {n})))
        (recur (next xs) acc))
      {{:found (set/difference (set acc) #{{1 2 3}})
       :kind  :walk-{n}}})))
""", """
(defn report-{n}
  "Prints a table of rows, a line each."
  [rows options]
  (let [width (apply max 0 (map (fn [row] (count (str (:name row)))) rows))
        line  (fn [{{:keys [name size]}}]
                (str name
                     (apply str (repeat (- width (count (str name))) " "))
                     " "
                     (when (:sizes options)
                       size)))]
    (doseq [row rows]
      (println (line row)))
    (when-not (:quiet options)
      (println "total" (reduce + (map :size rows))))))
"""]
RARE = ["""
(def table-{n}
  "Settings of series {n}."
  {{:name    "entry {n}"
   :size    {n}
   :tags    #{{:a{n} :b{n}}}
   :pattern #"x{n}+"
   :rows    [[1 2.5 {n}]
             [3 4 "five"]]}})
""", """
(defmacro with-{n}
  "Evaluates the body with a name bound to a counter."
  [name & body]
  `(let [~name (atom {n})]
     (try
       ~@body
       (finally
         (reset! ~name nil)))))
""", """
(defmulti area-{n}
  "The area of a shape."
  :shape)

(defmethod area-{n} :circle
  [{{:keys [radius]}}]
  (* 3.14159 radius radius))

(defmethod area-{n} :square
  [{{:keys [side]}}]
  (* side side))
""", """
(defrecord Point{n} [x y])

(defn move-{n}
  "Moves a point."
  [p dx dy]
  (-> p
      (update :x + dx)
      (update :y + dy)))
"""]


def library(name, lines):
    text, n, step = HEAD.replace("NAME", name).replace("LINES", str(lines)), 0, 0
    while text.count("\n") < lines:
        n += 1
        kind = RARE[n // 10 % len(RARE)] if n % 10 == 0 else FUNCTIONS[n % len(FUNCTIONS)]
        text += kind.format(n=n, m=n % 7 + 2, s=step)
        if kind is FUNCTIONS[0]:
            step = n
        if n == 1:
            text += FUNCTIONS[0].format(n=0, m=2, s=0)
    return text


if __name__ == "__main__":
    folder = Path(sys.argv[1]) / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in {"library": 5000, "one": 100, "two": 100, "three": 100}.items():
        (folder / f"{name}.clj").write_text(library(name, lines))
