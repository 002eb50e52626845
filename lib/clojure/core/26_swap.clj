;; SPDX-License-Identifier: MIT
;; swap!. A map that only its atom has is changed in place where that makes no difference to anybody: when an entry is
;; put into it, and when an entry's value is replaced by what a function made of it.

(in-ns 'clojure.core)

;; The functions themselves, whatever their vars are bound to.
(def ^:private assoc-itself assoc)
(def ^:private update-itself update)

(defn- swap-value!
  "Does (swap! atom update k change). Whatever else of the map has changed while change ran, it counts as long as the
  value that it was given is still there."
  [atom k change]
  (let [before (get @atom k), after (change before)]
    (if (cljsh.core/atom-put! atom k after before)
      @atom
      (let [old @atom]
        (if (identical? (get old k) before)
          (let [new (assoc old k after)]
            (if (compare-and-set! atom old new)
              new
              (recur atom k change)))
          (recur atom k change))))))

(defn swap!
  "Sets an atom to (f value & args) and returns the new value.
  f may be called several times when others change the atom meanwhile, so it
  should have no effects."
  {:added "1.0" :arglists '([atom f] [atom f x] [atom f x y] [atom f x y & args])}
  ([atom f]
   (let [old @atom, new (f old)]
     (if (compare-and-set! atom old new)
       new
       (recur atom f))))
  ([atom f x]
   (let [old @atom, new (f old x)]
     (if (compare-and-set! atom old new)
       new
       (recur atom f x))))
  ([atom f x y]
   (cond
     (identical? f update-itself)
     (swap-value! atom x y)

     (and (identical? f assoc-itself) (cljsh.core/atom-put! atom x y))
     @atom

     :else
     (let [old @atom, new (f old x y)]
       (if (compare-and-set! atom old new)
         new
         (recur atom f x y)))))
  ([atom f x y z]
   (if (identical? f update-itself)
     (swap-value! atom x (fn [v] (y v z)))
     (let [old @atom, new (f old x y z)]
       (if (compare-and-set! atom old new)
         new
         (recur atom f x y z)))))
  ([atom f x y z & args]
   (loop []
     (let [old @atom, new (apply f old x y z args)]
       (if (compare-and-set! atom old new)
         new
         (recur))))))
