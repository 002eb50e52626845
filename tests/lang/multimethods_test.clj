;; SPDX-License-Identifier: MIT
(ns multimethods-test
  (:require [clojure.string :as str]
            [clojure.test :refer [deftest is testing are]]))

(defmulti area "The area of a shape." {:added "9"} :shape)
(defmethod area :circle [{:keys [r]}] (* 3 r r))
(defmethod area :rect rect-area [{:keys [w h]}] (* w h))

(deftest by-keyword
  (is (= 12 (area {:shape :circle, :r 2})))
  (is (= 6 (area {:shape :rect, :w 2, :h 3})))
  (is (thrown-with-msg? IllegalArgumentException
                        #"No method in multimethod 'area' for dispatch value: :line"
                        (area {:shape :line})))
  (is (thrown-with-msg? IllegalArgumentException #"dispatch value: nil" (area {})))
  (is (= "The area of a shape." (:doc (meta #'area))))
  (is (= "9" (:added (meta #'area))))
  (is (= #{:circle :rect} (set (keys (methods area)))))
  (is (fn? (get-method area :circle)))
  (is (nil? (get-method area :line)))
  (is (ifn? area))
  (is (not (fn? area)) "fn? asks for what fn makes")
  (is (= [true true false] (map #(instance? % area) [clojure.lang.IFn Runnable clojure.lang.Fn]))))

(defmulti by-default identity :default :other)
(defmethod by-default 1 [_] :one)
(defmethod by-default :other [x] [:other x])

(deftest default-method
  (is (= :one (by-default 1)))
  (is (= [:other 2] (by-default 2)))
  (is (= [:other nil] (by-default nil)))
  (is (= (get-method by-default :other) (get-method by-default 17))))

(defmulti arities (fn ([x] [1 x]) ([x y] [2 x]) ([x y & more] [:n x])))
(defmethod arities [1 :a] [x] [:one x])
(defmethod arities [2 :a] [x y] [:two x y])
(defmethod arities [:n :a] [x y & more] [:more x y more])

(deftest several-arities
  (is (= [:one :a] (arities :a)))
  (is (= [:two :a :b] (arities :a :b)))
  (is (= [:more :a 1 [2 3]] (arities :a 1 2 3)))
  (is (= [:more :a 1 [2 3]] (apply arities [:a 1 2 3])))
  (is (= [[:one :a] [:one :a]] (map arities [:a :a]))))

(derive ::square ::rect)
(derive ::rect ::shape)
(derive ::circle ::shape)
(defmulti sides identity)
(defmethod sides ::shape [_] :shape)
(defmethod sides ::rect [_] 4)

(deftest hierarchies
  (is (= 4 (sides ::square)))
  (is (= 4 (sides ::rect)))
  (is (= :shape (sides ::circle)))
  (testing "a change of the hierarchy takes effect at once"
    (is (thrown? IllegalArgumentException (sides ::line)))
    (derive ::line ::shape)
    (is (= :shape (sides ::line)))
    (underive ::line ::shape)
    (is (thrown? IllegalArgumentException (sides ::line))))
  (testing "so does a change of the methods"
    (defmethod sides ::square [_] :four)
    (is (= :four (sides ::square)))
    (remove-method sides ::square)
    (is (= 4 (sides ::square)))))

(def own-hierarchy (atom (-> (make-hierarchy) (derive :poodle :dog) (derive :dog :animal))))
(defmulti sound identity :hierarchy own-hierarchy)
(defmethod sound :dog [_] "woof")
(defmethod sound :animal [_] "…")
(def var-hierarchy (derive (make-hierarchy) :b :a))
(defmulti letter identity :hierarchy #'var-hierarchy)
(defmethod letter :a [_] "a")

(deftest own-hierarchies
  (is (= "woof" (sound :poodle)))
  (is (= "woof" (sound :dog)))
  (is (thrown? IllegalArgumentException (sound :cat)))
  (swap! own-hierarchy derive :cat :animal)
  (is (= "…" (sound :cat)))
  (is (= "a" (letter :b)))
  (is (thrown? IllegalArgumentException (letter :c)))
  (alter-var-root #'var-hierarchy derive :c :a)
  (is (= "a" (letter :c))))

(defmulti of-class class)
(defmethod of-class String [_] :string)
(defmethod of-class Long [_] :int)
(defmethod of-class Object [_] :object)
(defmethod of-class nil [_] :nil)
(defmethod of-class LookupError [_] :lookup)
(defmethod of-class clojure.lang.IPersistentVector [_] :vector)
(defrecord Thing [a])
(defmethod of-class Thing [_] :thing)

(deftest classes
  (are [x k] (= k (of-class x))
    "a"            :string
    1              :int
    1.5            :object
    nil            :nil
    (KeyError "x") :lookup
    [1]            :vector
    (->Thing 1)    :thing
    :k             :object))

(defmulti pair (fn [a b] [(class a) (class b)]))
(defmethod pair [String Object] [a b] :string-first)
(defmethod pair [Object Long] [a b] :int-second)
(defmethod pair [Double Double] [a b] :doubles)

(deftest vectors
  (is (= :string-first (pair "a" :k)))
  (is (= :int-second (pair :k 1)))
  (is (= :doubles (pair 1.0 2.0)))
  (is (thrown-with-msg? IllegalArgumentException
                        #"Multiple methods in multimethod 'pair' match dispatch value: .* and neither is preferred"
                        (pair "a" 1)))
  (prefer-method pair [String Object] [Object Long])
  (is (= :string-first (pair "a" 1)))
  (is (= {[String Object] #{[Object Long]}} (prefers pair)))
  (is (thrown-with-msg? IllegalStateException #"Preference conflict"
                        (prefer-method pair [Object Long] [String Object]))))

(derive ::amphibian ::land)
(derive ::amphibian ::water)
(defmulti moves identity)
(defmethod moves ::land [_] :walks)
(defmethod moves ::water [_] :swims)

(deftest preference
  (is (thrown? IllegalArgumentException (moves ::amphibian)))
  (is (identical? moves (prefer-method moves ::water ::land)))
  (is (= :swims (moves ::amphibian)))
  (is (= :walks (moves ::land)))
  (testing "of a parent"
    (derive ::frog ::amphibian)
    (is (= :swims (moves ::frog)))))

(defmulti once identity)
(defmethod once 1 [_] :kept)
(defmulti once (fn [_] :changed))

(deftest defined-once
  (is (= :kept (once 1)))
  (is (nil? (eval '(do (ns multimethods-test) (defmulti once identity))))))

(deftest removing
  (let [m (eval '(do (ns multimethods-test) (defmulti temporary identity)
                     (defmethod temporary 1 [_] 1)
                     (defmethod temporary 2 [_] 2)
                     temporary))]
    (is (= 1 (m 1)))
    (is (identical? m (remove-method m 1)))
    (is (thrown? IllegalArgumentException (m 1)))
    (is (= 2 (m 2)))
    (is (identical? m (remove-all-methods m)))
    (is (= {} (methods m)))
    (is (thrown? IllegalArgumentException (m 2)))))

(defmulti countdown (fn [n acc] (zero? n)))
(defmethod countdown true [n acc] acc)
(defmethod countdown false [n acc] (countdown (dec n) (+ acc n)))

(deftest recursion
  (is (= 5050 (countdown 100 0)))
  (is (= 50005000 (countdown 10000 0))))

(deftest bad-use
  (is (thrown? TypeError (methods inc)))
  (is (thrown? TypeError (get-method 1 2)))
  (is (thrown? Exception (eval '(defmulti no-dispatch))))
  (is (thrown? Exception (eval '(defmulti bad-option identity :nonsense 1))))
  (is (thrown? TypeError (area)))
  (is (thrown? ArithmeticException ((eval '(do (defmulti throws (fn [x] (/ 1 0))) throws)) 1))))

(deftest from-python
  (is (= [12 6] (vec (py/map area [{:shape :circle, :r 2} {:shape :rect, :w 2, :h 3}]))))
  (is (py/callable area))
  (is (= "area" (.-__name__ area)))
  (is (= "#multimethod[area]" (pr-str area))))

;; --- print-method -----------------------------------------------------------

(deftype Secret [x])
(defrecord Money [amount])
(defmethod print-method Money [m w] (.write w (str "$" (:amount m))))

(deftest print-methods
  (is (= "$5" (pr-str (->Money 5))))
  (is (= "[$5 {:a $6}]" (pr-str [(->Money 5) {:a (->Money 6)}])))
  (is (= "$5\n" (with-out-str (prn (->Money 5)))))
  (is (= "#multimethods_test.Secret[1]" (pr-str (Secret. 1))))
  (testing "plainly"
    (is (= "#multimethods_test.Money{:amount 5}"
           (let [s (py/__import__ "io")
                 w (.StringIO s "")]
             ((get-method print-method :default) (->Money 5) w)
             (.getvalue w)))))
  (testing "a method that goes on to the default"
    (defmethod print-method Secret [x w]
      (.write w "<")
      ((get-method print-method :default) x w)
      (.write w ">"))
    (is (= "<#multimethods_test.Secret[2]>" (pr-str (Secret. 2))))
    (remove-method print-method Secret)
    (is (= "#multimethods_test.Secret[2]" (pr-str (Secret. 2))))))
