;; SPDX-License-Identifier: MIT
(ns clojure.inspector
  "Shows data: as a tree, as a table, as a list. There is no window; what is shown is printed to *out*."
  {:added "1.0"}
  (:require [clojure.pprint :as pprint]))

(defn atom?
  "Is x anything but a collection?"
  {:added "1.0"}
  [x]
  (not (coll? x)))

(defn collection-tag
  "What kind of thing x is, for the functions here: :entry, :seqable, or its own kind of collection."
  {:added "1.0"}
  [x]
  (cond
    (map-entry? x)                              :entry
    (instance? java.util.Map x)                 :seqable
    (instance? java.util.Map$Entry x)           :entry
    (or (sequential? x) (set? x))               :seqable
    (instance? clojure.lang.Seqable x)          :seqable
    :else                                       :atom))

(defmulti is-leaf
  "Has it nothing below it in the tree?"
  {:added "1.0"}
  collection-tag)
(defmulti get-child
  "What is below it at an index."
  {:added "1.0"}
  (fn [parent _index] (collection-tag parent)))
(defmulti get-child-count
  "How many things are below it."
  {:added "1.0"}
  collection-tag)

(defmethod is-leaf :default [x] (atom? x))
(defmethod get-child :default [parent index] (nth parent index))
(defmethod get-child-count :default [parent] (count parent))

(defmethod is-leaf :entry [e] (is-leaf (val e)))
(defmethod get-child :entry [e index] (get-child (val e) index))
(defmethod get-child-count :entry [e] (count (val e)))

(defmethod is-leaf :seqable [_] false)
(defmethod get-child :seqable [parent index] (nth (seq parent) index))
(defmethod get-child-count :seqable [parent] (count (seq parent)))

(defn- label
  "What stands in the line of something in the tree."
  [x]
  (cond
    (and (= :entry (collection-tag x)) (is-leaf x)) (str (pr-str (key x)) " " (pr-str (val x)))
    (= :entry (collection-tag x))                   (pr-str (key x))
    (is-leaf x)                                     (pr-str x)
    :else                                           (str (.-__name__ (class x)) ", " (get-child-count x))))

(def ^:private shown
  "How many of the things in one collection a tree shows when *print-length* does not say it."
  100)

(defn- print-tree [x depth]
  (println (str (apply str (repeat depth "  ")) (label x)))
  (when-not (is-leaf x)
    (let [limit (or *print-length* shown)
          below (if (= :entry (collection-tag x)) (val x) x)]
      (if (and *print-level* (<= *print-level* depth))
        (println (str (apply str (repeat (inc depth) "  ")) "#"))
        (do
          (doseq [child (take limit (seq below))]
            (print-tree child (inc depth)))
          (when (seq (drop limit (seq below)))
            (println (str (apply str (repeat (inc depth) "  ")) "..."))))))))

(defn inspect-tree
  "Prints data as a tree, each thing in a line, indented below what it is in."
  {:added "1.0"}
  [data]
  (print-tree data 0))

(defn inspect-table
  "Prints a seq of vectors as a table: the first is its head."
  {:added "1.0"}
  [data]
  (let [head (first data)]
    (pprint/print-table head (map (fn [row] (zipmap head row)) (rest data)))))

(defn inspect
  "Prints what x has in it as a list: keys and values of a map, indices and elements of a seq, itself otherwise."
  {:added "1.0"}
  [x]
  (cond
    (map? x)                          (doseq [[k v] x] (println (pr-str k) " " (pr-str v)))
    (and (coll? x) (= :seqable (collection-tag x)))
    (doseq [[i v] (map-indexed vector (take (or *print-length* shown) x))] (println i " " (pr-str v)))
    :else                             (println (pr-str x))))

;; --- models ------------------------------------------------------------------
;; What a table, list or tree on a screen asks: objects with the methods of
;; Swing's models.

(defn tree-model
  "Returns the model of data as a tree."
  {:added "1.0"}
  [data]
  (reify Object
    (getRoot [_] data)
    (getChild [_ parent index] (get-child parent index))
    (getChildCount [_ parent] (get-child-count parent))
    (isLeaf [_ x] (is-leaf x))
    (getIndexOfChild [_ _parent _child] nil)
    (addTreeModelListener [_ _listener] nil)
    (removeTreeModelListener [_ _listener] nil)
    (valueForPathChanged [_ _path _value] nil)))

(defn old-table-model
  "Returns the model of data, a seq of seqs, as a table without a head."
  {:added "1.0"}
  [data]
  (reify Object
    (getColumnCount [_] (count (first data)))
    (getRowCount [_] (count data))
    (getValueAt [_ row column] (nth (nth data row) column))))

(defmulti list-provider
  "Returns the rows of x and what makes the text of one: :nrows, :get-value and :get-label."
  {:added "1.0"}
  class)

(defmethod list-provider :default [x]
  {:nrows 1, :get-value (fn [_] x), :get-label (fn [_] (.-__name__ (class x)))})

(defn- indexed [xs]
  {:nrows (count xs), :get-value (fn [i] (nth xs i)), :get-label identity})

(defmethod list-provider java.util.List [xs]
  (if (nil? xs) {:nrows 0} (indexed xs)))

(defmethod list-provider java.util.Map [m]
  (let [entries (vec m)]
    {:nrows (count entries), :get-value (fn [i] (val (entries i))), :get-label (fn [i] (key (entries i)))}))

(defn list-model
  "Returns the model of what list-provider gave as a list."
  {:added "1.0"}
  [{:keys [nrows get-value get-label]}]
  (reify Object
    (getSize [_] nrows)
    (getElementAt [_ i] (get-value i))
    (getLabel [_ i] (get-label i))))

(defmulti table-model
  "Returns the model of data as a table."
  {:added "1.0"}
  class)

(defmethod table-model :default [x]
  (let [rows (if (map? x) (vec x) [[x]])]
    (old-table-model rows)))
