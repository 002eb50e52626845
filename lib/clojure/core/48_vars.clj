;; SPDX-License-Identifier: MIT
;; Vars and namespaces as values.

(in-ns 'clojure.core)

(defn alter-var-root
  "Sets the root value of a var to (f value & args), and returns it."
  {:added "1.0"}
  [v f & args]
  (let [value (apply f (cljsh.core/get-root v) args)]
    (cljsh.core/set-root! v value)
    value))

(defn alias
  "Makes a short name for a namespace in the current namespace. Returns nil."
  {:added "1.0"}
  [alias namespace-sym]
  (let [target (the-ns namespace-sym)
        known  (get (ns-aliases *ns*) alias)]
    (if (or (nil? known) (identical? known target))
      (cljsh.core/alias* *ns* alias target)
      (throw (IllegalStateException.
               (str "Alias " alias " already exists in namespace " (ns-name *ns*)
                    ", aliasing " known))))
    nil))

(defn refer
  "Makes the public names of a namespace usable in the current one without a prefix. Returns nil.
  Filters: :only, a collection of the names wanted; :exclude, of those not
  wanted; :rename, a map from names to others."
  {:added "1.0"}
  [ns-sym & filters]
  (let [from (find-ns ns-sym)]
    (when (nil? from)
      (throw (Exception. (str "No namespace: " ns-sym))))
    (if (nil? filters)
      (cljsh.core/refer-all *ns* from)
      (let [{:keys [only exclude rename]} (apply hash-map filters)
            publics (ns-publics from)
            exclude (set exclude)]
        (when-not (or (nil? only) (sequential? only) (set? only))
          (throw (Exception. ":only/:refer value must be a sequential collection of symbols")))
        (doseq [sym (if (nil? only) (keys publics) only)]
          (when-not (contains? exclude sym)
            (let [v (get publics sym)]
              (when (nil? v)
                (throw (Exception. (str sym (if (contains? (ns-interns from) sym)
                                              " is not public"
                                              " does not exist")
                                        " in " ns-sym))))
              (cljsh.core/ns-map-name! *ns* (get rename sym sym) v))))))
    nil))
