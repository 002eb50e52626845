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

(defn- key-form
  "What a value must be = to for the pattern, as a form; nil where that is not all there is to it."
  [p]
  (cond (instance? cljsh.match.tree.LocalPattern p)   (:sym p)
        (and (instance? cljsh.match.tree.LiteralPattern p)
             (or (keyword? (:value p)) (int? (:value p)) (string? (:value p)))) (:value p)))

(defn- filter-of
  "What a pattern needs a message to be, as receive-filter wants it: [size key-form], or nil."
  [p]
  (cond
    (or (instance? cljsh.match.tree.GuardPattern p) (instance? cljsh.match.tree.AsPattern p)) (recur (:pattern p))
    (and (instance? cljsh.match.tree.VectorPattern p) (seq (:patterns p)) (nil? (:rest p)))
    [(count (:patterns p)) (key-form (first (:patterns p)))]
    :else (when-some [k (key-form p)] [0 k])))

(defn- filters
  "The arguments of receive-filter, or nil when some clause takes too much."
  [rows]
  (let [all (map (comp filter-of first :pats) rows)]
    (when (and (seq all) (every? some? all) (<= (count all) 4))
      (mapcat identity all))))

(defn- plain-of
  "A pattern that receive-way can decide on, as it wants it: [kind key-form], or nil."
  [p]
  (let [wild? #(instance? cljsh.match.tree.WildcardPattern %)]
    (cond
      (wild? p) [nil nil]
      (and (instance? cljsh.match.tree.VectorPattern p) (= :clojure.core.match/vector (:type p)) (nil? (:rest p)))
      (let [[q & others] (:patterns p), size (count (:patterns p))]
        (when (and q (every? wild? others))
          (if (wild? q) [(- size) nil] (when-some [k (key-form q)] [size k]))))
      :else (when-some [k (key-form p)] [0 k]))))

(defn- plain
  "The form of receive-way's patterns, or nil when some clause asks for more than it can."
  [rows ns]
  (let [all (map (comp plain-of first :pats) rows)]
    (when (and (seq all) (apply distinct? ns) (every? some? all) (not-any? :guard rows))
      (vec (mapcat identity all)))))

(defn- searching
  "The form that looks through the mailbox by a tree's code, which gives the number of the clause, or nil."
  [code message rows after]
  (let [way     (gensym "way")
        looked  (gensym "looked")
        passing (filters rows)
        look    `(let [~way ~code]
                   (if (nil? ~way)
                     ~(if passing
                        `(do (when-not ~looked (cljsh.core/receive-filter ~@passing)) ; not before it is needed
                             (recur (cljsh.core/receive-next) true))
                        `(recur (cljsh.core/receive-next) true))
                     ~way))]
    `(loop [~message (cljsh.core/receive-first ~(:ms after)), ~looked false]
       ~(if after
          `(if (identical? ~message ::none) -1 ~look)
          look))))

(defn receive-form
  "The code of a receive. env: the locals around it."
  [forms env]
  (let [[clauses after] (clauses-of forms)
        message (gensym "message")
        way     (gensym "way")
        rows    (binding [match/*locals* (into #{} (remove #{'_}) (keys env))]
                  (doall (map-indexed row clauses)))
        {:keys [code ways ns]} (tree/numbered (tree/build [message] rows) nil)
        patterns (plain rows ns)
        sender? (and (not (contains? env 'spid)) (mentions? 'spid forms))
        actions (map (fn [[bindings action]] `(let [~@bindings] ~action)) ways)
        taken   (gensym "taken")
        taking  (if sender?
                  [taken `(cljsh.core/receive-take-from), message `(nth ~taken 0), 'spid `(nth ~taken 1)]
                  [message `(cljsh.core/receive-take)])
        search  (cond (not patterns) (searching code message rows after)
                      after          `(cljsh.core/receive-way ~patterns ~(:ms after))
                      :else          `(cljsh.core/receive-way ~patterns))
        numbers (if patterns ns (range))]
    (if (and (= 1 (count actions)) (not after))
      (if (and patterns (not sender?))
        `(let [~message (cljsh.core/receive-one ~patterns)] ~(first actions))
        `(do ~search
             (let [~@taking] ~(first actions))))
      `(let [~way ~search]
         ~(if after
            `(if (= -1 ~way)
               ~(:action after)
               (let [~@taking]
                 (case ~way ~@(mapcat vector numbers actions))))
            `(let [~@taking]
               (case ~way ~@(mapcat vector numbers actions))))))))
