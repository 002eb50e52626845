;; SPDX-License-Identifier: MIT
(ns strictness-test
  "Where Clojure throws or warns, and where it does not."
  (:require [clojure.repl :as repl]
            [clojure.string :as str]
            [clojure.test :as t :refer [are deftest is testing]]
            [io]))

(deftest throws-test
  (are [form] (thrown? Exception form)
    (derive nil ::a ::b)
    (derive {} ::a ::b)
    (underive nil ::a ::b)
    (underive {} ::a ::b)
    (byte 127.000001)
    (byte -128.5)
    (short 32767.5)
    (int 2147483647.5)
    (shuffle "abc")
    (shuffle {:a 1})
    (shuffle nil)
    (str/reverse 1)
    (str/reverse :a)
    (str/trim 1)
    (str/triml :a)
    (str/trimr 'a)
    (str/trim-newline 1)
    (contains? (int-array 2) :a)
    (contains? "abc" :a)
    (mapcat 42 [1 2])
    (mapcat identity 5)
    (byte-array [300])
    (into-array [1 "a"])
    (into-array [1.5 2])
    (into-array [1 true])
    (float 1e39)
    (float ##-Inf)
    (read-string "#java.util.Locale[(str 1)]")
    (ints 1)
    (bytes [1])
    (read-string "\"\\08\"")
    (read-string "\"\\0800\"")
    (nthnext [1] true)
    (nthrest [1] false)
    (sort-by :a nil [{:a 2} {:a 1}])
    (into [] (partition-all -1) [1])
    (object-array -1)
    (int-array :a))
  (are [form] (thrown? Exception (eval 'form))
    (let [& 42] &)
    (loop [& 42] &)
    (let [{:a/keys [b/c]} {}] c)
    (let [[a & b c] [1]] a)))

(deftest tells-test
  (are [pattern form] (thrown-with-msg? Exception pattern (eval 'form))
    #"Parameter declaration should be a vector, or a list that begins with one, not a" (defn foo a)
    #"Parameter declaration should be a vector" (defmacro foo a)))

(deftest works-test
  (are [result form] (= result form)
    nil (nthnext nil nil)
    () (nthrest nil 1)
    nil (nthrest nil 0)
    [] (nthrest [] 1)
    nil (num nil)
    1 ((transient #{:a}) :b 1)
    :a ((transient #{:a}) :a 1)
    [1 2] (subvec [1 2 3 4] 0.5 2.7)
    [2 3 4] (subvec [1 2 3 4] 3/2)
    [nil nil] (vec (object-array 2.9))
    [0 0] (vec (int-array 5/2))
    [true false false] (map indexed? [(transient []) (transient {}) (transient #{})])
    true (str/blank? false)
    2 (let [a (atom 1)] (add-watch a :nobody nil) (swap! a inc))
    2 (let [r (ref 1)] (add-watch r :nobody nil) (dosync (alter r inc)))
    "ello" (subs "hello" 1.7)
    "b" (get "abc" 1.5)
    1.0 (max 1 1.0)
    1 (max 1.0 1)
    1 (min 1.0 1)
    [1 2 3] (vec (reify clojure.lang.IReduceInit (reduce [_ f i] (reduce f i [1 2 3]))))
    ["a1" "a" "1"] (let [m (re-matcher #"(\w)(\d)" "a1 b2")] (re-find m) (let [[a b c] m] [a b c]))
    :none (let [m (re-matcher #"(\w)(\d)" "a1 b2")] (re-find m) (nth m 5 :none))
    [-1 -128 127 -56] (vec (byte-array [-1 -128 127 200]))
    -5 (let [b (byte-array 2)] (aset-byte b 0 -5) (aget b 0))
    -5 (nth (byte-array [-5]) 0)
    "\u0000" (aget (char-array 2) 1)
    true (boolean (some #{'clojure.core/mapv} (repl/apropos 'mapv)))
    '(1 2) (read-string "(1;c\r 2)")
    "\u0000 a" (read-string "\"\\0 a\"")
    #inst "2010-11-12T13:14:15.123456" (read-string "#inst \"2010-11-12T13:14:15.123456789123\"")
    3 (read-string "#=(+ 1 2)")
    '(a b) (read-string "#=(list a b)")
    {:line 1, :column 9} (with-in-str "^{:column 9} (1)" (meta (read)))
    [{:line 1, :column 2} {:line 2, :column 1}] (with-in-str " (1)\n(2)" [(meta (read)) (meta (read))])
    2 (read-string {:read-cond :allow} "#?(:foo #/ a :cljsh 2 :bar)")
    2 (read-string {:read-cond :allow} "#?(:cljsh 2 :foo [#js {} #unknown/tag x #=(foo) {:a} #{1 1}])"))
  (is (thrown? Exception (binding [*read-eval* false] (read-string "#=(+ 1 2)")))))

(deftest lazy-apply-test
  (letfn [(three [& xs] (doall (take 3 xs)))]
    (def three-var three)
    (defmulti three-multi (fn [& xs] (first xs)))
    (defmethod three-multi :default [& xs] (doall (take 3 xs)))
    (is (= [0 1 2] (apply #'three-var (range))))
    (is (= [0 1 2] (apply three-multi (range))))
    (is (= [:a 0 1] (apply #'three-var :a (range))))
    (is (= [:a 0 1] (apply three-multi :a (range))))
    (is (= [1 2] (apply three-multi [1 2])))))

(defn- text-writer
  "A stream to write to."
  []
  (io/StringIO))

(defmacro ^:private stderr-of
  "What evaluating the form, not compiled yet, prints to *err*."
  [form]
  `(let [out# (text-writer)]
     (binding [*err* out#, *ns* *ns*]
       (in-ns 'strictness-test.warned)
       (clojure.core/refer-clojure)
       (eval '~form))
     (.getvalue out#)))

(deftest warnings-test
  (is (re-find #"Warning: \*foo\* not declared dynamic and thus is not dynamically rebindable, but its name suggests otherwise\. Please either indicate \^:dynamic \*foo\* or change the name\. \(.*:\d+\)"
               (stderr-of (def *foo* 1))))
  (is (= "" (stderr-of (def ^:dynamic *foo* 1))))
  (is (= "WARNING: map already refers to: #'clojure.core/map in namespace: strictness-test.warned, being replaced by: #'strictness-test.warned/map\n"
         (stderr-of (def map 1))))
  (is (= "" (stderr-of (def an-ordinary-name 1))))
  (is (= "WARNING: join already refers to: #'clojure.string/join in namespace: strictness-test.warned, being replaced by: #'strictness-test.warned/join\n"
         (stderr-of (do (require '[clojure.string :refer [join]]) (def join 1)))))
  (is (= (str "REJECTED: attempt to replace interned var #'strictness-test.warned/join with #'clojure.string/join in strictness-test.warned, "
              "you must ns-unmap first\n")
         (stderr-of (do (def join 1) (require '[clojure.string :refer [join]])))))
  (is (= "WARNING: map already refers to: #'clojure.core/map in namespace: strictness-test.warned, being replaced by: #'strictness-test.warned/map\n"
         (stderr-of (do (ns-unmap *ns* 'map) (refer 'clojure.core :only '[map]) (intern *ns* 'map 1)))))
  (is (= "" (stderr-of (do (ns-unmap *ns* 'filter) (intern *ns* 'filter 1) (refer 'clojure.core)))))
  (is (re-find #"Unable to resolve nope to a test function" (stderr-of (clojure.test/run-test nope)))))

(deftest redefined-protocol-test
  (defprotocol Again (again [x]))
  (extend-type String Again (again [s] (str s "!")))
  (defprotocol Again (again [x]))
  (is (= "a!" (again "a")))
  (is (= {:tag nil, :name 'again, :arglists '([x]), :doc nil} (get-in Again [:sigs :again])))
  (is (= '([x]) (:arglists (meta #'again))))
  (is (= #'Again (:protocol (meta #'again)))))

(deftest hinted-protocol-method-test
  (binding [*ns* (find-ns 'strictness-test)]
    (eval '(defprotocol Hinted (^NoSuchClassAnywhere hinted [x]))))
  (is (= 'NoSuchClassAnywhere (:tag (meta (resolve 'strictness-test/hinted))))))

(deftest macro-arity-test
  (binding [*ns* (find-ns 'strictness-test)]
    (eval '(defmacro one [x] x)))
  (is (thrown-with-msg? Exception #"Wrong number of args \(2\) passed to: strictness-test/one; it takes 1"
                        (macroexpand '(strictness-test/one 1 2)))))

;; --- old friends -------------------------------------------------------------

(deftest vector-of-test
  (let [v (vector-of :int 1 2 3)]
    (is (vector? v))
    (is (= [1 2 3] v))
    (is (= v [1 2 3]))
    (is (= (hash [1 2 3]) (hash v)))
    (is (= [1 2 3 4] (conj v 4)))
    (is (= [9 2 3] (assoc v 0 9)))
    (is (= 2 (v 1) (nth v 1) (get v 1)))
    (is (= [2 3 4] (map inc v)))
    (is (= [1 2] (pop v)))
    (is (= '(3 2 1) (rseq v)))
    (is (= {:a 1} (meta (with-meta v {:a 1}))))
    (is (thrown? Exception (conj v :a)))
    (is (thrown? Exception (assoc v 0 "xy")))
    (is (thrown? Exception (nth v 5)))
    (is (thrown? IllegalArgumentException (vector-of :foo)))
    (is (= [1.0 2.0] (vector-of :double 1 2)))))

(defstruct point :x :y)

(deftest struct-test
  (let [p (struct point 1 2)]
    (is (map? p))
    (is (= {:x 1 :y 2} p))
    (is (= p {:x 1 :y 2}))
    (is (= [:x :y :z] (keys (assoc p :z 3))))
    (is (= {:x 1 :y 2} (dissoc (assoc p :z 3) :z)))
    (is (thrown-with-msg? Exception #"Can't remove struct key" (dissoc p :x)))
    (is (= 2 ((accessor point :y) p) (:y p) (p :y)))
    (is (= {:x nil :y 2 :z 3} (struct-map point :y 2 :z 3)))
    (is (= {:x 1 :y nil} (struct point 1)))
    (is (thrown? Exception (struct point 1 2 3)))
    (is (thrown? Exception (accessor point :q)))
    (is (thrown? Exception ((accessor point :x) {:x 1})))
    (is (thrown? Exception (create-struct)))))

(deftest others-test
  (is (= 7 (load-reader (io/StringIO "(+ 1 2) (+ 3 4)"))))
  (is (= 1 (:real (bean 1))))
  (is (= [1] (seq (ints (int-array [1]))))))

(defn- fails [] (throw (ex-info "x" {:a 1})))

(deftest trace-test
  (is (re-matches #"#error \{:cause \"x\", :data \{:a 1\}, :via \[\{.*\}\], :trace \[\[strictness-test/fails \".*strictness_test.clj\" \d+\].*\]\}"
                  (pr-str (try (fails) (catch Exception e e)))))
  (is (= "#error {:cause \"x\", :data {}, :via [{:type clojure.lang.ExceptionInfo, :message \"x\", :data {}}], :trace []}"
         (pr-str (ex-info "x" {})))
      "never thrown")
  (let [e (ex-info "outer" {:a 1} (Exception. "inner"))]
    (is (= (Throwable->map e) (binding [*data-readers* {'error identity}] (read-string (pr-str e)))))))

(deftest names-of-classes-test
  (are [form] (thrown-with-msg? IllegalStateException #"already refers to: class java.lang" (eval 'form))
    (deftype String [])
    (defrecord Integer [])
    (definterface StringBuffer)
    (when true (deftype Thread [])))
  (is (= 1 (eval '(do (ns strictness-own-process) (ns-unmap *ns* 'Process) (defrecord Process [a]) (:a (->Process 1)))))))

(deftest compile-error-data-test
  (let [data (fn [form] (try (eval form) (catch clojure.lang.Compiler$CompilerException e [(:clojure.error/phase (ex-data e)) (ex-data (ex-cause e))])))]
    (is (= [:compile-syntax-check nil] (data '(undefined-function))))
    (is (= [:macro-syntax-check {:form '(quote 1 2)}] (data '(quote 1 2))))
    (is (= :macro-syntax-check (first (data '(let [x] x)))))))

(deftest redefined-protocol-test
  (eval '(do (ns strictness-elusive) (defprotocol Elusive (old-method [x])) (defprotocol Elusive (new-method [x])) (deftype Has [] Elusive (new-method [x] 1))))
  (is (thrown-with-msg? IllegalArgumentException #"No method of interface: strictness_elusive.Elusive found for function: old-method of protocol: Elusive"
        (eval '(strictness-elusive/old-method (strictness-elusive.Has.)))))
  (is (thrown-with-msg? IllegalArgumentException #"already directly implements interface strictness_elusive.Elusive for protocol:#'strictness-elusive/Elusive"
        (eval '(extend strictness-elusive.Has strictness-elusive/Elusive {:new-method identity})))))

(deftest conditional-errors-test
  (are [re s] (thrown-with-msg? RuntimeException re (read-string {:read-cond :allow} s))
    #"even number of forms"              "#?(:cljs :a :clj)"
    #"even number of forms"              "[#?(:clj)]"
    #"read-cond-splicing must implement" "#?@(:clj :a)"
    #"is reserved"                       "#?@(:foo :a :else :b)"
    #"not allowed at the top level"      "#?@(:clj [1])"
    #"Invalid token"                     "#:::"))

(deftest exception-names-test
  (is (= :ce (try (eval 'undefined-symbol) (catch clojure.lang.Compiler$CompilerException e :ce))))
  (is (= :pse (try (re-pattern "(") (catch java.util.regex.PatternSyntaxException e :pse))))
  (is (= "a-b/c?" (repl/demunge "a_b$c_QMARK_"))))

(defrecord Dup [a b])

(deftest print-dup-test
  (binding [*print-dup* true]
    (are [text x] (= text (pr-str x))
      "#strictness_test.Dup[1, [2]]" (->Dup 1 [2])
      "#=(clojure.lang.PersistentTreeMap/create {1 2})" (sorted-map 1 2)
      "#=(clojure.lang.PersistentTreeSet/create [1 2])" (sorted-set 1 2)
      "#=(var clojure.core/inc)" #'inc
      "#=(find-ns clojure.set)" (find-ns 'clojure.set))
    (is (= "\"a\" [\"b\"]" (with-out-str (print "a" ["b"]))))
    (are [x] (let [y (read-string (pr-str x))] (and (= x y) (= (class x) (class y))))
      (->Dup 1 [2])
      (assoc (->Dup 1 [2]) :c 3)
      (sorted-map 1 2)
      (sorted-set 3 1)
      [1 {:a #{2}}]
      #'inc)))

(deftest hash-codes-of-what-has-no-end
  (is (thrown? Exception (.hashCode (iterate identity nil))))
  (is (thrown? Exception (.hashCode (cycle [1]))))
  (is (thrown? Exception (.hashCode (repeat 1)))))

(deftest messages-of-wrong-types-test
  ;; Tests of libraries look for these words of Clojure's.
  (are [re form] (thrown-with-msg? ClassCastException re form)
    #"^key: int cannot be cast to a map entry$"               (key 1)
    #"^key: cljsh.Keyword cannot be cast to a map entry$"     (merge-with + {:a 1} [:a 2])
    #"^rseq: cljsh.Map cannot be cast to a vector or sorted"  (rseq {:a 1})
    #"^subvec: str cannot be cast to a vector$"               (subvec "abc" 1)
    #"^peek: int cannot be cast to a list, vector or queue$"  (peek 1)
    #"^conj: int cannot be cast to a persistent collection$"  (conj 1 2)
    #"^assoc: int cannot be cast to a persistent collection$" (assoc 1 2 3)
    #"^pop: str cannot be cast to a persistent collection$"   (pop "abc")
    #"^disj: int cannot be cast to a persistent set$"         (disj 1 2))
  (are [form] (thrown-with-msg? IllegalArgumentException #"^Don't know how to create ISeq from: int$" form)
    (seq 1) (first 1) (into [] 1) (apply + 1) (reduce + 1) (merge-with + {:a 1} 1) (doall (map inc 1)))
  (are [re form] (thrown-with-msg? Exception re form)
    #"^count not supported on this type: int$"     (count 1)
    #"^nth not supported on this type: int$"       (nth 1 1)
    #"^contains\? not supported on type: int$"     (contains? 1 1)
    #"Can't have more than 1 variadic overload"    (eval '(fn ([& a]) ([v & b])))
    #"Can't have fixed arity function with more params than variadic function" (eval '(fn ([& a]) ([v])))
    #"Can't have fixed arity function with more params than variadic function" (eval '(fn ([v]) ([& a])))
    #"Can't have 2 overloads with same arity"      (eval '(fn ([a]) ([b])))))
