;; SPDX-License-Identifier: MIT
;; What errors show of values, and values that contain themselves: it ends.
(ns showing-test
  (:require [clojure.pprint :as pprint]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(defmacro message
  "Returns the message of the exception that body throws."
  [& body]
  `(try ~@body "no exception" (catch Exception e# (ex-message e#))))

(defn never [] (lazy-seq (throw (RuntimeError. "must not be realised"))))

(deftype Unprintable []
  Object
  (toString [_] (throw (ValueError. "no text"))))
(def unprintable-in-python
  (py/type "Unspeakable" (py/tuple) (py/dict ** :__repr__ (fn [_] (throw (ValueError. "no text"))))))

(defmulti by-value identity)

(deftest endless
  (are [text code] (= text (message code))
    "cljsh.Iterate can't be called as a function: (0 ...)"        ((range))
    "cljsh.Cycle can't be called as a function: (1 ...)"          ((cycle [1]) 3)
    "cljsh.Iterate can't be called as a function: (0 ...)"        (doall (map (range) [1]))
    "cljsh.Repeat can't be called as a function: (1 1 1 1 1 1 1 1 1 1 ...)" ((repeat 1))
    "Not a library specification: (0 ...)"                        (require (range))
    "No matching clause: (0 ...)"                                 (case (range) 1 2)
    "No matching clause: ([] ...)"                                (case (iterate vector []) 1 2)
    "No method in multimethod 'by-value' for dispatch value: (0 ...)" (by-value (range))
    "No value supplied for key: (0 ...)"                          (hash-map (range))
    "(0 ...)"                                                     (throw (ex-info (range) {}))
    "(0 ...)"                                                     (throw (Exception. (range)))
    "[(0 ...)]"                                                   (throw (py/ValueError [(range)]))
    "No matching clause: (...)"                                   (case (never) 1 2)
    "No matching clause: [(...) {:a (...)}]"                      (case [(never) {:a (never)}] 1 2)
    "No matching clause: (1 2 ...)"                               (case (cons 1 (cons 2 (never))) 1 2)
    "No matching clause: (1 ...)"                                 (case (seq (py/iter [1 2 3])) 1 2))
  (testing "what has been realised is shown"
    (is (= "No matching clause: (1 2 3)" (message (case (doall (map inc [0 1 2])) 1 2)))))
  (testing "in the text of an exception"
    (is (= "#error {:cause nil, :via [{:type java.lang.Exception, :message nil}], :trace []}" (pr-str (Exception.))) "no message")
    (is (= "#error {:cause nil, :data {}, :via [{:type clojure.lang.ExceptionInfo, :message nil, :data {}}], :trace []}" (pr-str (ex-info nil {}))))
    (is (= "#error {:cause \"x\", :data {:a [1]}, :via [{:type clojure.lang.ExceptionInfo, :message \"x\", :data {:a [1]}}], :trace []}"
           (pr-str (ex-info "x" {:a [1]}))))
    (is (= "#error {:cause \"(0 ...)\", :data {}, :via [{:type clojure.lang.ExceptionInfo, :message \"(0 ...)\", :data {}}], :trace []}"
           (pr-str (ex-info (range) {}))))))

(deftest large
  (are [bound code] (> bound (count (message code)))
    100 (case (range 1000000) 1 2)
    100 (case (vec (range 1000000)) 1 2)
    100 (case (py/list (range 1000000)) 1 2)
    200 (case (zipmap (range 1000000) (range 1000000)) 1 2)
    500 (case (str/join (repeat 1000000 "x")) 1 2)
    700 (case (py/bytes 1000000) 1 2)
    100 (case (reduce (fn [v _] [v]) [] (range 1000000)) 1 2)
    100 (case (py/pow 2 10000000) 1 2)
    1000 (case (vec (repeat 10 (vec (repeat 10 (vec (repeat 10 (vec (repeat 10 (vec (repeat 10 "wide")))))))))) 1 2)
    1000 (case (reduce (fn [a _] (atom a)) nil (range 1000)) 1 2)
    100 ((vec (range 1000000)) :key))
  (is (= "No matching clause: #<an integer of 10000001 bits>" (message (case (py/pow 2 10000000) 1 2))))
  (is (= "No matching clause: (0 1 2 3 4 5 6 7 8 9 ...)" (message (case (range 100) 1 2))))
  (is (= "No matching clause: [[[[[#]]]]]" (message (case [[[[[[1]]]]]] 1 2)))))

(deftest without-text
  (is (= "No matching clause: #showing_test.Unprintable[]" (message (case (->Unprintable) 1 2))))
  (is (str/starts-with? (message (case (unprintable-in-python) 1 2)) "No matching clause: #object["))
  (is (str/starts-with? (message (case (reify Iterable (iterator [_] (throw (Exception. "no")))) 1 2)) "No matching clause: #object["))
  (testing "a method of print-method is not asked"
    (defrecord Odd [x])
    (defmethod print-method Odd [_ _] (throw (Exception. "no")))
    (is (= "No matching clause: #showing_test.Odd{:x 1}" (message (case (->Odd 1) 1 2))))
    (remove-method print-method Odd)))

(defn- printed
  "Returns what pr writes, with addresses left out."
  [x]
  (str/replace (pr-str x) #" 0x[0-9a-f]+" ""))

(deftest containing-themselves
  (let [a (atom nil), v (volatile! nil), r (ref nil), p (promise), l (py/list), d (py/dict), o (object-array 1)
        g (agent nil), e (atom nil)
        s (fn me [] (lazy-seq [1]))]
    (reset! a [1 a])
    (vreset! v {:v v})
    (dosync (ref-set r r))
    (deliver p [p])
    (.append l l)
    (.__setitem__ d "k" d)
    (aset o 0 o)
    (send g (constantly g))
    (await g)
    (reset! e (ex-info "x" {:e e}))
    (are [text x] (= text (printed x))
      "#object[clojure.lang.Atom {:status :ready, :val [1 #object[clojure.lang.Atom ...]]}]" a
      "#object[cljsh.Volatile {:status :ready, :val {:v #object[cljsh.Volatile ...]}}]" v
      "#object[cljsh.Ref {:status :ready, :val #object[cljsh.Ref ...]}]" r
      "#object[cljsh.Promise {:status :ready, :val [#object[cljsh.Promise {:status :ready, :val ...}]]}]" p
      "#object[cljsh.Agent {:status :ready, :val #object[cljsh.Agent ...]}]" g
      "#py/list [#py/list [...]]" l
      "#py/dict {\"k\" #py/dict {...}}" d
      "#py/list [#py/list [...]]" o
      (str "#object[clojure.lang.Atom {:status :ready, :val #error {:cause \"x\", :data {:e #object[clojure.lang.Atom ...]}, "
           ":via [{:type clojure.lang.ExceptionInfo, :message \"x\", :data {:e #object[clojure.lang.Atom ...]}}], :trace []}}]") e
      "[#py/list [#py/list [...]] #py/list [#py/list [...]]]" [l l])
    (is (= (pr-str a) (str a) (py/repr a)))
    (is (= "No matching clause: #object[clojure.lang.Atom {:status :ready, :val [1 #object[clojure.lang.Atom ...]]}]"
           (str/replace (message (case a 1 2)) #" 0x[0-9a-f]+" "")))
    (is (string? (with-out-str (pprint/pprint a))))
    (is (string? (with-out-str (pprint/pprint l))))
    (is (string? (with-out-str (pprint/pprint [d o v r]))))
    (testing "through a method of print-method"
      (defrecord Holder [x])
      (defmethod print-method Holder [h w] (.write w "<") (print-method (:x h) w) (.write w ">"))
      (reset! a (->Holder a))
      (is (= "#object[clojure.lang.Atom {:status :ready, :val <#object[clojure.lang.Atom ...]>}]" (printed a)))
      (remove-method print-method Holder)))
  (testing "a lazy seq that is its own element"
    (let [box (atom nil)]
      (reset! box (lazy-seq [1 @box 2]))
      (is (= "(1 (...) 2)" (pr-str @box)))))
  (testing "a level for the map that an atom's value is shown in"
    (is (= "#object[clojure.lang.Atom {:status :ready, :val #}]" (binding [*print-level* 1] (printed (atom [1])))))))

(deftest in-a-long-circle
  (let [atoms (mapv atom (range 1000))]
    (dorun (map (fn [a b] (reset! a b)) atoms (concat (rest atoms) atoms)))
    (is (> 200000 (count (pr-str (first atoms)))))))

(deftype Speechless []
  Object
  (toString [_] (loop [] (recur))))
(def speechless-in-python
  (let [names (py/dict)]
    (py/exec "class Speechless:\n def __repr__(self):\n  while True: pass\n" names)
    (get names "Speechless")))

(deftest values-that-never-say-what-they-are
  (is (str/starts-with? (message (case [(speechless-in-python) (speechless-in-python)] 1 2)) "No matching clause: [#object["))
  (is (str/starts-with? (message ((->Speechless) 1)) "Speechless can't be called as a function: #"))
  (testing "in a thread"
    (is (str/starts-with? @(future (message (case (speechless-in-python) 1 2))) "No matching clause: #object["))))

(deftest forms-without-an-end
  (are [form] (str/includes? (message (eval form)) "A form has more than a million parts, or no end: (")
    (range)
    (cons 'println (range))
    (cons 'let (range))
    (list 'fn (range))
    (list 'let (range) 1)
    (list* '-> 1 (repeat 'inc))
    (list* 'case 1 (range))
    (list* 'cond (repeat true))
    (list* 'and (repeat true))
    (list* 'ns 'without-end (repeat '(:require)))
    (list 'do (list* 'doto 1 (repeat '(inc))))
    (vec (list (range))))
  (is (instance? StackOverflowError (try (assoc-in {} (range) 1) (catch Throwable e e)))))

(deftest endless-arguments-test
  (are [form] (thrown? Exception (eval 'form))
    (apply (fn [x] x) (range))
    (apply inc (range))
    (apply :a (range))
    (apply [1] (range))
    (apply {} (range))
    (schedule (fn [] (apply (fn [x] x) (range)))))
  (is (thrown-with-msg? AssertionError #"Assert failed: \(0 " (assert (= 1 2) (range)))))

(deftest collections-of-java-in-themselves-test
  (let [m (doto (java.util.HashMap.) (as-> m (.put m "a" m)))
        l (doto (java.util.ArrayList.) (as-> l (.add l l)))]
    (is (= ["{\"a\" ...}" "{a=(this Map)}"] [(pr-str m) (str m)]))
    (is (= ["[...]" "[(this Collection)]"] [(pr-str l) (str l)]))))
