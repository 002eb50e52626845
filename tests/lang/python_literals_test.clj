;; SPDX-License-Identifier: MIT
;; What is printed of Python's values is read again.
(ns python-literals-test
  (:require [clojure.edn :as edn]
            [clojure.test :refer [are deftest is testing]]
            [datetime :refer [date datetime time timezone]]
            [fractions :refer [Fraction]]
            [numpy :as np]))

(deftest literals
  (are [x] (let [text (pr-str x), back (read-string text), edn (edn/read-string text)]
             (and (= x back edn) (= (type x) (type back) (type edn)) (= text (pr-str back))))
    (py/list [1 "a" :b nil])
    (py/list)
    (py/tuple [1 (py/list [2 (py/tuple)])])
    (py/set [1 "a"])
    (py/set)
    (py/frozenset [1])
    (py/set [(py/frozenset [1]) (py/tuple [1])])
    (py/dict {"a" (py/list [1]) 2 nil})
    (py/dict)
    (.encode "a\n\"\\é\u0000")
    (.encode "")
    (py/bytearray (.encode "é"))
    (datetime 2020 1 2 3 4 5)
    (datetime 2020 1 2 3 4 5 678901)
    (datetime 2020 1 2 3 4 5 0 (.-utc timezone))
    (date 2020 1 2)
    (time 1 2 3))
  (are [text x] (= text (pr-str x))
    "#py/datetime \"2020-01-02T00:00:00\""   (datetime 2020 1 2)
    "#inst \"2020-01-02T00:00:00.000-00:00\"" (datetime 2020 1 2 0 0 0 0 (.-utc timezone))
    "#py/list [1]"                           (py/list [(np/int64 1)])
    "[3 1.5 0.5 1/2]"                        [(np/int64 3) (np/float32 1.5) (np/float64 0.5) (Fraction 1 2)]
    "#bytes \"a\\303\\251\\n\""              (.encode "aé\n"))
  (is (nil? (.-tzinfo (read-string (pr-str (datetime 2020 1 2))))))
  (is (= 3 (count #py/list [1 2 3])))
  (is (= [1 2] #py/tuple [1 2]))
  (are [text] (thrown? Exception (read-string text))
    "#py/list 1"
    "#py/dict [1 2]"
    "#py/set [1]"
    "#py/set #{#py/list [1]}"
    "#bytes [1]"
    "#bytes \"\\u1234\""
    "#py/date \"nonsense\""
    "#py/nothing 1"))

(deftest an-exit-that-raises
  (let [resource (fn [] (reify Object
                          (__enter__ [this] this)
                          (__exit__ [_ _ _ _] (throw (ValueError. "exit")))))
        caught   (fn [f] (try (f) (catch ValueError e e)))]
    (let [e (caught (fn [] (with-open [_ (resource)] (throw (KeyError. "body")))))]
      (is (instance? KeyError (.-__context__ e))))
    (is (nil? (.-__context__ (caught (fn [] (with-open [_ (resource)] 1))))))
    (let [e (caught (fn [] (with-open [_ (reify Object (close [_] (throw (ValueError. "close"))))] (throw (KeyError. "body")))))]
      (is (instance? KeyError (.-__context__ e))))
    (is (= :same (try (with-open [_ (reify Object (__enter__ [t] t) (__exit__ [_ _ e _] (throw e)))] (throw (KeyError. "body")))
                      (catch KeyError e (if (nil? (.-__context__ e)) :same :other)))))))
