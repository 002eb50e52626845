;; SPDX-License-Identifier: MIT
;; Arrays by the type of their elements, and vectors that hold one type only.

(in-ns 'clojure.core)

(defmacro ^:private defcast
  "Defines a function that returns an array, or complains of what is none."
  [name what classes]
  `(defn ~name
     ~(str "Returns xs, which must be an array of " what " or nil.")
     {:added "1.1"}
     [~'xs]
     (if (or (nil? ~'xs) ~@(map (fn [c] `(instance? ~c ~'xs)) classes))
       ~'xs
       (throw (ClassCastException. (str ~(str name ": not an array of " what ": ")
                                        (.-__qualname__ (class ~'xs))))))))

(defcast booleans "booleans" [boolean/1])
(defcast bytes "bytes" [py/bytes py/bytearray])
(defcast chars "characters" [py/list])
(defcast doubles "doubles" [double/1])
(defcast floats "floats" [float/1])
(defcast ints "ints" [int/1])
(defcast longs "longs" [long/1])
(defcast shorts "shorts" [short/1])

;; --- vectors of one type ------------------------------------------------------

(deftype ^:private Vec [elements convert meta]
  clojure.lang.IPersistentVector
  (count [_] (count elements))
  (nth [_ i] (nth elements i))
  (nth [_ i not-found] (nth elements i not-found))
  (valAt [_ k] (get elements k))
  (valAt [_ k not-found] (get elements k not-found))
  (containsKey [_ k] (contains? elements k))
  (entryAt [_ k] (find elements k))
  (cons [_ x] (Vec. (conj elements (convert x)) convert meta))
  (assoc [_ i x] (Vec. (assoc elements i (convert x)) convert meta))
  (assocN [_ i x] (Vec. (assoc elements i (convert x)) convert meta))
  (empty [_] (Vec. [] convert meta))
  (peek [_] (peek elements))
  (pop [_] (Vec. (pop elements) convert meta))
  (seq [_] (seq elements))
  (rseq [_] (rseq elements))
  (equiv [_ other] (= elements other))
  (equals [_ other] (= elements other))
  (hasheq [_] (hash elements))
  (hashCode [_] (.hashCode elements))
  (__hash__ [_] (py/hash elements))
  Comparable
  (compareTo [_ other]
    (if (nil? other)
      (throw (NullPointerException.))
      (compare elements (if (vector? other) (into [] other) other))))
  clojure.lang.IFn
  (invoke [_ i] (elements i))
  clojure.lang.IObj
  (meta [_] meta)
  (withMeta [_ m] (Vec. elements convert m))
  clojure.lang.IReduce
  (reduce [_ f] (reduce f elements))
  (reduce [_ f init] (reduce f init elements)))

(def ^:private element-conversions
  "For each type a vector can have, how elements are made of what is given."
  {:int     int, :long long, :short short, :byte byte
   :float   float, :double double
   :boolean (fn [x]
              (if (boolean? x)
                x
                (throw (ClassCastException. (str "not a boolean: " (cljsh.core/show x))))))
   :char    char})

(defn vector-of
  "Returns a vector that holds elements of one type only: :int :long :short :byte :float :double :boolean or :char.
  What is added must be of that type, or convertible to it."
  {:added "1.2", :arglists '([t] [t & elements])}
  ([t & elements]
   (if-let [convert (get element-conversions t)]
     (Vec. (mapv convert elements) convert nil)
     (throw (IllegalArgumentException. (str "Unrecognized type " (cljsh.core/show t)))))))
