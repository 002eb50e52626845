;; SPDX-License-Identifier: MIT
;; Multimethods: the macros, and print-method.

(in-ns 'clojure.core)

(defmacro defmulti
  "Defines a multimethod: a function whose methods are chosen by what dispatch-fn gives for the arguments.
  A docstring and a map of metadata may stand before dispatch-fn. Options:
  :default, the dispatch value of the method for all others (:default), and
  :hierarchy, a reference to a hierarchy (the global one). If the multimethod
  exists already, nothing changes."
  {:added "1.0", :arglists '([name docstring? attr-map? dispatch-fn & options])}
  [mm-name & options]
  (let [docstring   (when (string? (first options)) (first options))
        options     (if docstring (next options) options)
        attributes  (if (map? (first options)) (first options) {})
        options     (if (map? (first options)) (next options) options)
        dispatch-fn (first options)
        options     (next options)
        attributes  (conj (or (meta mm-name) {})
                          (if docstring (assoc attributes :doc docstring) attributes))
        mm-name     (with-meta mm-name attributes)]
    (when (nil? dispatch-fn)
      (throw (IllegalArgumentException. (str "defmulti needs a dispatch function: " mm-name))))
    (when (odd? (count options))
      (throw (IllegalArgumentException. "The syntax for defmulti has changed: options are keywords and values")))
    (let [options (apply hash-map options)]
      (doseq [k (keys options)]
        (when-not (contains? #{:default :hierarchy} k)
          (throw (IllegalArgumentException. (str "Only these options are valid: :default, :hierarchy; not " (cljsh.core/show k))))))
      `(let* [v# (def ~mm-name)]
         (if (if (bound? v#) (cljsh.core/multi? (var-get v#)) false)
           nil
           (def ~mm-name
             (cljsh.core/make-multi ~(name mm-name) ~dispatch-fn
                                    ~(get options :default :default)
                                    ~(get options :hierarchy))))))))

(defmacro defmethod
  "Adds a method for a dispatch value to a multimethod. Returns the multimethod.
  fn-tail is what follows fn; it may begin with a name."
  {:added "1.0"}
  [multifn dispatch-val & fn-tail]
  (if (and (symbol? multifn) (= (name multifn) "print-method") (not= dispatch-val :default))
    `(let [value# ~dispatch-val]
       (cljsh.core/print-method-for! value#)
       (cljsh.core/add-method ~multifn value# (fn ~@fn-tail)))
    `(cljsh.core/add-method ~multifn ~dispatch-val (fn ~@fn-tail))))

;; --- printing ---------------------------------------------------------------

(defn- print-dispatch
  "What print-method and print-dup go by: a keyword under :type in the metadata, else the class."
  [x]
  (let [t (get (meta x) :type)]
    (if (keyword? t) t (class x))))

(defmulti print-method
  "Prints x readably to writer, which has a method write.
  Methods are for classes, or for keywords under :type in the metadata."
  {:added "1.0"}
  (fn [x writer] (print-dispatch x)))

(defmulti print-dup
  "Prints x to writer so that reading it gives the same type."
  {:added "1.0"}
  (fn [x writer] (print-dispatch x)))

(defn print-simple
  "Prints x to writer as if there were no print-method for it."
  {:added "1.0"}
  [x writer]
  (.write writer (cljsh.core/plain-text x))
  nil)

(defmethod print-method :default [x writer] (print-simple x writer))
(defmethod print-dup :default [x writer] (print-method x writer))
