;; SPDX-License-Identifier: MIT
;; The forms that macros become, as programs that walk code take them apart.
(ns code-forms-test
  (:require [clojure.test :refer [are deftest is testing]]))

(deftest types
  (let [[_ full class fields marker specs & methods] (some (fn [form] (when (and (seq? form) (= 'deftype* (first form))) form))
                                                           (macroexpand-1 '(deftype Pair [a ^:volatile-mutable b] clojure.lang.IDeref (deref [_] a) Object (toString [_] "x"))))]
    (is (= ['Pair 'Pair '[a b] :implements '[clojure.lang.IDeref Object] '[(deref [_] a) (toString [_] "x")]]
           [(symbol (name full)) (symbol (last (.split (str class) "\\."))) fields marker specs (vec methods)]))
    (is (:volatile-mutable (meta (second fields)))))
  (is (special-symbol? 'deftype*))
  (is (= '(deftype* a b) (macroexpand-1 '(deftype* a b)) (macroexpand '(deftype* a b)))))

(deftype* code-forms-test/Made code_forms_test.Made [^:unsynchronized-mutable n] :implements [clojure.lang.IDeref clojure.lang.Counted]
  (count [_] n)
  (deref [_] (set! n (inc n))))

(deftest types-of-forms
  (let [made (Made. 3)]
    (is (= [4 4] [@made (count made)]))
    (is (instance? clojure.lang.Counted made))))

(deftest cases
  (let [[_ [sym value] [_ tested _shift _mask default pairs]] (macroexpand '(case x 1 :one (2 3) :more :none))]
    (is (= ['x sym :none] [value tested default]))
    (is (= #{[1 :one] [2 :more] [3 :more]} (set (vals pairs)))))
  (testing "what was taken apart and put together again"
    (are [result x] (= result (eval (list 'let* ['y x] (list 'case* 'y 0 0 :none (into {} (map (fn [i] [i [i (* i i)]]) (range 300))) :compact :int))))
      0 0, 81 9, 89401 299, :none 300, :none :a))
  (testing "the first integers, and what is equal to one or is none"
    (are [result x] (= result (case x 0 :zero 1 :one 7 :seven 8 :eight "x" :text :none))
      :zero 0, :one 1, :none 2, :seven 7, :eight 8, :none -1, :none 1.0, :one 1N, :none \1, :text "x", :none nil))
  (testing "a form for several constants"
    (are [result x] (= result (case x (\a \e) :vowel \~ :tilde "bc" :text \é :far 97 :number :none))
      :vowel \a, :vowel "e", :vowel (subs "xa" 1), :tilde \~, :text "bc", :far \é, :none \b, :none "", :none "ab", :none \ü, :number 97, :none nil)
    (are [result x] (= result (case x (1 2 "s" [3] nil) (str "a" x) (:k sym) :b :none))
      "a1" 1, "a2" 2, "as" "s", "a[3]" [3], "a" nil, :b :k, :b 'sym, :none 3)))

(deftest locals-of-expansions
  (is (= (quote [a]) (with-bindings {clojure.lang.Compiler/LOCAL_ENV '{a :local}}
                (macroexpand-1 '(code-forms-test/locals-seen))))))
(defmacro locals-seen [] (vec (keys &env)))

(definterface Named (label []))
(defrecord Row [a])

(deftest names-of-types
  (are [class name] (identical? class (resolve name))
    Made 'Made, Named 'Named, Row 'Row, Made 'code_forms_test.Made)
  (is (identical? Row (Class/forName "code_forms_test.Row")))
  (is (var? (resolve '->Row))))
