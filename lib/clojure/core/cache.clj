;; SPDX-License-Identifier: MIT
(ns clojure.core.cache
  "Caches as values: which entries are kept is said by their kind."
  {:added "1.12"}
  (:require [clojure.data.priority-map :as pm]))

(defprotocol CacheProtocol
  "What a cache can do."
  (lookup [cache e] [cache e not-found] "The value of an entry.")
  (has? [cache e] "Is it there?")
  (hit [cache e] "An entry was found.")
  (miss [cache e ret] "An entry was not found and is put there.")
  (evict [cache e] "Takes an entry away.")
  (seed [cache base] "A cache of the kind with the entries of a map."))

(defn through
  "Returns the cache after a look for an entry, which value-fn makes if it is not there."
  {:added "1.12"}
  ([cache item] (through identity cache item))
  ([value-fn cache item] (through (fn [f x] (f x)) value-fn cache item))
  ([wrap-fn value-fn cache item]
   (if (has? cache item)
     (hit cache item)
     (miss cache item (wrap-fn value-fn item)))))

(defn through-cache
  "As through, with the cache first."
  {:added "1.12"}
  ([cache item] (through identity cache item))
  ([cache item value-fn] (through value-fn cache item))
  ([cache item wrap-fn value-fn] (through wrap-fn value-fn cache item)))

