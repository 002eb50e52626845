;; SPDX-License-Identifier: MIT
;; java.util.Scanner: each value is what the JVM gives.
(ns java-scanner-test
  (:require [clojure.test :refer [are deftest is]])
  (:import [java.io ByteArrayInputStream StringReader]
           [java.util InputMismatchException NoSuchElementException Scanner]))

(defn- tokens [s] (vec (iterator-seq s)))
(defn- by [text delimiter] (tokens (.useDelimiter (Scanner. text) delimiter)))
(defn- message [f] (try (f) (catch InputMismatchException e [(ex-message e)])))

(deftest delimiters
  (are [expected actual] (= expected actual)
    ["a" "b" "c"]              (tokens (Scanner. "  a\tb\r\nc  "))
    []                         (tokens (Scanner. " \n "))
    ["a" "b" "" "c"]           (by "a,b,,c" ",")
    ["a" "b" "" "c" ""]        (by ",a,b,,c,," ",")
    ["a" "bb" "c"]             (by "a1bb22c" "\\d+")
    ["a" "b" "c"]              (by "a, b ,c" #"\s*,\s*")
    ["1" "2" "red" "blue"]     (by "1 fish 2 fish red fish blue fish" "\\s*fish\\s*")
    ["a" "b" "c"]              (by "abc" "")
    ["x\ny\n"]                 (by "x\ny\n" "\\A")
    ["a" "b\nc"]               (by "a,b\nc" ",")
    ["1" "2"]                  (tokens (.reset (.useDelimiter (Scanner. "1 2") ",")))
    ["a" "b" "c,d"]            (tokens (Scanner. (StringReader. "a b\n\n c,d")))
    ["a b" "c\nd"]             (tokens (.useDelimiter (Scanner. (StringReader. "a b;c\nd;")) ";"))
    ["a" "é"]                  (tokens (Scanner. (ByteArrayInputStream. (.getBytes "a é" "UTF-8")) "UTF-8"))
    "\\p{javaWhitespace}+"     (str (.delimiter (Scanner. "")))))

(deftest values
  (are [expected actual] (= expected actual)
    5 (.nextInt (Scanner. "+5")), 1234 (.nextInt (Scanner. "1,234")), 255 (.nextInt (Scanner. "ff") 16), 5 (.nextInt (.useRadix (Scanner. "101") 2))
    12345678901 (.nextLong (Scanner. "12345678901")), -7 (.nextByte (Scanner. "-7")), 1.5 (.nextFloat (Scanner. "1.5"))
    1234.5 (.nextDouble (Scanner. "1,234.5")), 1000.0 (.nextDouble (Scanner. "1e3")), 0.5 (.nextDouble (Scanner. ".5")), 5.0 (.nextDouble (Scanner. "5.")), ##Inf (.nextDouble (Scanner. "Infinity"))
    "99999999999999999999" (str (.nextBigInteger (Scanner. "99999999999999999999"))), 1.50M (.nextBigDecimal (Scanner. "1.50"))
    true (.nextBoolean (Scanner. "TRUE")), false (.hasNextBoolean (Scanner. "yes"))
    [false true] (let [s (Scanner. "99999999999")] [(.hasNextInt s) (.hasNextLong s)])
    3 (let [s (Scanner. "1 2 x 3")] (loop [n 0] (if (.hasNextInt s) (recur (+ n (.nextInt s))) n)))))

(deftest what-does-not-match-stays
  (let [s (Scanner. "1 x 2")]
    (is (= [1 [nil] "x" 2 false] [(.nextInt s) (message #(.nextInt s)) (.next s) (.nextInt s) (.hasNext s)])))
  (is (= ["For input string: \"99999999999\""] (message #(.nextInt (Scanner. "99999999999")))))
  (is (= ["Value out of range. Value:\"200\" Radix:10"] (message #(.nextByte (Scanner. "200")))))
  (is (= [nil] (message #(.nextInt (Scanner. "12,34")))))
  (is (thrown? NoSuchElementException (.nextInt (Scanner. "q"))))
  (is (thrown? NoSuchElementException (.next (Scanner. "")))))

(deftest lines-and-patterns
  (let [s (Scanner. "a b\nc\r\nd\n\ne")]
    (is (= ["a" " b" "c" true "d" "" "e" false]
           [(.next s) (.nextLine s) (.nextLine s) (.hasNextLine s) (.nextLine s) (.nextLine s) (.nextLine s) (.hasNextLine s)])))
  (is (= [5 "" "name"] (let [s (Scanner. (StringReader. "5\nname\n"))] [(.nextInt s) (.nextLine s) (.nextLine s)])))
  (is (thrown-with-msg? NoSuchElementException #"No line found" (.nextLine (Scanner. ""))))
  (let [s (Scanner. "ab12 cd")]
    (is (= [true "ab12" false [nil] "cd"] [(.hasNext s "[a-z]+\\d+") (.next s "[a-z]+\\d+") (.hasNext s #"\d+") (message #(.next s #"\d+")) (.next s)])))
  (let [s (Scanner. "key=val; k2=v2")]
    (is (= ["key=val" "val" 2 nil "k2=v2"] [(.findInLine s "(\\w+)=(\\w+)") (.group (.match s) 2) (.groupCount (.match s)) (.findInLine s "zz") (.findInLine s #"\w+=\w+")])))
  (is (= ["7" "c"] (let [s (Scanner. "a\nb 7 c")] [(.findWithinHorizon s "\\d" 0) (.next s)])))
  (is (= "me" (.next (.skip (Scanner. "   skipme rest") "\\s*skip"))))
  (is (thrown-with-msg? IllegalStateException #"Scanner closed" (.next (doto (Scanner. "x") .close)))))
