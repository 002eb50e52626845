;; SPDX-License-Identifier: MIT
(ns cljsh.java.text-parts
  "java.util's StringTokenizer and StringJoiner: texts that are taken apart and put together."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter-class]]
            [clojure.string :as str]))

(defn- none-there
  ([] (throw (java.util.NoSuchElementException.)))
  ([text] (throw (java.util.NoSuchElementException. text))))

;; --- StringTokenizer -----------------------------------------------------------------

(defn- skip
  "The index from i on of the first character that is a delimiter, or is none; the end otherwise."
  [text i delimiters delimiter?]
  (let [n (count text)]
    (loop [i i]
      (if (and (< i n) (not= delimiter? (contains? delimiters (nth text i))))
        (recur (inc i))
        i))))

(deftype StringTokenizer [text ^:mutable at ^:mutable delimiters keep?]
  java.util.Enumeration
  (start_ [_] (if keep? at (skip text at delimiters false)))
  (end_ [_ start]
    (let [end (skip text start delimiters true)]
      (if (and keep? (= start end)) (inc start) end)))
  (hasMoreTokens [this] (< (.start_ this) (count text)))
  (hasMoreElements [this] (.hasMoreTokens this))
  (nextToken [this]
    (let [start (.start_ this)]
      (when-not (< start (count text))
        (none-there))
      (set! at (.end_ this start))
      (subs text start at)))
  (nextToken [this others]
    (set! delimiters (set others))
    (.nextToken this))
  (nextElement [this] (.nextToken this))
  (countTokens [this]
    (let [before at]
      (loop [n 0]
        (if (.hasMoreTokens this)
          (do (.nextToken this)
              (recur (inc n)))
          (do (set! at before)
              n)))))
  Object
  (toString [_] text))

(enter-class java.util.StringTokenizer StringTokenizer "The parts of a text."
  (new "Between delimiters, which are tokens, too, when asked for."
    (fn ([s] (StringTokenizer. s 0 (set " \t\n\r\f") false))
        ([s delimiters] (StringTokenizer. s 0 (set delimiters) false))
        ([s delimiters keep?] (StringTokenizer. s 0 (set delimiters) keep?)))))

;; --- StringJoiner --------------------------------------------------------------------

(deftype StringJoiner [separator prefix suffix ^:mutable parts ^:mutable when-empty]
  Object
  (add [this x]
    (set! parts (conj parts (if (nil? x) "null" (str x))))
    this)
  (merge [this other]
    (when (seq (.parts_ other))
      (set! parts (conj parts (.joined_ other))))
    this)
  (setEmptyValue [this text]
    (set! when-empty text)
    this)
  (length [this] (count (str this)))
  (parts_ [_] parts)
  (joined_ [_] (str/join separator parts))
  (toString [this] (if (and when-empty (empty? parts)) when-empty (str prefix (.joined_ this) suffix))))

(enter-class java.util.StringJoiner StringJoiner "Texts with a separator between them."
  (new "With a separator, and what stands around all."
    (fn ([separator] (StringJoiner. separator "" "" [] nil))
        ([separator prefix suffix] (StringJoiner. separator prefix suffix [] nil)))))
