;; SPDX-License-Identifier: MIT
;; Structs: maps that always have the keys of their definition. Records have
;; taken their place; old programs use them.

(in-ns 'clojure.core)

(deftype ^:private StructDefinition [ks])

(declare struct-of)

(deftype ^:private StructMap [definition entries meta]
  clojure.lang.IPersistentMap
  (count [_] (count entries))
  (valAt [_ k] (get entries k))
  (valAt [_ k not-found] (get entries k not-found))
  (containsKey [_ k] (contains? entries k))
  (entryAt [_ k] (find entries k))
  (cons [_ x] (struct-of definition (conj entries x) meta))
  (assoc [_ k v] (struct-of definition (assoc entries k v) meta))
  (without [this k]
    (when (contains? (set (.-ks definition)) k)
      (throw (RuntimeException. "Can't remove struct key")))
    (struct-of definition (dissoc entries k) meta))
  (empty [_] (struct-of definition (reduce (fn [m k] (assoc m k nil)) (array-map) (.-ks definition)) nil))
  (seq [_] (concat (map (fn [k] (find entries k)) (.-ks definition))
                   (seq (apply dissoc entries (.-ks definition)))))
  (equiv [_ other] (= entries other))
  (equals [_ other] (= entries other))
  (hasheq [_] (hash entries))
  (hashCode [_] (hash entries))
  clojure.lang.IFn
  (invoke [_ k] (get entries k))
  (invoke [_ k not-found] (get entries k not-found))
  clojure.lang.IObj
  (meta [_] meta)
  (withMeta [_ m] (struct-of definition entries m)))

(cljsh.core/name-class! "clojure.lang.PersistentStructMap" StructMap)

(defn- struct-of
  "A struct of its definition and all its entries."
  [definition entries meta]
  (StructMap. definition entries meta))

(defn- check-definition
  "Complains of what is no definition of structs."
  [s]
  (when-not (instance? StructDefinition s)
    (throw (ClassCastException. (str "not a struct's definition: " (cljsh.core/show s))))))

(defn create-struct
  "Returns a definition of structs with these keys, for struct and struct-map."
  {:added "1.0"}
  [& keys]
  (when (empty? keys)
    (throw (IllegalArgumentException. "Must supply keys")))
  (StructDefinition. (vec keys)))

(defmacro defstruct
  "Defines name as a definition of structs with these keys."
  {:added "1.0"}
  [name & keys]
  `(def ~name (create-struct ~@keys)))

(defn struct-map
  "Returns a struct of the definition, a map with its keys, of keys and values; keys that are not given have nil.
  Other keys may be there, too."
  {:added "1.0"}
  [s & inits]
  (check-definition s)
  (struct-of s (apply assoc (reduce (fn [m k] (assoc m k nil)) (array-map) (.-ks s))
                      (or inits [(first (.-ks s)) nil]))
             nil))

(defn struct
  "Returns a struct of the definition with values for its keys, in their order; keys without a value have nil."
  {:added "1.0"}
  [s & vals]
  (check-definition s)
  (when (> (count vals) (count (.-ks s)))
    (throw (IllegalArgumentException. "Too many arguments to struct constructor")))
  (apply struct-map s (interleave (.-ks s) vals)))

(defn accessor
  "Returns a function that looks up the key in structs of the definition, and complains of all else."
  {:added "1.0"}
  [s key]
  (check-definition s)
  (when-not (some #{key} (.-ks s))
    (throw (IllegalArgumentException. "Not a key of struct")))
  (fn [m]
    (when-not (and (instance? StructMap m) (identical? s (.-definition m)))
      (throw (RuntimeException. "Accessor/struct mismatch")))
    (get m key)))

;; --- objects as maps ----------------------------------------------------------

(defn bean
  "Returns a map of an object's attributes, those that are neither private nor methods, by keyword.
  Those of an exception, a moment or what is of a class of Java's are what its getters give, as there.
  :class is its class. The map does not change with the object."
  {:added "1.0"}
  [x]
  (when (nil? x)
    (throw (NullPointerException. "bean of nil")))
  (if (or (instance? Throwable x) (inst? x) (.startswith (.-__module__ (class x)) "java."))
    (assoc (@#'cljsh.core/java-properties x) :class (class x))
    (reduce (fn [m attribute]
              (let [value (when-not (.startswith attribute "_")
                            (try (py/getattr x attribute) (catch [Exception Error] _ nothing)))]
                (if (or (.startswith attribute "_") (identical? value nothing) (py/callable value))
                  m
                  (assoc m (keyword attribute) value))))
            {:class (class x)}
            (py/dir x))))

;; --- loading ------------------------------------------------------------------

(defn load-reader
  "Evaluates all forms of a stream, one after the other, and returns the value of the last."
  {:added "1.0"}
  [rdr]
  (binding [*ns* *ns*]
    (loop [value nil]
      (let [form (read rdr false nothing)]
        (if (identical? form nothing)
          value
          (recur (eval form)))))))

(defn compile
  "Loads a library again, whether it was loaded or not, which puts it in the cache of compiled code. Returns its name."
  {:added "1.0"}
  [lib]
  (binding [*compile-files* true]
    (require lib :reload))
  lib)
