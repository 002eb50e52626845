;; SPDX-License-Identifier: MIT
(ns clojure.set
  "Set operations: union, intersection, difference, and relational algebra on
  sets of maps.")

(defn- largest-first
  "Returns the sets with one of the largest moved to the front."
  [sets]
  (let [largest (apply max-key count sets)]
    (cons largest (remove #(identical? largest %) sets))))

(defn- smallest-first
  "Returns the sets with one of the smallest moved to the front."
  [sets]
  (let [smallest (apply min-key count sets)]
    (cons smallest (remove #(identical? smallest %) sets))))

(defn union
  "Returns the set of everything that is in any of the sets."
  {:added "1.0"}
  ([] #{})
  ([s1] s1)
  ([s1 s2]
   (if (< (count s1) (count s2))
     (into s2 s1)
     (into s1 s2)))
  ([s1 s2 & sets]
   (let [[largest & others] (largest-first (conj sets s2 s1))]
     (reduce into largest others))))

(defn intersection
  "Returns the set of what is in all of the sets."
  {:added "1.0"}
  ([s1] s1)
  ([s1 s2]
   (if (< (count s2) (count s1))
     (recur s2 s1)
     (reduce (fn [result item]
               (if (contains? s2 item)
                 result
                 (disj result item)))
             s1 s1)))
  ([s1 s2 & sets]
   (let [[smallest & others] (smallest-first (conj sets s2 s1))]
     (reduce intersection smallest others))))

(defn difference
  "Returns the first set without what is in any of the others."
  {:added "1.0"}
  ([s1] s1)
  ([s1 s2]
   (if (< (count s1) (count s2))
     (reduce (fn [result item]
               (if (contains? s2 item)
                 (disj result item)
                 result))
             s1 s1)
     (reduce disj s1 s2)))
  ([s1 s2 & sets]
   (reduce difference s1 (conj sets s2))))

(defn select
  "Returns the set of the elements for which pred is true."
  {:added "1.0"}
  [pred xset]
  (reduce (fn [result item] (if (pred item) result (disj result item)))
          xset xset))

(defn project
  "Returns the relation with only the keys ks in each of its maps."
  {:added "1.0"}
  [xrel ks]
  (with-meta (set (map #(select-keys % ks) xrel)) (meta xrel)))

(defn rename-keys
  "Returns the map with the keys that are keys of kmap renamed to their values there."
  {:added "1.0"}
  [map kmap]
  (reduce-kv (fn [result old new]
               (if (contains? map old)
                 (assoc result new (get map old))
                 result))
             (apply dissoc map (keys kmap))
             kmap))

(defn rename
  "Returns the relation with the keys of its maps renamed as kmap says."
  {:added "1.0"}
  [xrel kmap]
  (with-meta (set (map #(rename-keys % kmap) xrel)) (meta xrel)))

(defn index
  "Returns a map from each distinct set of values of ks to the set of the maps that have them."
  {:added "1.0"}
  [xrel ks]
  (reduce (fn [result item]
            (let [values (select-keys item ks)]
              (assoc result values (conj (get result values #{}) item))))
          {} xrel))

(defn map-invert
  "Returns the map with values as keys and keys as values."
  {:added "1.0"}
  [m]
  (persistent! (reduce-kv (fn [result k v] (assoc! result v k)) (transient {}) m)))

(defn- join-on
  "Joins two relations where the values of keys in yrel match: the shorter
  relation is indexed by kmap's values, the longer one looked up by its keys."
  [indexed scanned kmap]
  (let [by-values (index indexed (vals kmap))]
    (reduce (fn [result item]
              (reduce #(conj %1 (merge %2 item))
                      result
                      (get by-values (rename-keys (select-keys item (keys kmap)) kmap))))
            #{} scanned)))

(defn join
  "Returns the natural join of two relations, or the join on the pairs of keys in km."
  {:added "1.0"}
  ([xrel yrel]
   (if (and (seq xrel) (seq yrel))
     (let [shared (intersection (set (keys (first xrel))) (set (keys (first yrel))))
           kmap (zipmap shared shared)]
       (if (<= (count xrel) (count yrel))
         (join-on xrel yrel kmap)
         (join-on yrel xrel kmap)))
     #{}))
  ([xrel yrel km]
   (if (<= (count xrel) (count yrel))
     (join-on xrel yrel (map-invert km))
     (join-on yrel xrel km))))

(defn subset?
  "Is every element of set1 in set2?"
  {:added "1.2"}
  [set1 set2]
  (and (<= (count set1) (count set2))
       (every? #(contains? set2 %) set1)))

(defn superset?
  "Is every element of set2 in set1?"
  {:added "1.2"}
  [set1 set2]
  (and (>= (count set1) (count set2))
       (every? #(contains? set1 %) set2)))
