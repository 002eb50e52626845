;; SPDX-License-Identifier: MIT
;; Functions that make functions, and small ones everything uses.

(in-ns 'clojure.core)

(defn identity
  "Returns its argument."
  {:added "1.0"}
  [x] x)

(defn constantly
  "Returns a function that takes any arguments and returns x."
  {:added "1.0"}
  [x]
  (fn
    ([] x)
    ([_] x)
    ([_ _] x)
    ([_ _ & _] x)))

(defn complement
  "Returns a function that is true where f is falsy, and false where f is truthy."
  {:added "1.0"}
  [f]
  (fn
    ([] (not (f)))
    ([x] (not (f x)))
    ([x y] (not (f x y)))
    ([x y & more] (not (apply f x y more)))))

(defn comp
  "Composes functions: ((comp f g) x) is (f (g x)).
  The last one may take any number of arguments. (comp) is identity."
  {:added "1.0"}
  ([] identity)
  ([f] f)
  ([f g]
   (fn
     ([] (f (g)))
     ([x] (f (g x)))
     ([x y] (f (g x y)))
     ([x y z] (f (g x y z)))
     ([x y z & more] (f (apply g x y z more)))))
  ([f g & fs]
   (loop [composed (comp f g), fs fs]
     (if fs
       (recur (comp composed (first fs)) (next fs))
       composed))))

(defn partial
  "Returns a function that calls f with the given arguments followed by its own."
  {:added "1.0"}
  ([f] f)
  ([f a]
   (fn
     ([] (f a))
     ([x] (f a x))
     ([x y] (f a x y))
     ([x y z] (f a x y z))
     ([x y z & more] (apply f a x y z more))))
  ([f a b]
   (fn
     ([] (f a b))
     ([x] (f a b x))
     ([x y] (f a b x y))
     ([x y z] (f a b x y z))
     ([x y z & more] (apply f a b x y z more))))
  ([f a b c]
   (fn
     ([] (f a b c))
     ([x] (f a b c x))
     ([x y] (f a b c x y))
     ([x y z] (f a b c x y z))
     ([x y z & more] (apply f a b c x y z more))))
  ([f a b c & more]
   (fn [& args]
     (apply f a b c (concat more args)))))

(defn juxt
  "Returns a function that calls each of fs with its arguments, and returns the vector of results."
  {:added "1.1"}
  ([f]
   (fn
     ([] [(f)])
     ([x] [(f x)])
     ([x y] [(f x y)])
     ([x y z] [(f x y z)])
     ([x y z & more] [(apply f x y z more)])))
  ([f g]
   (fn
     ([] [(f) (g)])
     ([x] [(f x) (g x)])
     ([x y] [(f x y) (g x y)])
     ([x y z] [(f x y z) (g x y z)])
     ([x y z & more] [(apply f x y z more) (apply g x y z more)])))
  ([f g h]
   (fn
     ([] [(f) (g) (h)])
     ([x] [(f x) (g x) (h x)])
     ([x y] [(f x y) (g x y) (h x y)])
     ([x y z] [(f x y z) (g x y z) (h x y z)])
     ([x y z & more] [(apply f x y z more) (apply g x y z more) (apply h x y z more)])))
  ([f g h & fs]
   (let [fs (list* f g h fs)]
     (fn [& args]
       (loop [results [], fs (seq fs)]
         (if fs
           (recur (conj results (apply (first fs) args)) (next fs))
           results))))))

(defn fnil
  "Returns a function that calls f with its first arguments replaced where they are nil."
  {:added "1.2"}
  ([f x]
   (fn
     ([a] (f (if (nil? a) x a)))
     ([a b] (f (if (nil? a) x a) b))
     ([a b c] (f (if (nil? a) x a) b c))
     ([a b c & more] (apply f (if (nil? a) x a) b c more))))
  ([f x y]
   (fn
     ([a b] (f (if (nil? a) x a) (if (nil? b) y b)))
     ([a b c] (f (if (nil? a) x a) (if (nil? b) y b) c))
     ([a b c & more] (apply f (if (nil? a) x a) (if (nil? b) y b) c more))))
  ([f x y z]
   (fn
     ([a b] (f (if (nil? a) x a) (if (nil? b) y b)))
     ([a b c] (f (if (nil? a) x a) (if (nil? b) y b) (if (nil? c) z c)))
     ([a b c & more]
      (apply f (if (nil? a) x a) (if (nil? b) y b) (if (nil? c) z c) more)))))

;; --- predicates over predicates ---------------------------------------------

(declare reduce-parts)

(defn every?
  "Is (pred x) truthy for every element? true for an empty collection."
  {:added "1.0"}
  [pred coll]
  (let [coll (cljsh.core/take-apart coll)]
    (if (cljsh.core/apart? coll)
      (reduce-parts (fn [_ x] (if (pred x) true (reduced false))) true coll)
      (loop [s (opened coll)]
        (if s
          (let [c (cljsh.core/first-run s)]
            (if (nil? c)
              (if (pred (first s))
                (recur (next s))
                false)
              (let [n (count c)]
                (if (loop [i 0]
                      (if (< i n)
                        (if (pred (nth c i))
                          (recur (inc i))
                          false)
                        true))
                  (recur (seq (cljsh.core/chunk-after s)))
                  false))))
          true)))))

(defn some
  "Returns the first truthy value of (pred x) over the elements, or nil."
  {:added "1.0"}
  [pred coll]
  (let [coll (cljsh.core/take-apart coll)]
    (if (cljsh.core/apart? coll)
      (reduce-parts (fn [_ x] (let [y (pred x)] (if y (reduced y) nil))) nil coll)
      (loop [s (opened coll)]
        (if s
          (let [c (cljsh.core/first-run s)]
            (if (nil? c)
              (or (pred (first s)) (recur (next s)))
              (let [n     (count c)
                    found (loop [i 0]
                            (if (< i n)
                              (or (pred (nth c i)) (recur (inc i)))
                              nil))]
                (or found (recur (seq (cljsh.core/chunk-after s)))))))
          nil)))))

(defn not-any?
  "Is (pred x) falsy for every element?"
  {:added "1.0"}
  [pred coll]
  (not (some pred coll)))

(defn not-every?
  "Is (pred x) falsy for some element?"
  {:added "1.0"}
  [pred coll]
  (not (every? pred coll)))

(defn every-pred
  "Returns a predicate that is true when every one of ps holds for every one of its arguments."
  {:added "1.3"}
  ([p]
   (fn
     ([] true)
     ([x] (boolean (p x)))
     ([x y] (boolean (and (p x) (p y))))
     ([x y z] (boolean (and (p x) (p y) (p z))))
     ([x y z & more] (boolean (and (p x) (p y) (p z) (every? p more))))))
  ([p1 p2]
   (fn
     ([] true)
     ([x] (boolean (and (p1 x) (p2 x))))
     ([x y] (boolean (and (p1 x) (p1 y) (p2 x) (p2 y))))
     ([x y z] (boolean (and (p1 x) (p1 y) (p1 z) (p2 x) (p2 y) (p2 z))))
     ([x y z & more]
      (let [args (list* x y z more)]
        (and (every? p1 args) (every? p2 args))))))
  ([p1 p2 & ps]
   (let [ps (list* p1 p2 ps)]
     (fn
       ([] true)
       ([x] (every? (fn [p] (p x)) ps))
       ([x & more]
        (let [args (cons x more)]
          (every? (fn [p] (every? p args)) ps)))))))

(defn some-fn
  "Returns a function giving the first truthy value of any of ps for any of its arguments, or a falsy one."
  {:added "1.3"}
  ([p]
   (fn
     ([] nil)
     ([x] (p x))
     ([x y] (or (p x) (p y)))
     ([x y z] (or (p x) (p y) (p z)))
     ([x y z & more] (or (p x) (p y) (p z) (some p more)))))
  ([p1 p2]
   (fn
     ([] nil)
     ([x] (or (p1 x) (p2 x)))
     ([x y] (or (p1 x) (p1 y) (p2 x) (p2 y)))
     ([x y z] (or (p1 x) (p1 y) (p1 z) (p2 x) (p2 y) (p2 z)))
     ([x y z & more]
      (let [args (list* x y z more)]
        (or (some p1 args) (some p2 args))))))
  ([p1 p2 & ps]
   (let [ps (list* p1 p2 ps)]
     (fn
       ([] nil)
       ([x] (some (fn [p] (p x)) ps))
       ([x & more]
        (let [args (cons x more)]
          (some (fn [p] (some p args)) ps)))))))

;; --- calling ----------------------------------------------------------------

(defn trampoline
  "Calls f, and as long as the result is a function calls that, with no arguments.
  Mutual recursion so runs in constant space. A function as the final result
  has to be wrapped."
  {:added "1.0"}
  ([f]
   (let [result (f)]
     (if (fn? result)
       (recur result)
       result)))
  ([f & args]
   (trampoline (fn [] (apply f args)))))

(defn memoize
  "Returns a function that calls f once for the same arguments and remembers the result.
  What is remembered is never forgotten."
  {:added "1.0"}
  [f]
  (let [of-one (atom {}), of-others (atom {})] ; by the argument, and by the arguments
    (let [recall (fn [args]
                   (let [known (find @of-others args)]
                     (if known
                       (val known)
                       (let [result (apply f args)]
                         (swap! of-others assoc args result)
                         result))))]
      (fn
        ([] (recall nil))
        ([x]
         (let [known (get @of-one x of-one)]
           (if (identical? known of-one)
             (let [result (f x)]
               (swap! of-one assoc x result)
               result)
             known)))
        ([x & more] (recall (list* x more)))))))

(defn comparator
  "Makes a three-way comparison function from a predicate that says whether x comes before y."
  {:added "1.0"}
  [pred]
  (fn [x y]
    (cond
      (pred x y) -1
      (pred y x) 1
      :else 0)))

(defn max-key
  "Returns the argument for which k gives the greatest number; the last of equals."
  {:added "1.0"}
  ([k x] x)
  ([k x y] (if (> (k x) (k y)) x y))
  ([k x y & more]
   (let [kx (k x), ky (k y)]
     (loop [best (if (> kx ky) x y), kb (if (> kx ky) kx ky), more more]
       (if more
         (let [z (first more), kz (k z)]
           (if (>= kz kb)
             (recur z kz (next more))
             (recur best kb (next more))))
         best)))))

(defn min-key
  "Returns the argument for which k gives the least number; the last of equals."
  {:added "1.0"}
  ([k x] x)
  ([k x y] (if (< (k x) (k y)) x y))
  ([k x y & more]
   (let [kx (k x), ky (k y)]
     (loop [best (if (< kx ky) x y), kb (if (< kx ky) kx ky), more more]
       (if more
         (let [z (first more), kz (k z)]
           (if (<= kz kb)
             (recur z kz (next more))
             (recur best kb (next more))))
         best)))))
