;; SPDX-License-Identifier: MIT
(ns regex-test
  (:require [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(deftest re-find-test
  (are [result re s] (= result (re-find re s))
    "b" #"b" "abc"
    nil #"z" "abc"
    "12" #"\d+" "ab12cd34"
    ["ab12" "ab" "12"] #"([a-z]+)(\d+)" "ab12"
    ["a" "a" nil] #"(a)|(b)" "a"
    ["b" nil "b"] #"(a)|(b)" "b"
    "" #"" "abc"
    "" #"x*" "abc"
    "AB" #"(?i)ab" "xABx"
    "a\nb" #"(?s)a.b" "a\nb"
    nil #"a.b" "a\nb"
    "b" #"(?m)^b$" "a\nb\nc"
    "é" #"é" "cafés"
    nil #"f\w" "café"
    "aaa" #"a{3}" "aaaa"
    "foo" #"foo(?=bar)" "foobar"
    "bar" #"(?<=foo)bar" "foobar"
    ["aa" "a"] #"(a)\1" "xaa"
    "\"" #"\"" "a\"b"
    "\\" #"\\" "a\\b"
    "." #"\." "a.b"
    "[" #"\[" "[x]"
    "\t" #"\t" "a\tb"))

(deftest re-matches-test
  (are [result re s] (= result (re-matches re s))
    "abc" #"abc" "abc"
    nil #"b" "abc"
    nil #"abc" "abcd"
    "" #"" ""
    ["a-b" "a" "b"] #"(\w)-(\w)" "a-b"
    nil #"(\w)-(\w)" "a-bc"
    ["1.2" "1" ".2"] #"(\d+)(\.\d+)?" "1.2"
    ["1" "1" nil] #"(\d+)(\.\d+)?" "1"
    "ab" #"a|ab" "ab"
    "aaa" #"a+?" "aaa"))

(deftest re-seq-test
  (are [result re s] (= result (re-seq re s))
    '("1" "22" "333") #"\d+" "a1b22c333"
    nil #"\d" "abc"
    nil #"a" ""
    '(["a1" "a" "1"] ["b2" "b" "2"]) #"([a-z])(\d)" "a1b2"
    '("" "" "") #"" "ab"
    '("a" "b" "c") #"." "abc"
    '("é" "ü") #"[éü]" "aéü"
    '("😀" "x") #"." "😀x")
  (is (seq? (re-seq #"a" "aa"))))

(deftest matcher-test
  (let [m (re-matcher #"(\w)(\d)" "a1 b2")]
    (is (= ["a1" "a" "1"] (re-find m)))
    (is (= ["a1" "a" "1"] (re-groups m)))
    (is (= ["b2" "b" "2"] (re-find m)))
    (is (nil? (re-find m))))
  (is (= "a" (re-find (re-matcher #"a" "ba")))))

(deftest re-pattern-test
  (is (= "a1" (re-find (re-pattern "a\\d") "xa1")))
  (let [re #"a"] (is (identical? re (re-pattern re))))
  (is (= "a\\d+" (str #"a\d+")))
  (is (= "#\"a\\d+\"" (pr-str #"a\d+")))
  (is (thrown? Exception (re-pattern "(")))
  (is (thrown? Exception (read-string "#\"(\"")))
  (is (thrown? Exception (re-pattern "[a"))))

(deftest positions-test
  (testing "characters beyond ASCII do not shift anything"
    (is (= ["x1" "1"] (re-find #"x(\d)" "äöü😀x1")))
    (is (= "ä-ö" (str/replace "äxö" #"x" "-")))
    (is (= ["ä" "ö"] (str/split "ä1ö" #"\d")))
    (is (= '("ä" "ö") (re-seq #"\p{L}" "ä1ö2")))))

(deftest classes-test
  (are [re s] (re-matches re s)
    #"\p{Lu}\p{Ll}+" "Abc"
    #"[[:alpha:]]+" "abc"
    #"\w+" "abc_1"
    #"\s+" " \t\n"
    #"\S+" "a-b"
    #"[^a-c]+" "xyz"
    #"\D+" "abc"
    #"(?x) a b # comment" "ab"
    #"(?:a|b)+" "abab"
    #"\Qa.b\E" "a.b"
    #"a\x41" "aA"
    #"\u0041" "A"
    #"(?<n>a)\k<n>" "aa"
    #"a++b" "aab"))

(deftest errors-test
  (are [form] (thrown? Exception form)
    (re-find "a" "a")
    (re-find #"a" nil)
    (re-matches #"a" 1)
    (re-seq nil "a")
    (re-pattern nil)))
