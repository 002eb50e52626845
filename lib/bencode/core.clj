;; SPDX-License-Identifier: MIT
(ns bencode.core
  "Bencode: integers, bytes, lists and maps of streams."
  {:added "1.12"}
  (:require [clojure.string :as str]))

(defn- read-byte [in] (let [b (.read in)] (if (neg? b) (throw (java.io.EOFException. "Invalid netstring. Unexpected end of input.")) b)))
(defn- read-until [in end first-text]
  (loop [text first-text] (let [b (read-byte in)] (if (= b end) text (recur (str text (py/chr b)))))))
(defn- read-bytes [in n]
  (let [array (py/bytearray n)]
    (loop [i 0]
      (when (< i n)
        (let [k (.read in array i (- n i))]
          (when (neg? k) (throw (java.io.EOFException. "Invalid netstring. Less data available than expected.")))
          (recur (+ i k)))))
    array))

(defn- token [in b]
  (cond
    (= b 105) (parse-long (read-until in 101 ""))
    (= b 108) (loop [xs []] (let [b (read-byte in)] (if (= b 101) xs (recur (conj xs (token in b))))))
    (= b 100) (loop [m {}] (let [b (read-byte in)] (if (= b 101) m (let [k (String. (token in b) "UTF-8")] (recur (assoc m k (token in (read-byte in))))))))
    (<= 48 b 57) (read-bytes in (parse-long (read-until in 58 (py/chr b))))
    :else (throw (ex-info (str "Invalid bencode: " (py/chr b)) {}))))

(defn read-bencode "Reads a value from a stream of bytes: integers, arrays of bytes, vectors, maps with strings as keys." {:added "1.12"} [input] (token input (read-byte input)))
(defn read-netstring "Reads a netstring from a stream of bytes." {:added "1.12"} [input] (let [b (read-bytes input (parse-long (read-until input 58 "")))] (read-byte input) b))

(defn- text-of [x] (if (instance? clojure.lang.Named x) (if (namespace x) (str (namespace x) "/" (name x)) (name x)) x))
(defn- encode [x]
  (cond
    (integer? x) (.encode (str "i" x "e"))
    (bytes? x)   (.__add__ (.encode (str (count x) ":")) (py/bytes x))
    (string? x)  (encode (.encode x "utf-8"))
    (instance? clojure.lang.Named x) (encode (text-of x))
    (map? x)     (.join (py/bytes) (py/list (concat [(.encode "d")] (mapcat (fn [[k v]] [(encode k) (encode v)]) (sort-by first (map (fn [[k v]] [(str (text-of k)) v]) x))) [(.encode "e")])))
    (or (sequential? x) (set? x) (nil? x)) (.join (py/bytes) (py/list (concat [(.encode "l")] (map encode x) [(.encode "e")])))
    (py/hasattr x "read_all") (encode (.read_all x))
    :else (throw (IllegalArgumentException. (str "cannot be written as bencode: " (class x))))))
(defn write-bencode "Writes a value to a stream of bytes." {:added "1.12"} [output thing] (.write output (encode thing)) nil)
(defn write-netstring "Writes bytes as a netstring." {:added "1.12"} [output content] (.write output (.__add__ (.__add__ (.encode (str (count content) ":")) (py/bytes content)) (.encode ","))) nil)
