;; SPDX-License-Identifier: MIT
(ns ^:no-doc cljsh.receive
  "What the macro receive becomes: a look through the mailbox with the decision
  tree of cljsh.match, that gives the number of the clause, and then the
  clause, outside of any loop of the macro's own, so that it can recur."
  (:require [cljsh.match :as match]
            [cljsh.match.tree :as tree]))

(defn- bad [& message]
  (throw (IllegalArgumentException. (apply str "receive: " message))))

(defn- clauses-of
  "The clauses {:pattern p, :guard form, :action form}, and {:ms form, :action form} of :after or nil."
  [forms]
  (loop [forms forms, clauses []]
    (let [[p & more] forms]
      (cond
        (empty? forms) [clauses nil]
        (= :after p)   (case (count more)
                         2     [clauses {:ms (first more), :action (second more)}]
                         (0 1) (bad ":after is followed by milliseconds and an expression")
                         (bad ":after must be the last clause, but " (pr-str (nth more 2)) " follows"))
        (empty? more)  (bad "the pattern " (pr-str p) " has no expression")
        (= :guard (first more))
        (let [[_ guard action & others] more]
          (when (< (count more) 3) (bad "a test and an expression must follow " (pr-str p) " :guard"))
          (recur others (conj clauses {:pattern p, :guard guard, :action action})))
        :else (recur (rest more) (conj clauses {:pattern p, :action (first more)}))))))

(defn- row [i {:keys [pattern guard action]}]
  {:n i, :guard guard, :action action
   :pats (match/emit-row (inc i) [(if (= :else pattern) '_ pattern)] 1)})

(defn- mentions?
  "Does the symbol occur in the form?"
  [sym form]
  (boolean (some #{sym} (tree-seq coll? seq form))))

(defn- filter-of
  "What a pattern needs a message to be, as receive-filter wants it: [size key-form], or nil."
  [p]
  (let [key-of (fn [q] (cond (instance? cljsh.match.tree.LocalPattern q)   (:sym q)
                             (and (instance? cljsh.match.tree.LiteralPattern q)
                                  (or (keyword? (:value q)) (integer? (:value q)))) (:value q)))]
    (cond
      (or (instance? cljsh.match.tree.GuardPattern p) (instance? cljsh.match.tree.AsPattern p)) (recur (:pattern p))
      (and (instance? cljsh.match.tree.VectorPattern p) (seq (:patterns p)) (nil? (:rest p)))
      [(count (:patterns p)) (key-of (first (:patterns p)))]
      :else (when-some [k (key-of p)] [0 k]))))

(defn- filters
  "The arguments of receive-filter, or nil when some clause takes too much."
  [rows]
  (let [all (map (comp filter-of first :pats) rows)]
    (when (and (seq all) (every? some? all) (<= (count all) 4))
      (mapcat identity all))))

(defn receive-form
  "The code of a receive. env: the locals around it."
  [forms env]
  (let [[clauses after] (clauses-of forms)
        message (gensym "message")
        way     (gensym "way")
        looked  (gensym "looked")
        rows    (binding [match/*locals* (into #{} (remove #{'_}) (keys env))]
                  (doall (map-indexed row clauses)))
        {:keys [code ways]} (tree/numbered (tree/build [message] rows) nil)
        passing (filters rows)
        sender? (and (not (contains? env 'spid)) (mentions? 'spid forms))
        actions (map (fn [[bindings action]] `(let [~@bindings] ~action)) ways)
        taken   (gensym "taken")
        taking  (if sender?
                  [taken `(cljsh.core/receive-take-from), message `(nth ~taken 0), 'spid `(nth ~taken 1)]
                  [message `(cljsh.core/receive-take)])
        look    `(let [~way ~code]
                   (if (nil? ~way)
                     ~(if passing
                        `(do (when-not ~looked (cljsh.core/receive-filter ~@passing)) ; not before it is needed
                             (recur (cljsh.core/receive-next) true))
                        `(recur (cljsh.core/receive-next) true))
                     ~way))
        way-form `(loop [~message (cljsh.core/receive-first ~(:ms after)), ~looked false]
                    ~(if after
                       `(if (identical? ~message ::none) -1 ~look)
                       look))]
    (if (and (= 1 (count actions)) (not after))
      `(do ~way-form
           (let [~@taking] ~(first actions)))
      `(let [~way ~way-form]
         ~(if after
            `(if (= -1 ~way)
               ~(:action after)
               (let [~@taking]
                 (case ~way ~@(mapcat vector (range) actions))))
            `(let [~@taking]
               (case ~way ~@(mapcat vector (range) actions))))))))
