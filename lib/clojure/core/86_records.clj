;; SPDX-License-Identifier: MIT
;; defrecord.

(in-ns 'clojure.core)

(defn- record-reader
  "What reads the form behind #ns.Name for a class: a map of a record, or the fields in order."
  [c]
  (fn [form]
    (cond
      (and (map? form) (cljsh.core/record-class? c))
      (do (doseq [k (keys form)]
            (when-not (keyword? k)
              (throw (IllegalArgumentException. (str "Unreadable defrecord form: key must be of type clojure.lang.Keyword, got " (cljsh.core/show k))))))
          (cljsh.core/record-from-map c form))
      (vector? form) (apply c form)
      :else (throw (IllegalArgumentException.
                     (str "#" (cljsh.core/show c) " is followed by a vector of the fields"
                          (if (cljsh.core/record-class? c) ", or a map" "")))))))

(intern 'cljsh.core 'record-reader record-reader)

(intern 'cljsh.core 'record-statics!
        (fn [class fields]
          (py/setattr class "create" (py/staticmethod (fn [m] (cljsh.core/record-from-map class m))))
          (py/setattr class "getBasis" (py/staticmethod (fn [] fields)))))

(defmacro defrecord
  "Defines a class of records, maps with fields of their own: (defrecord Name [field*] option* (spec (method …)*)*).
  The fields are keys of the map, in order; other keys may be assoc'ed beside
  them. Without one of its fields it is a plain map. Specs and methods are
  as those of deftype. Defines ->Name and map->Name, too."
  {:added "1.2", :arglists '([name [& fields] & opts+specs])}
  [rname fields & opts+specs]
  (let [[_ specs] (split-options opts+specs)
        specs     (parse-impls specs)]
    (when (some mutable-field? (when (vector? fields) fields))
      (throw (IllegalArgumentException. ":volatile-mutable or :unsynchronized-mutable not supported for record fields")))
    (when (some host-base? (map first specs))
      (throw (IllegalArgumentException. "defrecord: a record cannot inherit from a class of Python")))
    (check-type "defrecord" rname fields specs)
    `(do
       ~@(name-check rname)
       ~@(when (seq specs) ; methods make others of their class
           [`(declare ~(symbol (str "->" rname)) ~(symbol (str "map->" rname)))])
       ~@(class-forms :record rname fields specs)
       ~(positional-factory rname fields)
       (defn ~(symbol (str "map->" rname))
         ~(str "Makes a " rname " of a map with its fields as keys; the others stay beside them.")
         [~'m]
         (cljsh.core/record-from-map ~rname ~'m))
       (cljsh.core/record-statics! ~rname '~(mapv (fn [f] (if (symbol? f) (with-meta f (not-empty (select-keys (meta f) [:tag]))) f)) fields))
       ~rname)))
