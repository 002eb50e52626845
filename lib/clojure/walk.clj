;; SPDX-License-Identifier: MIT
(ns clojure.walk
  "Walking over nested data, in either direction, and replacing as one goes.")

(defn walk
  "Applies inner to each element of form, builds a collection of the same type, and applies outer to it."
  {:added "1.1"}
  [inner outer form]
  (cond
    (not (coll? form)) (outer form) ; most are
    (list? form) (outer (with-meta (apply list (map inner form)) (meta form)))
    (map-entry? form) (outer (first {(inner (key form)) (inner (val form))}))
    (seq? form) (outer (with-meta (doall (map inner form)) (meta form)))
    (record? form) (outer (reduce (fn [result entry] (conj result (inner entry))) form form))
    :else (outer (into (empty form) (map inner) form))))

(defn postwalk
  "Applies f to every part of form, the innermost first, each replaced by its result."
  {:added "1.1"}
  [f form]
  ((fn inner [x] (walk inner f x)) form))

(defn prewalk
  "Applies f to form, and then to every part of the result, from the outside in."
  {:added "1.1"}
  [f form]
  ((fn inner [x] (walk inner identity (f x))) form))

(defn- print-walked
  [form]
  (print "Walked: ")
  (prn form)
  form)

(defn postwalk-demo
  "Prints each part as postwalk comes to it, and returns form."
  {:added "1.1"}
  [form]
  (postwalk print-walked form))

(defn prewalk-demo
  "Prints each part as prewalk comes to it, and returns form."
  {:added "1.1"}
  [form]
  (prewalk print-walked form))

(defn- walk-keys
  "Replaces the keys of all maps in m for which pred is true by their f."
  [pred f m]
  (postwalk (fn [form]
              (if (map? form)
                (with-meta (into {} (map (fn [[k v]] [(if (pred k) (f k) k) v])) form) (meta form))
                form))
            m))

(defn keywordize-keys
  "Replaces the strings that are keys of maps, at any depth, by keywords."
  {:added "1.1"}
  [m]
  (walk-keys string? keyword m))

(defn stringify-keys
  "Replaces the keywords that are keys of maps, at any depth, by their names."
  {:added "1.1"}
  [m]
  (walk-keys keyword? name m))

(defn prewalk-replace
  "Replaces every part of form that is a key of smap by the value there, from the outside in."
  {:added "1.1"}
  [smap form]
  (prewalk #(if (contains? smap %) (get smap %) %) form))

(defn postwalk-replace
  "Replaces every part of form that is a key of smap by the value there, the innermost first."
  {:added "1.1"}
  [smap form]
  (postwalk #(if (contains? smap %) (get smap %) %) form))

(defn macroexpand-all
  "Expands all macros in form, without regard to locals of the same name or to quoting."
  {:added "1.1"}
  [form]
  (prewalk #(if (seq? %) (macroexpand %) %) form))