(defmacro defcache
  "Defines a class of caches, whose first field is the map of entries."
  {:added "1.12"}
  [type-name fields & specifics]
  (let [base (first fields)]
    `(deftype ~type-name [~@fields]
       ~@specifics
       clojure.lang.IPersistentMap
       (~'count [_#] (count ~base))
       (~'valAt [this# k#] (lookup this# k#))
       (~'valAt [this# k# otherwise#] (if (has? this# k#) (lookup this# k#) otherwise#))
       (~'containsKey [this# k#] (has? this# k#))
       (~'entryAt [this# k#] (when (has? this# k#) (clojure.lang.MapEntry/create k# (lookup this# k#))))
       (~'assoc [this# k# v#] (miss this# k# v#))
       (~'without [this# k#] (evict this# k#))
       (~'cons [this# x#] (seed this# (conj ~base x#)))
       (~'empty [this#] (seed this# (empty ~base)))
       (~'equiv [this# o#] (= ~base o#))
       (~'equals [this# o#] (= ~base o#))
       (~'hasheq [this#] (hash ~base))
       (~'hashCode [this#] (hash ~base))
       (~'seq [this#] (seq ~base)))))

;; --- kinds -------------------------------------------------------------------

(defcache BasicCache [items]
  CacheProtocol
  (lookup [_ k] (get items k))
  (lookup [_ k n] (get items k n))
  (has? [_ k] (contains? items k))
  (hit [this _] this)
  (miss [_ k v] (BasicCache. (assoc items k v)))
  (evict [_ k] (BasicCache. (dissoc items k)))
  (seed [_ base] (BasicCache. base)))

(defcache FnCache [items f]
  CacheProtocol
  (lookup [_ k] (f (get items k)))
  (lookup [_ k n] (if (contains? items k) (f (get items k)) n))
  (has? [_ k] (contains? items k))
  (hit [this _] this)
  (miss [_ k v] (FnCache. (assoc items k v) f))
  (evict [_ k] (FnCache. (dissoc items k) f))
  (seed [_ base] (FnCache. base f)))

(defn- queue [ks]
  (into clojure.lang.PersistentQueue/EMPTY ks))

(defcache FIFOCache [items q limit]
  CacheProtocol
  (lookup [_ k] (get items k))
  (lookup [_ k n] (get items k n))
  (has? [_ k] (contains? items k))
  (hit [this _] this)
  (miss [_ k v]
    (cond
      (contains? items k)      (FIFOCache. (assoc items k v) q limit)
      (< (count items) limit)  (FIFOCache. (assoc items k v) (conj q k) limit)
      :else                    (FIFOCache. (assoc (dissoc items (peek q)) k v) (conj (pop q) k) limit)))
  (evict [this k]
    (if (contains? items k)
      (FIFOCache. (dissoc items k) (queue (remove (fn [x] (= x k)) q)) limit)
      this))
  (seed [_ base] (FIFOCache. base (queue (keys base)) limit)))

(defn- ranked
  "The keys of a map with the rank of each, the least first."
  [base rank]
  (into (pm/priority-map) (map (fn [k] [k rank])) (keys base)))

(defn- victim
  "The key that has to go when one comes, or nil."
  [items ranks limit k]
  (when (and (>= (count ranks) limit) (not (contains? items k)))
    (peek ranks)))

(defcache LRUCache [items lru tick limit]
  CacheProtocol
  (lookup [_ k] (get items k))
  (lookup [_ k n] (get items k n))
  (has? [_ k] (contains? items k))
  (hit [this k]
    (if (contains? items k)
      (LRUCache. items (assoc lru k (inc tick)) (inc tick) limit)
      this))
  (miss [_ k v]
    (let [tick (inc tick)]
      (if-let [[old] (victim items lru limit k)]
        (LRUCache. (assoc (dissoc items old) k v) (assoc (dissoc lru old) k tick) tick limit)
        (LRUCache. (assoc items k v) (assoc lru k tick) tick limit))))
  (evict [this k]
    (if (contains? items k)
      (LRUCache. (dissoc items k) (dissoc lru k) (inc tick) limit)
      this))
  (seed [_ base] (LRUCache. base (ranked base 0) 0 limit)))

(defcache LUCache [items lu limit]
  CacheProtocol
  (lookup [_ k] (get items k))
  (lookup [_ k n] (get items k n))
  (has? [_ k] (contains? items k))
  (hit [this k]
    (if (contains? items k)
      (LUCache. items (update lu k inc) limit)
      this))
  (miss [_ k v]
    (if-let [[old] (victim items lu limit k)]
      (LUCache. (assoc (dissoc items old) k v) (assoc (dissoc lu old) k 0) limit)
      (LUCache. (assoc items k v) (assoc lu k (get lu k 0)) limit)))
  (evict [this k]
    (if (contains? items k)
      (LUCache. (dissoc items k) (dissoc lu k) limit)
      this))
  (seed [_ base] (LUCache. base (ranked base 0) limit)))

(defn- now []
  (System/currentTimeMillis))

(defcache TTLCacheQ [items ttl ttl-ms]
  CacheProtocol
  (lookup [this k] (when (has? this k) (get items k)))
  (lookup [this k n] (if (has? this k) (get items k) n))
  (has? [_ k]
    (and (contains? ttl k)
         (< (- (now) (get ttl k)) ttl-ms)))
  (hit [this _] this)
  (miss [_ k v]
    (let [t    (now)
          dead (keep (fn [[k at]] (when (>= (- t at) ttl-ms) k)) ttl)]
      (TTLCacheQ. (assoc (apply dissoc items dead) k v) (assoc (apply dissoc ttl dead) k t) ttl-ms)))
  (evict [_ k] (TTLCacheQ. (dissoc items k) (dissoc ttl k) ttl-ms))
  (seed [_ base]
    (let [t (now)]
      (TTLCacheQ. base (into {} (map (fn [k] [k t])) (keys base)) ttl-ms))))

;; --- factories ---------------------------------------------------------------

(defn basic-cache-factory
  "Returns a cache that keeps all."
  {:added "1.12"}
  [base]
  (BasicCache. base))

(defn fn-cache-factory
  "Returns a cache whose values f is applied to."
  {:added "1.12"}
  [f base]
  (FnCache. base f))

(defn fifo-cache-factory
  "Returns a cache of the entries that came last. Option :threshold, 32 if not given."
  {:added "1.12"}
  [base & {t :threshold :or {t 32}}]
  (seed (FIFOCache. {} (queue nil) t) base))

(defn lru-cache-factory
  "Returns a cache of the entries used last. Option :threshold."
  {:added "1.12"}
  [base & {t :threshold :or {t 32}}]
  (seed (LRUCache. {} (pm/priority-map) 0 t) base))

(defn lu-cache-factory
  "Returns a cache of the entries used most. Option :threshold."
  {:added "1.12"}
  [base & {t :threshold :or {t 32}}]
  (seed (LUCache. {} (pm/priority-map) t) base))

(defn lirs-cache-factory
  "Returns a cache of the entries used last. Options :s-history-limit :q-history-limit."
  {:added "1.12"}
  [base & {:keys [s-history-limit q-history-limit] :or {s-history-limit 32 q-history-limit 32}}]
  (lru-cache-factory base :threshold (+ s-history-limit q-history-limit)))

(defn ttl-cache-factory
  "Returns a cache of entries for a time. Option :ttl in milliseconds, 2000 if not given."
  {:added "1.12"}
  [base & {ttl :ttl :or {ttl 2000}}]
  (seed (TTLCacheQ. {} {} ttl) base))

(defn soft-cache-factory
  "Returns a cache that keeps all."
  {:added "1.12"}
  [base]
  (BasicCache. base))
