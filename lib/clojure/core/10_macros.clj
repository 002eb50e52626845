;; SPDX-License-Identifier: MIT
;; The macros everything else is written with.
;;
;; The first definitions use neither syntax-quote nor anything that is not a
;; primitive: a syntax-quoted form may expand to calls of concat.

(in-ns 'clojure.core)

(defmacro lazy-seq
  "Makes a seq whose body runs when the seq is first looked at.
  The body gives something seqable or nil; it runs once, and its value is
  kept."
  {:added "1.0"}
  [& body]
  (list 'cljsh.core/lazy-seq* (list* (with-meta 'fn* {:once true}) [] body)))

(def ^:private concat-all)

(defn- join-pieces
  "The elements of the collections of the first chunk of colls, which are joinable?, then those of the further ones, lazily."
  [colls]
  (let [more (cljsh.core/chunk-after colls)]
    (cljsh.core/joined colls (if (identical? more ()) () (concat-all nil more)))))

(defn- concat-all
  "The elements of head, then those of every collection in colls, lazily.
  A head that is such a seq itself, and that nobody else has, is made longer
  instead (cljsh/vm/flow.c): so an element does not pass through as many of them as are nested.
  What is left of the last collection is its own seq."
  [head colls]
  (lazy-seq
    (loop [head head, colls colls]
      (if (identical? colls ())
        head
        (let [s (if (cljsh.core/short? head) head (seq head))]
          (if s
            (let [c (cljsh.core/first-chunk s)]
              (if (nil? c)
                (let [ready (cljsh.core/take-ready 32 s)]
                  (if ready
                    (cljsh.core/cons-all (nth ready 0) (concat-all (nth ready 1) colls))
                    (cons (first s) (concat-all (rest s) colls))))
                (chunk-cons c (concat-all (cljsh.core/chunk-after s) colls))))
            (let [colls (seq colls)]
              (if colls
                (if (cljsh.core/joinable? colls)
                  (join-pieces colls)
                  (recur (first colls) (rest colls)))
                nil))))))))

(defn concat
  "Returns a lazy seq of the elements of the first collection, then the second, and so on."
  {:added "1.0"}
  ([] (lazy-seq nil))
  ([x] (lazy-seq x))
  ([x y] (concat-all x (list y)))
  ([x y & zs] (concat-all x (cons y zs))))

