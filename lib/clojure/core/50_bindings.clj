;; SPDX-License-Identifier: MIT
;; Dynamic vars and code that runs with other values of them; assertions,
;; and things that have to be closed.

(in-ns 'clojure.core)

(defn- var-pairs
  "Makes (name value …) into the arguments of hash-map, from vars to values."
  [form bindings]
  (check-bindings form bindings)
  (mapcat (fn [[name value]] [(list 'var name) value])
          (partition 2 bindings)))

(defmacro binding
  "Evaluates the body with dynamic vars bound to other values, for this thread or tasklet only.
  The values are all computed before the first is bound."
  {:added "1.0"}
  [bindings & body]
  `(do
     (push-thread-bindings (hash-map ~@(var-pairs &form bindings)))
     (try
       ~@body
       (finally
         (pop-thread-bindings)))))

(defn with-bindings*
  "Calls f with args, with the vars of binding-map bound to its values."
  {:added "1.1"}
  [binding-map f & args]
  (push-thread-bindings binding-map)
  (try
    (apply f args)
    (finally
      (pop-thread-bindings))))

(defmacro with-bindings
  "Evaluates the body with the vars of a map bound to its values."
  {:added "1.1"}
  [binding-map & body]
  `(with-bindings* ~binding-map (fn [] ~@body)))

(defn bound-fn*
  "Returns a function that calls f with the bindings that are in force now, wherever it is called."
  {:added "1.1"}
  [f]
  (let [bindings (get-thread-bindings)]
    (fn [& args]
      (push-thread-bindings bindings)
      (try
        (apply f args)
        (finally
          (pop-thread-bindings))))))

(defmacro bound-fn
  "Makes a function, as fn, that runs with the bindings in force where it was made."
  {:added "1.1"}
  [& fntail]
  `(bound-fn* (fn ~@fntail)))

(defn- exchange-root
  "Gives a var another root value and returns the old one."
  [v value]
  (let [old (cljsh.core/get-root v)]
    (cljsh.core/set-root! v value)
    old))

(defn with-redefs-fn
  "Calls func while the vars of binding-map have other root values, seen by everybody."
  {:added "1.3"}
  [binding-map func]
  (let [roots (mapv (fn [e] [(key e) (exchange-root (key e) (val e))]) binding-map)]
    (try
      (func)
      (finally
        (doseq [[v root] roots]
          (exchange-root v root))))))

(defmacro with-redefs
  "Evaluates the body while vars have other root values, seen by everybody; meant for tests."
  {:added "1.3"}
  [bindings & body]
  `(with-redefs-fn (hash-map ~@(var-pairs &form bindings))
     (fn [] ~@body)))

(defmacro with-local-vars
  "Evaluates the body with names bound to new vars, which have bindings of this thread only."
  {:added "1.0"}
  [name-vals-vec & body]
  (check-bindings &form name-vals-vec)
  (let [names (take-nth 2 name-vals-vec)]
    `(let [~@(mapcat (fn [name] [name `(cljsh.core/local-var)]) names)]
       (push-thread-bindings (hash-map ~@name-vals-vec))
       (try
         ~@body
         (finally
           (pop-thread-bindings))))))

(defn- fail-assert
  "Throws the error of an assertion."
  ([form]
   (throw (AssertionError. (str "Assert failed: " (cljsh.core/show-form form)))))
  ([form message]
   (throw (AssertionError. (str "Assert failed: " (if (seq? message) (cljsh.core/show message) message) "\n" (cljsh.core/show-form form))))))

(intern 'cljsh.core 'fail-assert fail-assert)

(defmacro assert
  "Throws an AssertionError, naming the expression, unless x is truthy.
  Where *assert* is false at compile time, it compiles to nothing."
  {:added "1.0"}
  ([x]
   (when *assert*
     `(if ~x nil (cljsh.core/fail-assert '~x))))
  ([x message]
   (when *assert*
     `(if ~x nil (cljsh.core/fail-assert '~x ~message)))))

;; --- with-open --------------------------------------------------------------

(defn- enter-open
  "What the name of with-open is bound to: the value of __enter__, or x itself."
  [x]
  (if (py/hasattr x "__enter__")
    (.__enter__ x)
    x))

(defn- leave-open
  "Closes x, telling it the exception (or nil) that ended the body; truthy: the exception is dealt with."
  [x e]
  (try
    (if (py/hasattr x "__exit__")
      (if (nil? e)
        (.__exit__ x nil nil nil)
        (.__exit__ x (class e) e (.-__traceback__ e)))
      (do (.close x)
          false))
    (catch BaseException failure ; as Python's with does
      (when (and e (not (identical? failure e)) (nil? (.-__context__ failure)))
        (set! (.-__context__ failure) e))
      (throw failure))))

(intern 'cljsh.core 'enter-open enter-open)
(intern 'cljsh.core 'leave-open leave-open)
(intern 'cljsh.core 'suppressed nothing)

(defmacro with-open
  "Evaluates the body with names bound to things to be closed, and closes them in reverse order.
  What has __enter__ and __exit__ is used as by Python's with; anything else
  gets its close method called."
  {:added "1.0"}
  [bindings & body]
  (check-bindings &form bindings)
  (if (empty? bindings)
    `(do ~@body)
    (let [[name init & more] bindings]
      (when-not (symbol? name)
        (throw (IllegalArgumentException. "with-open only allows symbols in bindings")))
      `(let* [open# ~init
              ~name (cljsh.core/enter-open open#)
              result# (try
                        (with-open ~(vec more) ~@body)
                        (catch ~'Throwable e#
                          (if (cljsh.core/leave-open open# e#)
                            cljsh.core/suppressed
                            (throw e#))))]
         (if (identical? result# cljsh.core/suppressed)
           nil
           (do (cljsh.core/leave-open open# nil)
               result#))))))
