;; SPDX-License-Identifier: MIT
(ns pprint-test
  (:require [clojure.pprint :as pp]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(defn printed
  "What pprint prints with a right margin."
  ([x] (with-out-str (pp/pprint x)))
  ([margin x] (binding [pp/*print-right-margin* margin] (printed x))))

(deftest short-test
  (are [result x] (= (str result "\n") (printed x))
    "nil" nil
    "1" 1
    "\"a\"" "a"
    ":a" :a
    "[]" []
    "[1 2 3]" [1 2 3]
    "()" ()
    "(1 2)" '(1 2)
    "(0 1 2)" (range 3)
    "{}" {}
    "{:a 1, :b 2}" {:a 1 :b 2}
    "#{1}" #{1}
    "{:a [1 {:b 2}]}" {:a [1 {:b 2}]}
    "'a" ''a
    "@a" '@a
    "#'a" '#'a
    "\"a\\nb\"" "a\nb"))

(deftest broken-test
  (are [margin x lines] (= (str (str/join "\n" lines) "\n") (printed margin x))
    10 [1 2 3 4 5 6 7]
    ["[1" " 2" " 3" " 4" " 5" " 6" " 7]"]

    7 [1 2 3]
    ["[1 2 3]"]

    6 [1 2 3]
    ["[1" " 2" " 3]"]

    15 {:a 1 :b 2 :c 3}
    ["{:a 1," " :b 2," " :c 3}"]

    15 {:a [1 2 3 4 5 6] :b 2}
    ["{:a" " [1" "  2" "  3" "  4" "  5" "  6]," " :b 2}"]

    20 {:a [1 2 3 4 5] :b [6 7 8 9]}
    ["{:a [1 2 3 4 5]," " :b [6 7 8 9]}"]

    10 '(aaaa bbbb cccc)
    ["(aaaa" " bbbb" " cccc)"]

    10 #{:aaaaaaaaa}
    ["#{:aaaaaaaaa}"]

    12 [[1 2 3] [4 5 6]]
    ["[[1 2 3]" " [4 5 6]]"])
  (testing "the default margin"
    (is (= 1 (count (str/split-lines (printed (range 20))))))
    (is (= 40 (count (str/split-lines (printed (range 40))))))
    (is (every? #(<= (count %) 72)
                (str/split-lines (printed (zipmap (map #(keyword (str "key-" %)) (range 20))
                                                  (repeat {:name "some name" :values [1 2 3]}))))))))

(deftest reads-back-test
  (doseq [x [(range 100)
             (zipmap (range 50) (map #(vec (range %)) (range 50)))
             {:a {:b {:c {:d {:e (vec (range 30))}}}}}
             [#{1 2 3} '(a (b (c))) "text with \"quotes\"" nil true 1.5]
             (vec (repeat 20 "a rather long string, so that lines have to break"))]
          margin [10 40 72 200]]
    (is (= x (read-string (printed margin x))))))

(deftest limits-test
  (is (= "[1 2 ...]\n" (binding [*print-length* 2] (printed [1 2 3]))))
  (is (= "(0 1 2 ...)\n" (binding [*print-length* 3] (printed (range)))))
  (is (= "[1 #]\n" (binding [*print-level* 1] (printed [1 [2]]))))
  (is (= "[1 [2 #]]\n" (binding [*print-level* 2] (printed [1 [2 [3]]])))))

(deftest write-test
  (is (= "[1 2]" (pp/write [1 2] :stream nil)))
  (is (= "[1\n 2]" (pp/write [1 2] :stream nil :right-margin 3)))
  (is (= "[1 2]" (pp/write [1 2] :stream nil :right-margin 3 :pretty false)))
  (is (= "[1 ...]" (pp/write [1 2] :stream nil :length 1)))
  (is (= "ff" (pp/write 255 :stream nil :base 16)))
  (is (= "#xff" (pp/write 255 :stream nil :base 16 :radix true)))
  (is (= "[1]" (with-out-str (pp/write [1])))))

(deftest logical-block-test
  (let [f (fn [margin]
            (binding [pp/*print-right-margin* margin]
              (with-out-str
                (pp/pprint-logical-block :prefix "<" :suffix ">"
                  (pp/write-out :one)
                  (print " ")
                  (pp/pprint-newline :fill)
                  (pp/write-out :two)
                  (print " ")
                  (pp/pprint-newline :fill)
                  (pp/write-out :three)))))]
    (is (= "<:one :two :three>" (f 72)))
    (is (= "<:one :two\n :three>" (binding [pp/*print-miser-width* nil] (f 12)))))
  (is (= "(a\n  b)" (with-out-str
                      (pp/pprint-logical-block :prefix "(" :suffix ")"
                        (print "a")
                        (pp/pprint-indent :block 1)
                        (pp/pprint-newline :mandatory)
                        (print "b")))))
  (is (= ";; a\n;; b" (with-out-str
                        (pp/pprint-logical-block :per-line-prefix ";; "
                          (print "a")
                          (pp/pprint-newline :mandatory)
                          (print "b"))))))

(deftest dispatch-test
  (is (= "<x>\n" (with-out-str
                   (pp/with-pprint-dispatch (fn [x] (print "<x>"))
                     (pp/pprint [1 2])))))
  (is (= "(let [a 1 b 2] (+ a b))\n"
         (with-out-str (pp/with-pprint-dispatch pp/code-dispatch (pp/pprint '(let [a 1 b 2] (+ a b)))))))
  (is (= "(defn square\n  \"Doc.\"\n  [x]\n  (* x x))\n"
         (with-out-str
           (binding [pp/*print-right-margin* 20]
             (pp/with-pprint-dispatch pp/code-dispatch
               (pp/pprint '(defn square "Doc." [x] (* x x)))))))))

(deftest print-table-test
  (is (= (str/join "\n" [""
                         "| :a |  :b |"
                         "|----+-----|"
                         "|  1 |   x |"
                         "| 22 | yyy |"
                         ""])
         (with-out-str (pp/print-table [{:a 1 :b "x"} {:a 22 :b "yyy"}]))))
  (is (= (str/join "\n" [""
                         "| :b |"
                         "|----|"
                         "|  2 |"
                         ""])
         (with-out-str (pp/print-table [:b] [{:a 1 :b 2}]))))
  (is (= "" (with-out-str (pp/print-table [])))))

(defn- without-ids [text] (str/replace text #"@[0-9a-f]+" "@1"))

(deftest references-test
  (are [result x] (= result (without-ids (printed 20 x)))
    "#<Atom@1: \n  (first\n   second\n   third)>\n" (atom '(first second third))
    "#<Delay@1: \n  :not-delivered>\n" (delay 1)
    "#<Promise@1: \n  :not-delivered>\n" (promise)
    "#<Future@1: \n  100>\n" (doto (future 100) deref))
  (is (= "#<Atom@1: 1>\n" (without-ids (printed 72 (atom 1)))))
  (is (= "#<Ref@1: 1>\n" (without-ids (printed 72 (ref 1)))))
  (let [never (promise), f (future @never)]
    (is (= "#<Future@1: \n  :pending>\n" (without-ids (printed 20 f))))
    (deliver never 1))
  (let [a (agent 1)]
    (send a (fn [_] (throw (ex-info "x" {}))))
    (while (not (agent-error a)) (Thread/sleep 5))
    (is (= "#<Agent@1 FAILED: \n  1>\n" (without-ids (printed 20 a))))))

(deftest ratios-test
  (let [large (/ (apply *' (repeat 400 11)) 3)]
    (is (= "0.333" (pp/cl-format nil "~,3F" 1/3)))
    (is (thrown? ArithmeticException (pp/cl-format nil "~,3F" large)))
    (is (re-matches #"\d{300,}\.000" (binding [*math-context* java.math.MathContext/DECIMAL128] (pp/cl-format nil "~,3F" large))))))

(deftest flushing-test
  (let [flushes (atom 0)
        out     (proxy [java.io.StringWriter] [] (flush [] (swap! flushes inc)))]
    (binding [*out* out, *flush-on-newline* true]
      (pp/pprint (range 50)))
    (is (= 1 @flushes))
    (binding [*out* out, *flush-on-newline* nil]
      (pp/pprint (range 50)))
    (is (= 1 @flushes))))