(defmacro ^:private opened
  "Opens a collection to be walked chunk by chunk with first-chunk (or first-run) and chunk-after:
  itself if it is short, else a seq, or nil if it is empty."
  [coll]
  `(let* [coll# ~coll]
     (if (cljsh.core/short? coll#) coll# (seq coll#))))

(defmacro when
  "Evaluates the body, as in do, if the test is truthy; otherwise nil."
  {:added "1.0"}
  [test & body]
  (list 'if test (list* 'do body)))

(defmacro when-not
  "Evaluates the body, as in do, if the test is nil or false; otherwise nil."
  {:added "1.0"}
  [test & body]
  (list 'if test nil (list* 'do body)))

(defmacro if-not
  "Evaluates then if the test is nil or false, else (or nil) otherwise."
  {:added "1.0"}
  ([test then] (list 'if test nil then))
  ([test then else] (list 'if test else then)))

(defmacro cond
  "Takes pairs of test and expression, and evaluates the expression of the first truthy test.
  :else, being truthy, serves as the last test. Without a truthy test: nil."
  {:added "1.0"}
  [& clauses]
  (when clauses
    (if (next clauses)
      (list 'if (first clauses)
            (first (next clauses))
            (let [more (next (next clauses))]
              (when more (list* 'clojure.core/cond more))))
      (throw (IllegalArgumentException. "cond requires an even number of forms")))))

(defmacro and
  "Evaluates expressions from the left until one is nil or false, and returns the last value.
  (and) is true."
  {:added "1.0"}
  ([] true)
  ([x] x)
  ([x & next]
   `(let* [and# ~x]
      (if and# (and ~@next) and#))))

(defmacro or
  "Evaluates expressions from the left until one is truthy, and returns the last value.
  (or) is nil."
  {:added "1.0"}
  ([] nil)
  ([x] x)
  ([x & next]
   `(let* [or# ~x]
      (if or# or# (or ~@next)))))

;; --- threading --------------------------------------------------------------

(defmacro ->
  "Threads a value through forms as their first argument.
  A form that is no list is taken for a function: (-> x f (g 1)) is
  (g (f x) 1)."
  {:added "1.0"}
  [x & forms]
  (loop [x x, forms forms]
    (if forms
      (let [form (first forms)]
        (recur (if (seq? form)
                 (with-meta (list* (first form) x (next form)) (meta form))
                 (list form x))
               (next forms)))
      x)))

(defmacro ->>
  "Threads a value through forms as their last argument.
  A form that is no list is taken for a function: (->> x f (g 1)) is
  (g 1 (f x))."
  {:added "1.1"}
  [x & forms]
  (loop [x x, forms forms]
    (if forms
      (let [form (first forms)]
        (recur (if (seq? form)
                 (with-meta (list* (first form) (concat (next form) (list x))) (meta form))
                 (list form x))
               (next forms)))
      x)))

(defmacro ..
  "Chains member accesses: (.. x a (b 1)) is (. (. x a) (b 1))."
  {:added "1.0"}
  ([x form] `(. ~x ~form))
  ([x form & more] `(.. (. ~x ~form) ~@more)))

(defmacro doto
  "Evaluates x, then each form with x as its first argument, and returns x."
  {:added "1.0"}
  [x & forms]
  (let [it (gensym "it__")]
    (loop [calls [] forms forms]
      (if forms
        (let [form (first forms)]
          (recur (conj calls
                       (if (seq? form)
                         (with-meta (list* (first form) it (next form)) (meta form))
                         (list form it)))
                 (next forms)))
        `(let* [~it ~x] ~@calls ~it)))))

;; --- tests that bind --------------------------------------------------------

(defn- lacking
  "The error of a macro's call that has not what the macro needs."
  [form what]
  (IllegalArgumentException. (str (first form) " requires " what " in " *ns* ":" (get (meta form) :line))))

(defn- check-binding
  "Throws unless bindings is a vector of one name and one expression."
  [form bindings]
  (if (vector? bindings)
    (if (= 2 (count bindings))
      nil
      (throw (lacking form "exactly 2 forms in binding vector")))
    (throw (lacking form "a vector for its binding"))))

(defn- check-bindings
  "Throws unless bindings is a vector of names and expressions."
  [form bindings]
  (if (vector? bindings)
    (if (odd? (count bindings))
      (throw (lacking form "an even number of forms in binding vector"))
      nil)
    (throw (lacking form "a vector for its binding"))))

(defmacro if-let
  "Evaluates a test; if truthy, then with the name bound to its value, otherwise else.
  The binding is visible in then only."
  {:added "1.0"}
  ([bindings then] `(if-let ~bindings ~then nil))
  ([bindings then else]
   (check-binding &form bindings)
   `(let* [value# ~(nth bindings 1)]
      (if value#
        (let [~(nth bindings 0) value#] ~then)
        ~else))))

(defmacro when-let
  "Evaluates a test; if truthy, the body with the name bound to its value."
  {:added "1.0"}
  [bindings & body]
  (check-binding &form bindings)
  `(let* [value# ~(nth bindings 1)]
     (if value#
       (let [~(nth bindings 0) value#] ~@body)
       nil)))

(defmacro if-some
  "Evaluates a test; unless nil, then with the name bound to its value, otherwise else.
  Unlike if-let, false counts as a value."
  {:added "1.6"}
  ([bindings then] `(if-some ~bindings ~then nil))
  ([bindings then else]
   (check-binding &form bindings)
   `(let* [value# ~(nth bindings 1)]
      (if (nil? value#)
        ~else
        (let [~(nth bindings 0) value#] ~then)))))

(defmacro when-some
  "Evaluates a test; unless nil, the body with the name bound to its value."
  {:added "1.6"}
  [bindings & body]
  (check-binding &form bindings)
  `(let* [value# ~(nth bindings 1)]
     (if (nil? value#)
       nil
       (let [~(nth bindings 0) value#] ~@body))))

(defmacro when-first
  "Binds a name to the first element of a collection and evaluates the body, if there is one.
  The collection expression is evaluated once."
  {:added "1.0"}
  [bindings & body]
  (check-binding &form bindings)
  `(let* [items# (seq ~(nth bindings 1))]
     (if items#
       (let [~(nth bindings 0) (first items#)] ~@body)
       nil)))

;; --- loops ------------------------------------------------------------------

(defmacro while
  "Evaluates the body again and again as long as the test is truthy. Returns nil."
  {:added "1.0"}
  [test & body]
  `(loop* []
     (if ~test
       (do ~@body (recur))
       nil)))

(defmacro dotimes
  "Evaluates the body n times with the name bound to 0 … n-1. Returns nil."
  {:added "1.0"}
  [bindings & body]
  (check-binding &form bindings)
  (let [i (nth bindings 0)]
    `(let* [n# (long ~(nth bindings 1))]
       (loop* [~i 0]
         (if (< ~i n#)
           (do ~@body (recur (inc ~i)))
           nil)))))

;; --- definitions ------------------------------------------------------------

(defmacro comment
  "Ignores its body, which must still be readable, and returns nil."
  {:added "1.0"}
  [& body])

(defmacro declare
  "Makes vars without values, so that code may name them before they are defined."
  {:added "1.0"}
  [& names]
  (loop [defs [] names names]
    (if names
      (let [name (first names)]
        (recur (conj defs (list 'def (with-meta name (assoc (meta name) :declared true))))
               (next names)))
      `(do ~@defs))))

(defmacro defonce
  "Defines a var, unless it already has a value; then the expression is not evaluated."
  {:added "1.0"}
  [name expr]
  `(let* [var# (def ~name)]
     (if (bound? var#)
       nil
       (def ~name ~expr))))

(defmacro delay
  "Makes a delay: the body runs at the first deref or force, and its value is kept.
  When the body throws, every deref throws the same exception."
  {:added "1.0"}
  [& body]
  (list 'cljsh.core/delay* (list* (with-meta 'fn* {:once true}) [] body)))

(defmacro memfn
  "Makes a function of an object, and of further arguments if named, that calls the object's method."
  {:added "1.0"}
  [name & args]
  `(fn [target# ~@args]
     (. target# (~name ~@args))))

(defmacro lazy-cat
  "Concatenates collections, evaluating each expression only when its elements are needed."
  {:added "1.0"}
  [& colls]
  (loop [parts [] colls colls]
    (if colls
      (recur (conj parts (list 'clojure.core/lazy-seq (first colls))) (next colls))
      `(concat ~@parts))))
