;; SPDX-License-Identifier: MIT
(ns ^:no-doc cljsh.receive
  "What the macro receive becomes: a look through the mailbox with the decision
  tree of clojure.core.match, that gives the number of the clause, and then the
  clause, outside of any loop of the macro's own, so that it can recur."
  (:require [clojure.core.match :as match]
            [clojure.core.match.tree :as tree]))

(defn- bad [& message]
  (throw (IllegalArgumentException. (apply str "receive: " message))))

(defn- clauses-of
  "The clauses {:pattern p, :guard form, :action form}, and {:ms form, :action form} of :after or nil."
  [forms]
  (loop [forms forms, clauses [], after nil]
    (let [[p & more] forms]
      (cond
        (empty? forms) [clauses after]
        after          (bad ":after must be the last clause, but " (pr-str p) " follows")
        (= :after p)   (if (= 2 (count more))
                         (recur nil clauses {:ms (first more), :action (second more)})
                         (bad ":after is followed by milliseconds and one expression, and ends the clauses"))
        (empty? more)  (bad "the pattern " (pr-str p) " has no expression")
        (= :guard (first more))
        (let [[_ guard action & others] more]
          (when (< (count more) 3) (bad "a test and an expression must follow " (pr-str p) " :guard"))
          (recur others (conj clauses {:pattern p, :guard guard, :action action}) nil))
        :else (recur (rest more) (conj clauses {:pattern p, :action (first more)}) nil)))))

(defn- row [i {:keys [pattern guard action]}]
  {:n i, :guard guard, :action action
   :pats (match/emit-row (inc i) [(if (= :else pattern) '_ pattern)] 1)})

(defn- mentions?
  "Does the symbol occur in the form?"
  [sym form]
  (boolean (some #{sym} (tree-seq coll? seq form))))

(defn receive-form
  "The code of a receive. env: the locals around it."
  [forms env]
  (let [[clauses after] (clauses-of forms)
        message (gensym "message")
        way     (gensym "way")
        tree    (binding [match/*locals* (into #{} (remove #{'_}) (keys env))]
                  (tree/build [message] (map-indexed row clauses)))
        {:keys [code ways]} (tree/numbered tree nil)
        sender? (and (not (contains? env 'spid)) (mentions? 'spid forms))
        actions (map (fn [[bindings action]] `(let [~@(when sender? ['spid `(cljsh.core/receive-sender)]) ~@bindings] ~action)) ways)]
    `(let [~way (do (cljsh.core/receive-start ~(:ms after))
                    (loop []
                      (let [~message (cljsh.core/receive-next)]
                        (if (cljsh.core/no-message? ~message)
                          -1
                          (let [way# ~code]
                            (if (nil? way#)
                              (recur)
                              (do (cljsh.core/receive-take)
                                  way#)))))))
           ~message (cljsh.core/receive-taken)]
       (case ~way
         ~@(mapcat vector (range) actions)
         ~(:action after)))))
