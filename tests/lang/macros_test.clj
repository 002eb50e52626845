;; SPDX-License-Identifier: MIT
(ns macros-test
  (:require [clojure.test :refer [are deftest is testing]]
            [time]))

(defmacro unless [test & body] `(if ~test nil (do ~@body)))
(defmacro twice [x] `(let [y# ~x] [y# y#]))
(defmacro form-line [] (:line (meta &form)))
(defmacro locals [] (vec (map (fn [s] `'~s) (sort (keys &env)))))
(defmacro many ([] :none) ([a] [:one a]) ([a & b] [:more a (vec b)]))
(defmacro ^:private hidden [] 1)

(deftest defmacro-test
  (are [result x] (= result x)
    nil (unless true 1)
    2 (unless false 1 2)
    [1 1] (twice 1)
    :none (many)
    [:one 1] (many 1)
    [:more 1 [2 3]] (many 1 2 3)
    1 (hidden)
    '[a b] (let [a 1 b 2] (locals))
    [] (locals)
    '[f x] ((fn f [x] (locals)) 1))
  (testing "arguments are evaluated once"
    (let [n (atom 0)]
      (twice (swap! n inc))
      (is (= 1 @n))))
  (is (:macro (meta #'unless)))
  (is (= '([test & body]) (:arglists (meta #'unless))))
  (is (integer? (form-line)))
  (is (var? (eval '(defmacro some-macro [] 1))))
  (testing "a macro is no function"
    (is (thrown? Exception (eval '(map macros-test/unless [1]))))
    (is (thrown? Exception (eval '(macros-test/twice))))
    (is (thrown? Exception (eval '(macros-test/twice 1 2))))))

(deftest macroexpand-test
  (are [result form] (= result (macroexpand-1 form))
    '(if a (do b)) '(when a b)
    '(f x) '(f x)
    'x 'x
    1 1
    '(:k m) '(:k m)
    '(inc x) '(-> x inc)
    '(f x y) '(-> x (f y)))
  (are [result form] (= result (macroexpand form))
    '(f (g x)) '(-> x g f)
    '(if a (do b)) '(when a b)
    nil nil)
  (is (= '(do 1 2) (second (rest (rest (macroexpand-1 '(macros-test/unless x 1 2)))))
         (last (macroexpand '(macros-test/unless x 1 2))))))

(deftest syntax-quote-test
  (are [result x] (= result x)
    'macros-test/foo `foo
    'clojure.core/inc `inc
    'x/y `x/y
    'if `if
    'def `def
    :k `:k
    1 `1
    "s" `"s"
    nil `nil
    () `()
    [] `[]
    {} `{}
    #{} `#{}
    '(clojure.core/inc 1) `(inc 1)
    '[1 2] `[1 ~(inc 1)]
    '(1 2 3) `(1 ~@[2 3])
    '(1 2 3 4) `(~@[1 2] ~@[3 4])
    '(1) `(1 ~@nil)
    [1 2 3] `[~@(list 1 2) 3]
    {:a 1} `{:a ~1}
    {:a 1} `{~@[:a 1] ~@[]}
    #{1 2} `#{~@[1 2]}
    'a `~'a
    '(quote macros-test/a) `'a
    '(a b) `(~'a ~'b)
    [[1]] `[[~1]]
    'clojure.test/is `is
    true (vector? `[1 ~@[2]])
    true (map? `{:a ~1})
    true (set? `#{~1})
    true (seq? `(1 ~@[2])))
  (testing "generated names"
    (let [[a b] `[x# x#]] (is (= a b)))
    (is (not= `x# `x#))
    (is (nil? (namespace `x#))))
  (testing "nested"
    (is (= '(clojure.core/inc 1) (eval ``(inc ~~(do 1)))))
    (is (= 3 (eval (eval ``(+ ~~1 ~2))))))
  (testing "metadata"
    (is (= {:m 1} (select-keys (meta `^{:m 1} [a]) [:m])))))

(deftest gensym-test
  (is (symbol? (gensym)))
  (is (not= (gensym) (gensym)))
  (is (re-find #"^abc" (name (gensym "abc")))))

(deftest hygiene-test
  (is (= [1 2] (let [list vector, concat nil, seq nil] (eval '(macros-test/twice 1)) [1 2])))
  (is (= :ok (let [if-not (fn [& _] :ok)] (if-not 1 2 3))) "locals hide macros")
  (is (= 6 (let [-> +] (-> 1 2 3)))))

(deftest core-macros-test
  (are [result x] (= result x)
    1 (when-let [a 1] a)
    nil (when-let [a nil] 1)
    nil (when-let [a false] 1)
    1 (if-let [a 1] a 2)
    2 (if-let [a nil] 1 2)
    nil (if-let [a nil] 1)
    false (when-some [a false] a)
    nil (when-some [a nil] 1)
    false (if-some [a false] a 2)
    2 (if-some [a nil] a 2)
    1 (when-first [a [1 2]] a)
    nil (when-first [a []] 1)
    nil (when-first [a nil] 1)
    [[1 2] [1 3]] (for [a [1] b [2 3]] [a b])
    [1 3] (for [a [1 2 3] :when (odd? a)] a)
    [0 1 2] (for [a (range) :while (< a 3)] a)
    [2 4] (for [a [1 2] :let [b (* 2 a)]] b)
    [[1 1] [2 1] [2 2]] (for [a [1 2] b [1 2] :when (<= b a)] [a b])
    [0 1 2] (let [v (atom [])] (dotimes [i 3] (swap! v conj i)) @v)
    [1 2] (let [v (atom [])] (doseq [i [1 2]] (swap! v conj i)) @v)
    [[1 :a] [1 :b]] (let [v (atom [])] (doseq [i [1] j [:a :b]] (swap! v conj [i j])) @v)
    3 (let [n (atom 0)] (while (< @n 3) (swap! n inc)) @n)
    6 (-> 1 (+ 2) (->> (+ 3)))
    nil (comment 1 2)
    1 (let [x (delay 1)] (force x))
    3 (with-redefs [inc (fn [x] (+ x 2))] (#'inc 1))
    5 (with-local-vars [x 1] (var-set x 5) (var-get x))
    [0 1] (vec (lazy-cat [0] [1]))
    "a" (with-out-str (print "a"))
    2 (locking :x 2)
    [:a :b] (binding [*print-length* 1] [:a :b])
    true (string? (with-out-str (time 1)))
    3 (letfn [(f [x] (inc x))] (f 2))
    true (instance? py/float (rand)))
  (is (thrown? Exception (eval '(when-let [a 1 b 2] a))))
  (is (thrown? Exception (eval '(if-let [a 1] 1 2 3))))
  (is (thrown? Exception (eval '(for [a] a))))
  (is (thrown? Exception (eval '(doseq (a [1]) a))))
  (is (thrown? Exception (eval '(if-let a 1)))))

(deftest calls-of-methods-and-constructors-expand
  (are [form expanded] (= expanded (macroexpand-1 form) (macroexpand form))
    '(.foo a b)  '(. a foo b)
    '(.-foo a)   '(. a -foo)
    '(Foo. 1 2)  '(new Foo 1 2)
    '(a.b.Foo.)  '(new a.b.Foo)
    '(.foo)      '(.foo)
    '(foo .x)    '(foo .x))
  (is (= (range 3) (take 3 (macroexpand (range)))))
  (is (= "ABC" (eval (macroexpand '(.upper "abc"))))))

;; A macro gets the rest of its form as it is: what expands into itself with fewer clauses takes a time that grows with their number only.
(deftest many-clauses
  (letfn [(clauses [n] (list 'fn '[x] (cons 'cond (mapcat (fn [i] [(list '= 'x i) i]) (range n)))))
          (seconds [n] (let [start (time/process_time)] (eval (clauses n)) (- (time/process_time) start)))]
    (is (= 3999 ((eval (clauses 4000)) 3999)))
    (is (< (seconds 4000) (* 100 (max 0.002 (seconds 400))))))
  (is (thrown-with-msg? Exception #"\(0\) passed to the macro when-let; it takes 1 or more" (eval '(when-let))))
  (is (thrown-with-msg? Exception #"clojure.core/count" (eval '(do (defmacro fails-inside [a & more] (count a more 1)) (fails-inside 1))))))

(deftest macros-of-libraries-not-loaded
  (is (= "1\n2\n" (with-out-str (eval '(clojure.template/do-template [x] (println x) 1 2)))))
  (is (= 1 (eval '(clojure.main/with-bindings 1)))))

(deftest what-macros-refuse
  (doseq [form '[(let [:a 1] 2) (let [a/b 1] 2) (let [[:a] [1]] 2) (fn "a" 1) (fn a) (fn) (loop [x] 1) (defn f)]]
    (let [e (try (eval form) (catch Exception e e))]
      (is (instance? clojure.lang.Compiler$CompilerException e))
      (is (instance? clojure.lang.ExceptionInfo (ex-cause e)))
      (is (re-find #"^Call to clojure.core/(let|fn|loop|defn) did not conform to spec: ." (ex-message (ex-cause e))))))
  (testing "macroexpand"
    (is (thrown? clojure.lang.Compiler$CompilerException (macroexpand '(when-let 1 2))))
    (is (thrown? clojure.lang.Compiler$CompilerException (macroexpand-1 '(with-open [a])))))
  (testing "the number of arguments"
    (is (= [1 "when-let"] (try (macroexpand '(when-let)) (catch clojure.lang.ArityException _ [1 "when-let"]))))
    (is (= [2 true] (try ((fn [x] x) 1 2) (catch clojure.lang.ArityException e [(.-actual e) (string? (.-name e))]))))
    (is (thrown-with-msg? IllegalArgumentException #"Wrong number of args \(0\) passed to: :kw" (:kw)))
    (is (thrown-with-msg? IllegalArgumentException #"Wrong number of args \(> 20\) passed to: :a/b" (apply :a/b (range 21))))))

(deftest what-a-macro-lacks
  (testing "the error names the macro as it was called, the namespace and the line"
    (are [message form] (thrown-with-msg? IllegalArgumentException message (macroexpand-1 (read-string form)))
      #"^when-let requires a vector for its binding in " "(when-let (a 1) a)"
      #"^if-some requires exactly 2 forms in binding vector in .*:\d*$" "(if-some [a] a nil)"
      #"^with-open requires an even number of forms in binding vector in " "(with-open [a])"
      #"^binding requires an even number of forms" "(binding [a] a)"
      #"^for requires a vector" "(for a a)"
      #"^clojure.core/dotimes requires" "(clojure.core/dotimes [a] a)")))

(deftest gensym-of-nil
  (is (re-matches #"\d+" (name (gensym nil)))))
