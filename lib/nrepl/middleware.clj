;; SPDX-License-Identifier: MIT
(ns nrepl.middleware
  "Functions around the handler of messages, and in which order they stand."
  {:added "1.12"})

(defn set-descriptor!
  "Says where a middleware stands, which is a var of a function from handler to handler:
  :requires and :expects are sets of ops and of vars that stand outside of it and within,
  :handles a map of the ops that it adds."
  {:added "1.12"}
  [middleware descriptor]
  (alter-meta! middleware assoc ::descriptor descriptor))

(defn descriptor "What set-descriptor! was told." {:added "1.12"} [middleware] (::descriptor (meta middleware)))

(defn- within?
  "Has inner to stand within outer?"
  [outer inner]
  (let [{:keys [expects]} (descriptor outer), {:keys [requires]} (descriptor inner)
        handles (fn [m] (set (keys (:handles (descriptor m)))))]
    (or (contains? (set expects) inner) (contains? (set requires) outer)
        (some (handles inner) expects) (some (handles outer) requires))))

(defn wrap
  "The handler with middleware around it, each a var or a function; those given first are outermost,
  but for what their descriptors say."
  {:added "1.12"}
  [handler middleware]
  (loop [left (vec middleware), ordered []]
    (if (empty? left)
      (reduce (fn [h m] (m h)) handler (reverse ordered))
      (let [free (or (first (filter (fn [m] (not-any? (fn [o] (and (not= o m) (within? o m))) left)) left)) (first left))]
        (recur (filterv (fn [m] (not= m free)) left) (conj ordered free))))))
