;; SPDX-License-Identifier: MIT
(ns selmer.filters
  "What {{value|filter:argument}} in templates does."
  {:added "1.12"}
  (:require [clojure.string :as str]))

(defn- number [x] (if (string? x) (or (parse-long x) (parse-double x)) x))
(defonce ^:no-doc filters
  (atom
    {"add" (fn [x & ys] (if (every? number? (map number (cons x ys))) (apply + (map number (cons x ys))) (apply str x ys))), "abbreviate" (fn [s n & _] (if (> (count s) (number n)) (str (subs s 0 (- (number n) 3)) "...") s))
     "abs" abs, "block.super" identity, "capitalize" (fn [s] (str/capitalize (str s))), "center" (fn [s n] (.center (str s) (number n)))
     "count" count, "count-is" (fn [x n] (= (count x) (number n))), "currency-format" (fn [n & _] (str "$" (py/format (py/float n) ",.2f"))), "date" (fn [d f & _] (when d (.format (java.time.format.DateTimeFormatter/ofPattern f) d)))
     "default" (fn [x y] (if (nil? x) y (if (false? x) y x))), "default-if-empty" (fn [x y] (if (or (nil? x) (and (or (coll? x) (string? x)) (empty? x))) y x)), "double-format" (fn [n & [d]] (py/format (py/float n) (str "." (or d 1) "f")))
     "empty?" empty?, "not-empty" not-empty, "first" first, "last" last, "rest" rest, "take" (fn [xs n] (take (number n) xs)), "drop" (fn [xs n] (drop (number n) xs)), "drop-last" (fn [xs n] (drop-last (number n) xs))
     "get-digit" (fn [n i] (let [s (str n)] (get s (- (count s) (number i)) n))), "hash" (fn [s algorithm] (let [h (.new (py/__import__ "hashlib") algorithm)] (.update h (.encode s)) (.hexdigest h)))
     "integer-format" str, "join" (fn [xs & [sep]] (str/join (or sep "") xs)), "json" (fn [x] [:safe ((requiring-resolve 'cheshire.core/generate-string) x)]), "keywordize" keyword, "length" count, "length-is" (fn [x n] (= (count x) (number n)))
     "linebreaks" (fn [s] [:safe (str "<p>" (-> s (str/replace "\n\n" "</p><p>") (str/replace "\n" "<br />")) "</p>")]), "linebreaks-br" (fn [s] [:safe (str/replace s "\n" "<br />")]), "linenumbers" (fn [s] (str/join "\n" (map-indexed (fn [i l] (str (inc i) ". " l)) (str/split-lines s))))
     "lower" (fn [s] (str/lower-case (str s))), "upper" (fn [s] (str/upper-case (str s))), "name" name, "number-format" (fn [n f & _] (format f n)), "pluralize" (fn [x & [a b]] (let [n (if (number? x) x (count x)), [one many] (if b [a b] ["" (or a "s")])] (if (= n 1) one many)))
     "rand-nth" rand-nth, "random" rand-nth, "remove" (fn [s cs] (apply str (remove (set cs) s))), "remove-tags" (fn [s & tags] (reduce (fn [s t] (str/replace s (re-pattern (str "</?" t "[^>]*>")) "")) s tags)), "replace" (fn [s a b] (str/replace s a b)), "round" (fn [n] (Math/round (double n)))
     "safe" (fn [s] [:safe s]), "sort" sort, "sort-by" (fn [xs k] (sort-by (keyword k) xs)), "sort-reversed" (fn [xs] (reverse (sort xs))), "sort-by-reversed" (fn [xs k] (reverse (sort-by (keyword k) xs))), "str" str, "subs" (fn [s a & [b more]] (let [a (number a), b (when b (min (number b) (count s)))] (if b (str (subs s a b) more) (subs s a)))), "title" (fn [s] (.title (str s))), "trim" str/trim
     "urlescape" (fn [s] (java.net.URLEncoder/encode (str s) "UTF-8")), "upper-first" (fn [s] (str (str/upper-case (subs s 0 1)) (subs s 1))), "phone" identity, "email" (fn [s] [:safe (str "<a href='mailto:" s "'>" s "</a>")])
     "multiply" (fn [x y] (* (number x) (number y))), "divide" (fn [x y] (/ (number x) (number y))), "between?" (fn [x a b] (<= (number a) x (number b)))}))
(defn add-filter! "Adds a filter by name." {:added "1.12"} [name f] (swap! filters assoc (clojure.core/name name) f) nil)
(defn remove-filter! "Takes a filter away." {:added "1.12"} [name] (swap! filters dissoc (clojure.core/name name)) nil)
(defn get-filter "Returns a filter by name." {:added "1.12"} [name] (get @filters (clojure.core/name name)))
