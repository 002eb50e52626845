;; SPDX-License-Identifier: MIT
(ns vars-ns-test
  "A namespace with a docstring."
  {:author "nobody"}
  (:refer-clojure :exclude [replace])
  (:require [clojure.set :as set :refer [union]]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing use-fixtures]]))

;; Names are resolved in the current namespace: make it this one.
(use-fixtures :each
  (fn [f]
    (binding [*ns* (the-ns 'vars-ns-test)]
      (f))))

(def ^:dynamic *x* 1)
(def ^:dynamic *y* 2)
(def plain 1)
(def ^:private secret 1)
(defn replace [] :mine)

(deftest vars-test
  (are [result x] (= result x)
    1 (var-get #'plain)
    1 @#'plain
    1 @(var plain)
    'plain (:name (meta #'plain))
    (the-ns 'vars-ns-test) (:ns (meta #'plain))
    #'plain (resolve 'plain)
    #'plain (find-var 'vars-ns-test/plain)
    #'plain (ns-resolve 'vars-ns-test 'plain)
    #'clojure.core/inc (resolve 'inc)
    #'clojure.set/union (resolve 'union)
    #'clojure.set/join (resolve 'set/join)
    nil (resolve 'no-such-name)
    nil (find-var 'vars-ns-test/no-such-name)
    "#'vars-ns-test/plain" (str #'plain)
    'vars-ns-test/plain (symbol #'plain)
    true (var? #'plain)
    false (var? plain)
    true (bound? #'plain)
    true (:private (meta #'secret))
    true (:dynamic (meta #'*x*))
    :mine (replace)
    1 @(resolve 'vars-ns-test/secret))
  (is (thrown? Exception (find-var 'no-namespace)))
  (is (thrown? Exception (find-var 'no.such.ns/x)))
  (testing "private vars"
    (is (thrown? Exception (eval '(do (ns vars-ns-other) vars-ns-test/secret))))
    (is (= 1 (eval '@#'vars-ns-test/secret)))))

(deftest binding-test
  (are [result x] (= result x)
    5 (binding [*x* 5] *x*)
    [5 6] (binding [*x* 5 *y* 6] [*x* *y*])
    [5 3] (binding [*x* 5] [*x* (binding [*x* 3] *x*)])
    [2 1] (binding [*x* *y* *y* *x*] [*x* *y*])
    6 (binding [*x* 5] (set! *x* 6) *x*)
    5 (binding [*x* 5] ((fn [] *x*)))
    5 (binding [*x* 5] @#'*x*)
    [5 5] (binding [*x* 5] (mapv (fn [_] *x*) [1 2]))
    5 ((binding [*x* 5] (bound-fn [] *x*)))
    5 ((binding [*x* 5] (bound-fn* (fn [] *x*))))
    7 (with-bindings {#'*x* 7} *x*)
    7 (with-bindings* {#'*x* 7} (fn [] *x*))
    true (binding [*x* 1] (thread-bound? #'*x*))
    false (thread-bound? #'*x*)
    5 (get (binding [*x* 5] (get-thread-bindings)) #'*x*)
    1 (try (binding [*x* 5] (throw (Exception. "x"))) (catch Exception e *x*)))
  (is (= 1 *x*) "the root is as before")
  (is (thrown? Exception (eval '(binding [vars-ns-test/plain 2] 1))))
  (testing "a lazy seq sees the bindings of where it is realised"
    (is (= [1] (vec (binding [*x* 5] (map (fn [_] *x*) [0])))))))

(deftest roots-test
  (def changing 1)
  (are [result x] (= result x)
    2 (alter-var-root #'changing inc)
    2 changing
    5 (alter-var-root #'changing + 3)
    9 (with-redefs [changing 9] changing)
    5 changing
    9 (with-redefs-fn {#'changing 9} (fn [] changing)))
  (testing "with-redefs restores after an exception"
    (is (thrown? Exception (with-redefs [changing 9] (throw (Exception. "x")))))
    (is (= 5 changing)))
  (testing "calls see a new definition"
    (defn called [] 1)
    (defn calling [] (called))
    (is (= 1 (calling)))
    (alter-var-root #'called (constantly (fn [] 2)))
    (is (= 2 (calling)))
    (is (= 3 (with-redefs [called (fn [] 3)] (calling))))
    (is (= 2 (calling))))
  (testing "watches"
    (let [log (atom [])]
      (add-watch #'changing :w (fn [k r old new] (swap! log conj [k old new])))
      (alter-var-root #'changing inc)
      (remove-watch #'changing :w)
      (alter-var-root #'changing inc)
      (is (= [[:w 5 6]] @log)))))

(deftest intern-test
  (is (var? (intern 'vars-ns-test 'interned 42)))
  (is (= 42 @(resolve 'vars-ns-test/interned)))
  (is (= #'vars-ns-test/plain (intern 'vars-ns-test 'plain)))
  (is (= 1 plain))
  (is (thrown? Exception (intern 'no.such.ns 'x 1)))
  (intern 'vars-ns-test (with-meta 'with-m {:k 1}) 2)
  (is (= 1 (:k (meta (resolve 'vars-ns-test/with-m)))))
  (ns-unmap 'vars-ns-test 'interned)
  (is (nil? (resolve 'vars-ns-test/interned))))

(deftest namespaces-test
  (are [result x] (= result x)
    'vars-ns-test (ns-name (the-ns 'vars-ns-test))
    (the-ns 'vars-ns-test) (find-ns 'vars-ns-test)
    nil (find-ns 'no.such.ns)
    "A namespace with a docstring." (:doc (meta (find-ns 'vars-ns-test)))
    "nobody" (:author (meta (find-ns 'vars-ns-test)))
    (find-ns 'clojure.set) (get (ns-aliases 'vars-ns-test) 'set)
    #'union (get (ns-refers 'vars-ns-test) 'union)
    #'inc (get (ns-map 'vars-ns-test) 'inc)
    #'plain (get (ns-map 'vars-ns-test) 'plain)
    #'plain (get (ns-publics 'vars-ns-test) 'plain)
    nil (get (ns-publics 'vars-ns-test) 'secret)
    #'secret (get (ns-interns 'vars-ns-test) 'secret)
    nil (get (ns-interns 'vars-ns-test) 'inc)
    true (contains? (set (all-ns)) (find-ns 'clojure.core))
    true (contains? (loaded-libs) 'clojure.set))
  (is (thrown? Exception (the-ns 'no.such.ns)))
  (testing "creating and removing"
    (is (= 'vars-ns-made (ns-name (create-ns 'vars-ns-made))))
    (is (identical? (create-ns 'vars-ns-made) (find-ns 'vars-ns-made)))
    (remove-ns 'vars-ns-made)
    (is (nil? (find-ns 'vars-ns-made))))
  (testing "aliases"
    (binding [*ns* (the-ns 'vars-ns-test)]
      (alias 'other-set 'clojure.set)
      (is (= #{1 2} (eval '(other-set/union #{1} #{2}))))
      (ns-unalias *ns* 'other-set)
      (is (nil? (get (ns-aliases *ns*) 'other-set)))))
  (testing "ns forms"
    (let [here (ns-name *ns*)]
      (binding [*ns* *ns*]
        (eval '(ns vars-ns-temporary (:require [clojure.string :as s :refer [blank?]])))
        (is (= 'vars-ns-temporary (ns-name *ns*)))
        (is (= true (eval '(blank? ""))))
        (is (= "A" (eval '(s/upper-case "a"))))
        (is (= #'clojure.string/blank? (eval '#'blank?))))
      (is (= here (ns-name *ns*)))))
  (testing "require"
    (is (nil? (require 'clojure.walk)))
    (is (nil? (require '[clojure.walk :as walk-alias])))
    (is (thrown? Exception (require 'no.such.namespace)))
    (is (thrown? IllegalAccessError (require '[clojure.walk :refer [no-such-var]]))))
  (testing "requiring-resolve"
    (is (= #'clojure.string/join (requiring-resolve 'clojure.string/join)))
    (is (nil? (requiring-resolve 'clojure.string/no-such-var)))))

(deftest names-test
  (are [result x] (= result x)
    "a" (name :a)
    "a" (name 'x/a)
    "a" (name "a")
    nil (namespace :a)
    "x" (namespace :x/a)
    "x" (namespace 'x/a)
    :a (keyword "a")
    :a (keyword 'a)
    :a (keyword :a)
    :x/a (keyword "x" "a")
    :x/a (keyword "x/a")
    nil (keyword nil)
    'a (symbol "a")
    'x/a (symbol "x" "a")
    'x/a (symbol "x/a")
    'a (symbol :a)
    :vars-ns-test/a ::a
    :clojure.set/a ::set/a
    (keyword "vars-ns-test" "a") ::a
    "/" (name '/)
    true (keyword? :a)
    true (symbol? 'a)
    true (qualified-keyword? :a/b)
    true (simple-symbol? 'a))
  (is (thrown? Exception (name nil)))
  (is (thrown? Exception (name 1)))
  (is (thrown? Exception (symbol 1))))

(deftest atoms-test
  (let [a (atom 1)]
    (are [result x] (= result x)
      1 @a
      1 (deref a)
      2 (swap! a inc)
      5 (swap! a + 1 2)
      9 (reset! a 9)
      true (compare-and-set! a 9 10)
      false (compare-and-set! a 9 11)
      10 @a
      [10 11] (swap-vals! a inc)
      [11 0] (reset-vals! a 0)
      0 @a))
  (testing "watches"
    (let [a (atom 1) log (atom [])]
      (add-watch a :k (fn [k r old new] (swap! log conj [k (identical? r a) old new])))
      (swap! a inc)
      (reset! a 5)
      (remove-watch a :k)
      (swap! a inc)
      (is (= [[:k true 1 2] [:k true 2 5]] @log))
      (testing "a key without a function"
        (add-watch a :k nil)
        (is (= 7 (swap! a inc))))))
  (testing "validators"
    (let [a (atom 1 :validator pos?)]
      (is (thrown? Exception (reset! a -1)))
      (is (= 1 @a))
      (is (= 2 (swap! a inc)))
      (is (= pos? (get-validator a)))
      (set-validator! a nil)
      (is (= -1 (reset! a -1))))
    (is (thrown? Exception (atom -1 :validator pos?)))
    (is (thrown? Exception (set-validator! (atom 1) neg?)))))

(deftest delays-and-volatiles-test
  (let [n (atom 0)
        d (delay (swap! n inc))]
    (is (not (realized? d)))
    (is (= 1 @d @d (force d)))
    (is (realized? d))
    (is (= 1 @n))
    (is (delay? d))
    (is (= 5 (force 5))))
  (let [d (delay (throw (Exception. "x")))]
    (is (thrown? Exception @d))
    (is (thrown? Exception @d)))
  (let [v (volatile! 1)]
    (is (volatile? v))
    (is (= 2 (vswap! v inc)))
    (is (= 5 (vreset! v 5)))
    (is (= 5 @v)))
  (is (reduced? (reduced 1)))
  (is (= 1 @(reduced 1) (unreduced (reduced 1)) (unreduced 1)))
  (let [p (promise)]
    (is (not (realized? p)))
    (deliver p 1)
    (is (= 1 @p))
    (deliver p 2)
    (is (= 1 @p))))

(deftest what-a-file-may-set-test
  (testing "until its end"
    (is (= [true true {'x/y vector} false]
           (load-string "(set! *warn-on-reflection* true)
                         (set! *unchecked-math* true)
                         (set! *data-readers* (assoc *data-readers* 'x/y vector))
                         (set! *read-eval* false)
                         [*warn-on-reflection* *unchecked-math* *data-readers* *read-eval*]")))
    (is (= [false false true] [*warn-on-reflection* *unchecked-math* *read-eval*])))
  (is (= [1] (load-string "(set! *data-readers* {'x/y vector}) #x/y 1")))
  (testing "a thread without bindings cannot"
    (let [failed (promise)]
      (doto (py/__import__ "threading")
        (-> (.Thread ** :target #(deliver failed (try (set! *print-length* 1) (catch Exception e (ex-message e))))) .start))
      (is (re-find #"root binding" (str @failed))))))

(deftest redefined-core-functions-are-called
  (let [xor bit-xor]
    (is (= 3 (eval '(bit-xor 1 2))))
    (try
      (intern 'clojure.core 'bit-xor (fn [_ _] :mine))
      (is (= [:mine [:mine :mine]] [(eval '(bit-xor 1 2)) (eval '(mapv (fn [x] (bit-xor x 1)) [1 2]))]))
      (finally
        (intern 'clojure.core 'bit-xor xor)))
    (is (= 3 (eval '(bit-xor 1 2))))))
