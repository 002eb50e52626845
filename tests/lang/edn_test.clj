;; SPDX-License-Identifier: MIT
(ns edn-test
  (:require [clojure.edn :as edn]
            [clojure.test :refer [are deftest is testing]]
            [io]))

(deftest read-string-test
  (are [result s] (= result (edn/read-string s))
    nil nil
    nil ""
    nil "  "
    nil "; comment"
    nil "nil"
    true "true"
    1 "1"
    -1 "-1"
    1.5 "1.5"
    1.5M "1.5M"
    10000000000000000000000 "10000000000000000000000N"
    "a\nb" "\"a\\nb\""
    \a "\\a"
    \newline "\\newline"
    :a ":a"
    :a/b ":a/b"
    'a "a"
    'a/b "a/b"
    () "()"
    '(1 2) "(1 2)"
    [1 2] "[1, 2]"
    {:a 1} "{:a 1}"
    #{1} "#{1}"
    {:a [1 {:b #{2}}]} "{:a [1 {:b #{2}}]}"
    [1 3] "[1 #_2 3]"
    1 "1 2 3"
    1 "; c\n1"
    {:a/b 1} "#:a{:b 1}"
    #inst "2020-01-01" "#inst \"2020-01-01\""
    #uuid "b6883c0a-0342-4007-9966-bc2dfa6b109e" "#uuid \"b6883c0a-0342-4007-9966-bc2dfa6b109e\""))

(deftest options-test
  (are [result opts s] (= result (edn/read-string opts s))
    :end {:eof :end} ""
    :end {:eof :end} "#_1"
    1 {:eof :end} "1"
    [1] {:readers {'x vector}} "#x 1"
    ['y 1] {:default vector} "#y 1"
    [[2]] {:readers {'a/b vector}} "[#a/b 2]"
    1 {} "1"
    :mine {:readers {'inst (constantly :mine)}} "#inst \"2020\"")
  (is (thrown? Exception (edn/read-string {} "")))
  (is (thrown? Exception (edn/read-string "#x 1"))))

(deftest errors-test
  (are [s] (thrown? Exception (edn/read-string s))
    "("
    ")"
    "[1"
    "{:a}"
    "{:a 1 :a 2}"
    "#{1 1}"
    "\"a"
    "#(inc %)"
    "#=(+ 1 2)"
    "@a"
    "`a"
    "~a"
    "#'a"
    "#\"a\""
    "#?(:a 1)"
    "::a"
    "1x"))

(deftest read-test
  (let [stream (io/StringIO "1 [2\n3] :end")]
    (is (= 1 (edn/read stream)))
    (is (= [2 3] (edn/read stream)))
    (is (= :end (edn/read {} stream)))
    (is (= :eof (edn/read {:eof :eof} stream)))
    (is (thrown? Exception (edn/read {} stream))))
  (is (= [:t 1] (edn/read {:readers {'t #(vector :t %)}} (io/StringIO "#t 1"))))
  (is (= '(a b) (with-in-str "(a b)" (edn/read)))))
