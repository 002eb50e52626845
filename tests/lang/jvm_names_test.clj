;; SPDX-License-Identifier: MIT
(ns jvm-names-test
  "Classes, namespaces and members by the names that programs written for the JVM use."
  (:require [clojure.set :as set]
            [clojure.test :as t :refer [are deftest is testing]]))

(defn- eval-elsewhere
  "Evaluates a form that changes the namespace."
  [form]
  (binding [*ns* *ns*]
    (eval form)))

(deftest map-entry-test
  (let [e (clojure.lang.MapEntry. :a 1)]
    (is (map-entry? e))
    (is (= [:a 1] e))
    (is (= [:a 1] [(key e) (val e)])))
  (is (= [:a 1] (clojure.lang.MapEntry/create :a 1)))
  (is (map-entry? (clojure.lang.MapEntry/create :a 1)))
  (is (= [1 2] (clojure.lang.PersistentVector/create '(1 2)))))

(defprotocol Named (called [x]))
(defprotocol Other (other [x]))
(deftype Brings [] jvm-names-test.Named (called [_] "own"))
(defrecord Rec [a] Named (called [_] "rec"))
(extend-protocol Named String (called [s] s))
(extend-protocol Other jvm_names_test.Named (other [x] [:named (called x)]))

(deftest protocol-class-test
  (testing "a protocol is the interface my.ns.Name"
    (is (class? jvm_names_test.Named))
    (is (instance? jvm_names_test.Named (Brings.)))
    (is (instance? jvm-names-test.Named (->Rec 1)))
    (is (instance? jvm_names_test.Named (reify Named (called [_] 1))))
    (is (not (instance? jvm_names_test.Named "extended only")))
    (is (satisfies? Named "extended only")))
  (testing "and can be extended to, imported, implemented"
    (is (= [:named "own"] (other (Brings.))))
    (is (= [:named "rec"] (other (->Rec 1))))
    (is (= 7 (eval-elsewhere '(do (ns protocol-class-test.a)
                        (defprotocol P (foo [_]))
                        (ns protocol-class-test.b (:import protocol_class_test.a.P))
                        (deftype T [] P (foo [_] 7))
                        (protocol-class-test.a/foo (T.)))))))
  (testing "it is among a class's ancestors"
    (is (contains? (ancestors Brings) jvm_names_test.Named))
    (is (contains? (parents Rec) jvm_names_test.Named))
    (is (contains? (supers Rec) clojure.lang.IRecord))
    (is (isa? Rec jvm_names_test.Named))
    (is (not (isa? Rec jvm_names_test.Other)))))

(deftest interfaces-test
  (are [interface x] (contains? (ancestors (class x)) interface)
    clojure.lang.IFn inc
    clojure.lang.Fn inc
    java.util.concurrent.Callable inc
    clojure.lang.IPersistentVector []
    clojure.lang.Sequential '(1)
    clojure.lang.IPersistentMap {}
    clojure.lang.IDeref (atom 1)
    clojure.lang.Named :a)
  (is (contains? (ancestors Brings) clojure.lang.IType))
  (is (not (contains? (ancestors Rec) clojure.lang.IType))))

(deftest namespaces-test
  (is (= "jvm-names-test" (str (find-ns 'jvm-names-test))))
  (is (= "x.bar" (eval-elsewhere '(do (in-ns 'x.without-core) (ns x.bar) (str *ns*)))))
  (is (= 'x.there (eval-elsewhere '(do (in-ns 'x.without-core2) (in-ns 'x.there) (clojure.core/ns-name clojure.core/*ns*)))))
  (is (= "a_b.c_d" (namespace-munge 'a-b.c-d)))
  (is (contains? @@#'clojure.core/*loaded-libs* 'clojure.set)))

(declare declared-only)

(deftest unbound-test
  (is (= clojure.lang.Var$Unbound (class declared-only)))
  (is (instance? clojure.lang.Var$Unbound @#'declared-only))
  (is (= "Unbound: #'jvm-names-test/declared-only" (str declared-only)))
  (is (= declared-only declared-only))
  (is (not (bound? #'declared-only)))
  (is (thrown-with-msg? IllegalStateException #"Attempting to call unbound fn: #'jvm-names-test/declared-only"
                        (declared-only 1))))

(deftest statics-test
  (are [value form] (= value form)
    127 Byte/MAX_VALUE
    -128 Byte/MIN_VALUE
    32767 Short/MAX_VALUE
    -32768 Short/MIN_VALUE
    2147483647 Integer/MAX_VALUE
    9223372036854775807 Long/MAX_VALUE
    -9223372036854775808 java.lang.Long/MIN_VALUE
    12 (Byte/parseByte "12")
    12 (Short/valueOf "12")
    -255 (Long/parseLong "-ff" 16)
    "11111111111111111111111111111111" (Integer/toBinaryString -1)
    "ff" (Long/toHexString 255)
    3 (Long/bitCount 7)
    true (Double/isNaN ##NaN)
    1.5 (Double/parseDouble "1.5")
    true (Character/isDigit \1)
    "1, 2" (String/join ", " ["1" "2"])
    "a-1" (String/format "%s-%d" "a" 1)
    "null" (String/valueOf nil))
  (is (thrown? NumberFormatException (Byte/parseByte "128")))
  (is (thrown? NumberFormatException (Long/parseLong "x")))
  (is (instance? Byte (byte 1)))
  (is (instance? Short (short 1))))

(deftest syntax-quote-test
  (is (= '[java.lang.String java.lang.StringBuilder. java.lang.Long/MAX_VALUE clojure.lang.MapEntry. java.lang.Exception.]
         `[String StringBuilder. Long/MAX_VALUE clojure.lang.MapEntry. Exception.]))
  (is (= '[jvm_names_test.Rec jvm_names_test.Rec.] `[Rec Rec.]))
  (is (= "1" (eval `(String/valueOf 1))))
  (is (= (->Rec 3) (eval `(Rec. 3))))
  (is (= '[.foo foo/bar jvm-names-test/unknown] `[.foo foo/bar unknown])))

(deftest exceptions-test
  (let [inner (ArithmeticException. "in"), outer (RuntimeException. "out" inner)]
    (is (= "out" (ex-message outer)))
    (is (identical? inner (ex-cause outer)))
    (is (= ["out" inner] (try (throw outer) (catch Exception e [(ex-message e) (ex-cause e)])))))
  (let [inner (Exception. "in"), outer (Exception. inner)]
    (is (identical? inner (ex-cause outer)))
    (is (= "Exception: in" (ex-message outer))))
  (is (nil? (ex-message (Exception.))))
  (is (nil? (ex-cause (Exception. "m" nil))))
  (is (= "m" (ex-message (Exception. "m" nil))))
  (is (= {:a 1} (ex-data (clojure.lang.ExceptionInfo. "m" {:a 1}))))
  (is (= {} (ex-data (ex-info "m" nil))))
  (is (nil? (ex-cause 1))))

(definterface Overloaded
  (^long size [^String s])
  (^long size [^long n]))
(deftype Sizes []
  Overloaded
  (size [_ ^String s] (count s))
  (size [_ ^long n] (* 2 n))
  (size [_ ^clojure.lang.Keyword k] [:keyword k])
  (size [_ a b] [a b]))

(deftest same-arity-test
  (let [s (Sizes.)]
    (are [result form] (= result form)
      3 (.size s "abc")
      8 (.size s 4)
      [:keyword :a] (.size s :a)
      [1 2] (.size s 1 2))
    (is (thrown-with-msg? IllegalArgumentException #"No matching method size" (.size s 1.5)))))

(defprotocol Wide (wide [this a b c d e f g h i j k l m n o p q r s t]))

(deftest twenty-parameters-test
  (is (= 20 (.invoke (reify clojure.lang.IFn (invoke [this a b c d e f g h i j k l m n o p q r s t] t))
                     1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)))
  (is (= 20 ((reify clojure.lang.IFn (invoke [this a b c d e f g h i j k l m n o p q r s t] t))
             1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)))
  (is (= 20 (apply (fn [a b c d e f g h i j k l m n o p q r s t] t) (range 1 21))))
  (is (thrown? Exception (eval '(fn [a b c d e f g h i j k l m n o p q r s t u] t)))))

(deftest unchecked-math-test
  (binding [*unchecked-math* true
            *ns* (find-ns 'jvm-names-test)]
    (are [result form] (= result (eval 'form))
      -9223372036854775808 ((fn [^long a] (+ a 1)) 9223372036854775807)
      -9223372036854775808 ((fn [^long a] (inc a)) 9223372036854775807)
      9223372036854775807 ((fn [^long a] (- a 1)) -9223372036854775808)
      9223372036854775805 (let [x 9223372036854775807] (* x 3))
      1 (let [h (long (identity 9223372036854775807))] (+ (* h 31) h -31 64))
      9223372036854775808 ((fn [a] (+ a 1)) 9223372036854775807)
      1.5 ((fn [^long a] (+ a 0.5)) 1)))
  (is (= 9223372036854775808 ((fn [^long a] (+ a 1)) 9223372036854775807))))

(deftest report-counters-test
  (is (= 1 (binding [t/*report-counters* (ref t/*initial-report-counters*)]
             (t/inc-report-counter :pass)
             (:pass @t/*report-counters*)))))

(deftest trace-element-test
  (is (= '[a/b invoke "f.clj" 3] (StackTraceElement->vec ['a/b "f.clj" 3]))))
