;; SPDX-License-Identifier: MIT
(ns clojure.core.memoize
  "Functions that remember what they returned, as long as a cache keeps it."
  {:added "1.12"}
  (:require [clojure.core.cache :as c]))

(defn memoizer "Returns a function that calls f for what its cache does not have." {:added "1.12"}
  ([f cache] (memoizer f cache {}))
  ([f cache base]
   (let [a (atom (c/seed cache (into {} (map (fn [[k v]] [k (delay v)])) base))), key-fn (or (::args-fn (meta f)) identity)]
     (with-meta (fn [& args]
                  (let [k (key-fn args), d (delay (apply f args)), held (c/lookup (swap! a c/through-cache k (fn [_] d)) k)]
                    (try @(or held d) (catch Throwable e (swap! a c/evict k) (throw e)))))
                {::cache a ::original f}))))
(defn- cache-of [f] (::cache (meta f)))
(defn memoized? "Has it a cache?" {:added "1.12"} [f] (boolean (cache-of f)))
(defn snapshot "Returns a map of what it remembers." {:added "1.12"} [f] (when-let [a (cache-of f)] (into {} (map (fn [[k v]] [(vec k) @v])) (seq @a))))
(defn lazy-snapshot "Returns a lazy seq of what it remembers." {:added "1.12"} [f] (when-let [a (cache-of f)] (map (fn [[k v]] [(vec k) @v]) @a)))
(defn memo-clear! "Has it forget all, or a call." {:added "1.12"} ([f] (when-let [a (cache-of f)] (swap! a c/seed {}))) ([f args] (when-let [a (cache-of f)] (swap! a c/evict args))))
(defn memo-reset! "Sets what it remembers." {:added "1.12"} [f base] (when-let [a (cache-of f)] (swap! a c/seed (into {} (map (fn [[k v]] [k (delay v)])) base))))
(defn memo-swap! "Changes what it remembers." {:added "1.12"} ([f base] (memo-reset! f base)) ([f swap-fn args & results] (when-let [a (cache-of f)] (apply swap! a swap-fn args (map (fn [x] (delay x)) results)))))
(defn memo-unwrap "Returns the function without its memory." {:added "1.12"} [f] (::original (meta f)))
(defn memo "Returns f with a memory that keeps all." {:added "1.12"} ([f] (memo f {})) ([f seed] (memoizer f (c/basic-cache-factory {}) seed)))
(defmacro ^:private memories [& entries]
  `(do ~@(for [[n option factory default] (partition 4 entries)]
           `(defn ~n ~(str "Returns f with the memory of clojure.core.cache/" factory ". Option " option ".") {:added "1.12"}
              [f# & args#]
              (let [[base# args#] (if (map? (first args#)) [(first args#) (rest args#)] [{} args#]), opts# (apply hash-map args#)]
                (memoizer f# (~(symbol "clojure.core.cache" (name factory)) {} ~(if (= option :ttl/threshold) :ttl :threshold) (get opts# ~option ~default)) base#))))))
(memories fifo :fifo/threshold fifo-cache-factory 32 lru :lru/threshold lru-cache-factory 32 lu :lu/threshold lu-cache-factory 32 ttl :ttl/threshold ttl-cache-factory 2000)
