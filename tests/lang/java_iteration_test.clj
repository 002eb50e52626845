;; SPDX-License-Identifier: MIT
;; The methods by which Java goes through Clojure's collections, reduces them, and asks for values.
(ns java-iteration-test
  (:require [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(defn- all-of [iterator]
  (loop [found []]
    (if (.hasNext iterator) (recur (conj found (.next iterator))) found)))

(deftest iterators
  (are [expected iterator] (let [i iterator]
                             (and (= expected (all-of i))
                                  (= :end (try (.next i) (catch java.util.NoSuchElementException _ :end)))))
    [1 2]        (.iterator [1 2])
    [1 2]        (.iterator '(1 2))
    [1 2]        (.iterator (vector-of :int 1 2))
    [1]          (.iterator #{1})
    [[:a 1]]     (.iterator {:a 1})
    [:a]         (.iterator (.keySet {:a 1}))
    [1]          (.iterator (.values {:a 1}))
    [1 2]        (.vals (sorted-map :b 2 :a 1))
    [[:b 2] [:a 1]] (.reverseIterator (sorted-map :b 2 :a 1))
    [1 2 3]      (clojure.lang.ArrayIter/createFromObject (int-array [1 2 3])))
  (is (= 4950 (reduce + (iterator-seq (.iterator (range 100)))))))

;; What Clojure's JVM gives for these forms.
(deftest of-seqs-without-end
  (are [expected form] (= expected form)
    1            (.next (.iterator (map inc (iterate inc 0))))
    [1 2 1]      (take 3 (iterator-seq (.iterator (cycle [1 2]))))
    [2 3 false]  (let [it (.iterator (map inc [1 2]))] [(.next it) (.next it) (.hasNext it)])
    true         (.hasNext (.iterator (map identity [nil])))
    false        (.hasNext (.iterator (map inc nil)))
    0            (.next (clojure.lang.RT/iter (range)))
    false        (.hasNext (clojure.lang.RT/iter nil))
    0            (.next (clojure.lang.SeqIterator. (range)))
    1            (.next (clojure.lang.TransformerIterator/create (map inc) (.iterator (range))))
    1            (.next (.iterator (java.util.stream.Stream/iterate
                                     1 (reify java.util.function.UnaryOperator (apply [_ x] (* 2 x)))))))
  (is (thrown? java.util.NoSuchElementException (.next (.iterator ()))))
  (is (thrown? UnsupportedOperationException (.remove (.iterator (list 1 2))))))

(deftest both-ways
  (let [i (.listIterator [:a :b])]
    (is (not (.hasPrevious i)))
    (is (= [:a :b] (all-of i)))
    (is (= [2 :b :a 0] [(.nextIndex i) (.previous i) (.previous i) (.nextIndex i)]))
    (is (thrown? java.util.NoSuchElementException (.previous i))))
  (is (= [:b] (all-of (.listIterator [:a :b] 1))))
  (is (thrown? IndexOutOfBoundsException (.listIterator [] 1))))

(deftest of-interfaces
  (are [expected form] (= expected form)
    6       (.reduce [1 2 3] +)
    "foo"   (.reduce (list 1 2 3) (fn [_ _] (reduced "foo")))
    7       (.reduce (seq (long-array [1 2 3])) + 1)
    5       (.index (rseq [0 1 2 3 4 5]))
    [32 33] (take 2 (.chunkedNext (seq (vec (range 100)))))
    true    (.contains (transient #{1}) 1)
    false   (.contains (transient #{}) 1)
    :v      (.valAt (transient {:k :v}) :k)
    compare (.comparator (sorted-set 1))
    >       (.comparator (sorted-map-by >))
    [1 2]   (clojure.lang.Tuple/create 1 2)
    [0 1]   (clojure.lang.Range/create 2)))

(deftest suppliers
  (doseq [x [(atom 1) (delay 1) (ref 1) (volatile! 1)]]
    (is (instance? java.util.function.Supplier x))
    (is (instance? java.util.function.IntSupplier x))
    (is (= [1 1 1 1.0 true] [(.get x) (.getAsInt x) (.getAsLong x) (.getAsDouble x) (.getAsBoolean x)])))
  (is (not (instance? java.util.function.Supplier [1]))))

(deftest steps-of-a-trace
  (let [step (StackTraceElement. "a.b" "m" "f.clj" 3)]
    (is (= ["a.b" "m" "f.clj" 3] [(.getClassName step) (.getMethodName step) (.getFileName step) (.getLineNumber step)]))
    (is (= "a.b.m(f.clj:3)" (str step)))
    (is (= '[a.b m "f.clj" 3] (StackTraceElement->vec step))))
  (is (every? (fn [step] (= 4 (count (StackTraceElement->vec step))))
              (try (assoc [] 5 1) (catch Exception e (.getStackTrace e))))))

(deftest bits-of-numbers
  (are [expected form] (= expected form)
    "ffffffffffffffff"    (Long/toHexString -1)
    "ffffffff"            (Integer/toHexString -1)
    Long/MIN_VALUE        (Long/reverse 1)
    -2147483648           (Integer/reverse 1)
    -1                    (Long/reverse -1)
    64                    (Long/highestOneBit 100)
    4                     (Long/lowestOneBit 100)
    Long/MIN_VALUE        (Long/rotateRight 1 1)
    3                     (Integer/rotateLeft -2147483647 1)
    5                     (Long/remainderUnsigned -1 10)
    1                     (Long/compareUnsigned -1 1)
    4607182418800017408   (Double/doubleToLongBits 1.0)
    -0.5                  (Double/longBitsToDouble (Double/doubleToLongBits -0.5))
    [-1 1 0 1]            [(Double/compare -0.0 0.0) (Double/compare ##NaN 1.0) (Double/compare ##NaN ##NaN) (Double/compare 2.0 1.0)]
    [1023 -1022]          [Double/MAX_EXPONENT Double/MIN_EXPONENT]
    [8.0 2 1.0000000000000002] [(Math/scalb 1.0 3) (Math/getExponent 4.0) (Math/nextUp 1.0)]))

(deftest texts-of-a-program
  (let [text (StringBuffer. "  foo-bar ")]
    (are [expected form] (= expected form)
      "foo-bar"          (str/trim text)
      " rab-oof  "       (str/reverse text)
      ["  foo" "bar "]   (str/split text #"-")
      "  faa-bar "       (str/replace text #"o" (StringBuilder. "a"))
      "  foo+bar "       (str/replace-first text (StringBuffer. "-") (StringBuffer. "+"))
      false              (str/blank? text)
      "  f00-bar "       (str/escape text {\o "0"})
      true               (str/starts-with? text (StringBuffer. "  f"))
      "oo"               (re-find #"o+" text)
      ["o" "o"]          (re-seq #"o" text)
      "foo-bar "         (subs text 2))
    (is (instance? CharSequence text))))
