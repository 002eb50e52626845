;; SPDX-License-Identifier: MIT
;; Class/.method, Class/new and Class/1, of Clojure 1.12.
(ns qualified-methods-test
  (:require [clojure.test :refer [are deftest is testing]]
            [hashlib]))

(defrecord Point [x y])
(deftype Box [content])

(deftest methods-as-values
  (are [result form] (= result form)
    [1 2]      (map String/.length ["a" "bb"])
    ["A" "B"]  (map String/.toUpperCase ["a" "b"])
    ["xa"]     (map #(String/.concat "x" %) ["a"])
    "bc"       ((identity String/.substring) "abc" 1)
    [7]        (map Box/.content [(Box. 7)])
    [1 3]      (map Point/.x [(->Point 1 2) (->Point 3 4)]))
  (is (thrown? ArityException ((identity String/.length)))))

(deftest methods-called
  (are [result form] (= result form)
    3     (String/.length "abc")
    "bc"  (String/.substring "abc" 1)
    7     (Box/.content (Box. 7))
    7     (qualified_methods_test.Box/.content (Box. 7))
    "ABC" (-> "abc" String/.toUpperCase)))

(deftest constructors
  (are [result form] (= result form)
    [(->Point 1 2)] (map Point/new [1] [2])
    (->Point 1 2)   (Point/new 1 2)
    5               (.content (qualified_methods_test.Box/new 5))
    ["a"]           (map str (map StringBuilder/new ["a"])))
  (testing "what has something of that name"
    (is (= "d41d8cd98f00b204e9800998ecf8427e" (.hexdigest (hashlib/new "md5"))))))

(deftest array-classes
  (are [class array] (instance? class array)
    String/1 (into-array String ["a"])
    int/1    (int-array 1)
    String/2 (to-array-2d [["a"]])
    byte/1   (byte-array 1))
  (is (= 'String/1 (read-string "String/1")))
  (is (= `java.lang.String/1 `String/1))
  (is (= '[String _ int/1] (:param-tags (meta (read-string "^[String _ int/1] x")))))
  (is (= 5 (^[String] Long/parseLong "5"))))

(deftest what-is-no-class
  (are [form] (thrown? CompilerException (eval form))
    'NoSuchClass/.foo
    '(NoSuchClass/.foo 1)
    '(clojure.core/.foo 1)
    '(let [s "a"] (s/.upper))
    'NoSuchClass/1
    '(String/.length)))

(deftest streams
  (is (= [1 2] (stream-seq! (py/iter [1 2]))))
  (is (= 6 (stream-reduce! + (py/iter [1 2 3])) (stream-reduce! + 1 (py/iter [2 3]))))
  (is (= 9 (stream-transduce! (map inc) + (py/iter [1 2 3])) (stream-transduce! (map inc) + 1 (py/iter [1 2 2]))))
  (is (= #{1 2} (stream-into! #{} (py/iter [1 2 1]))))
  (is (= [2 3] (stream-into! [] (map inc) (py/iter [1 2])))))

(deftest array-classes
  (testing "their symbols resolve as they evaluate"
    (are [sym c] (= (resolve sym) (eval sym) c)
      'long/1 (class (long-array 0))
      'double/1 (class (double-array 0))
      'String/1 (class (object-array 0))
      'java.lang.String/2 (class (object-array 0)))
    (is (thrown? ClassNotFoundException (resolve 'NoSuchClassHere/2)))
    (is (thrown? ClassNotFoundException (resolve 'no.such.Class/1)))
    (is (= (Class/forName "[J") (class (long-array 0))))
    (is (= (Class/forName "[[J") (Class/forName "[Ljava.lang.String;") (class (object-array 0))))
    (is (thrown? ClassNotFoundException (Class/forName "[Q")))
    (is (thrown? ClassNotFoundException (Class/forName "[Lno.such.Class;")))))

(deftest constructor-literals
  (are [text v] (= v (read-string text))
    "#java.lang.String[\"Hi\"]" "Hi"
    "#java.lang.Long[\"42\"]" 42
    "#java.lang.Long[#java.lang.String[\"42\"]]" 42
    "#clojure.lang.MapEntry[:a 42]" [:a 42])
  (is (thrown? Exception (read-string "#java.lang.Long{:a 1}")))
  (is (thrown? Exception (read-string "#no.such.Class[1]")))
  (is (thrown? Exception (binding [*read-eval* false] (read-string "#java.lang.Long[42]")))))
