;; SPDX-License-Identifier: MIT
(ns reading-test
  (:require [clojure.test :refer [are deftest is testing]]))

(deftest read-test
  (is (= '(a [b]) (with-in-str "(a [b]) rest" (read))))
  (is (= [1 2 "x y" :end] (with-in-str "1 2\n \"x y\"" [(read) (read) (read) (read *in* false :end)])))
  (is (= ['(1) '[2]] (with-in-str "(1)[2]" [(read) (read)])))
  (is (= ['a " rest"] (with-in-str "a rest" [(read) (do (read-line))])))
  (is (= :eof (with-in-str "" (read {:eof :eof} *in*))))
  (is (= :eof (with-in-str "; comment only\n" (read {:eof :eof} *in*))))
  (is (thrown? Exception (with-in-str "" (read))))
  (is (thrown? Exception (with-in-str "(1 2" (read))))
  (is (= '(quote x) (with-in-str "'x" (read))))
  (is (= "a;b" (with-in-str "\"a;b\" 2" (read))))
  (is (= [\( 1] (with-in-str "\\( 1" [(read) (read)])))
  (is (= #{1 2} (with-in-str "#{1 2}" (read))))
  (is (= '[(1 ; x
            2) 3] (with-in-str "(1 ; ) \n 2) 3" [(read) (read)])))
  (is (= 2 (with-in-str "#_ 1 2" (read))))
  (is (= '(deref x) (let [[a b] (with-in-str "@x" (read))] (list (symbol (name a)) b)))))

(deftest read+string-test
  (is (= ['(a b) "(a b)"] (with-in-str "(a b) c" (read+string)))))

(deftest load-string-test
  (is (= 3 (load-string "(+ 1 2)")))
  (is (= 2 (load-string "1 2")))
  (is (nil? (load-string ""))))
