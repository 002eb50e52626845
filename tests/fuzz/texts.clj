;; SPDX-License-Identifier: MIT
;; Reads texts, one a line of a file as JSON strings (with surrogates for what
;; is no UTF-8), and prints for each a line that begins with ok, error or BAD.
;;
;;   cljsh texts.clj FILE
;;
;; A text that can be read prints as a text that reads as an equal value; one
;; that cannot is an error that names its place.
(ns fuzz.texts
  (:require [clojure.string :as str]
            [clojure.edn :as edn]
            [json]))

(defn parts [x]
  (tree-seq coll? #(if (map? %) (concat (keys %) (vals %)) (seq %)) x))

(defn comparable?
  "May the value be compared with one read again?  A NaN is not equal to itself, a pattern only to itself."
  [x]
  (not-any? #(or (and (float? %) (not (== % %))) (instance? (class #"") %)) (parts x)))

(defn names-alone?
  "Does the name of x read as itself, without its namespace?"
  [x]
  (let [alone (if (keyword? x) (keyword nil (name x)) (symbol nil (name x)))]
    (= alone (try (read-string (pr-str alone)) (catch Throwable e nil)))))

(defn ambiguous?
  "Is a key of a map in x something like a/b/c or a/nil?  These are written as on the JVM, #:a{b/c 1}, where the name is
  read as another one, or as none."
  [x]
  (some #(and (map? %) (some (fn [k] (and (qualified-ident? k) (not (names-alone? k)))) (keys %))) (parts x)))

(defn round-trip [x]
  (let [text (pr-str x)]
    (try
      (let [again (read-string text)]
        (cond
          (or (not (comparable? x)) (ambiguous? x)) "ok"
          (not= (pr-str again) text) (str "BAD printed " text " and then " (pr-str again))
          (not= again x) (str "BAD not equal: " text)
          (not= (hash again) (hash x)) (str "BAD another hash: " text)
          :else "ok"))
      (catch Throwable e
        (if (ambiguous? x) "ok" (str "BAD unreadable: " text " " (ex-message e)))))))

(defn place
  "What an error says about where it is."
  [e text]
  (let [line (py/getattr e "line" nil), column (py/getattr e "column" nil)]
    (cond
      (str/includes? (str (class e)) "RecursionError") "error"
      (not (and (int? line) (int? column))) (str "BAD no place: " (class e) " " (ex-message e))
      (not (<= 1 line (inc (count (filter #{\newline} text))))) (str "BAD line " line)
      (str/blank? (ex-message e)) "BAD no message"
      :else "error")))

(defn check [text]
  (try
    (round-trip (binding [*read-eval* false] (read-string text)))
    (catch Throwable e
      (place e text))))

(doseq [line (str/split-lines (slurp (first *command-line-args*)))]
  (let [text (json/loads line)]
    (println (str/replace (.decode (.encode (check text) "ascii" "backslashreplace") "ascii") "\n" " "))
    (try (edn/read-string text) (catch Throwable e nil))))
(flush)
