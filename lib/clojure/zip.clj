;; SPDX-License-Identifier: MIT
(ns clojure.zip
  "Zippers: a place in a tree, from which one can move, and change the tree
  without losing the place.

  A location is a vector [node path]. The path is nil at the root; elsewhere it
  is a map of
    :l        a vector of the siblings to the left
    :r        a seq of the siblings to the right
    :pnodes   a vector of the nodes above, from the root
    :ppath    the path of the parent
    :changed? true when the node was changed, so that the nodes above must be made anew.
  The three functions of the tree are metadata of the location."
  (:refer-clojure :exclude [next remove replace]))

(defn zipper
  "Returns a location at the root of a tree.
  branch? says whether a node can have children, children gives a branch's seq of
  children, make-node makes a branch from an existing one and a seq of children."
  {:added "1.0"}
  [branch? children make-node root]
  (with-meta [root nil]
    {:zip/branch? branch? :zip/children children :zip/make-node make-node}))

(defn seq-zip
  "Returns a zipper for nested seqs."
  {:added "1.0"}
  [root]
  (zipper seq? identity (fn [node children] (with-meta children (meta node))) root))

(defn vector-zip
  "Returns a zipper for nested vectors."
  {:added "1.0"}
  [root]
  (zipper vector? seq (fn [node children] (with-meta (vec children) (meta node))) root))

(defn xml-zip
  "Returns a zipper for XML elements: maps with :content."
  {:added "1.0"}
  [root]
  (zipper (complement string?)
          (comp seq :content)
          (fn [node children] (assoc node :content (and children (apply vector children))))
          root))

(defn node
  "Returns the node at the location."
  {:added "1.0"}
  [loc]
  (loc 0))

(defn branch?
  "Can the node at the location have children?"
  {:added "1.0"}
  [loc]
  ((:zip/branch? (meta loc)) (node loc)))

(defn children
  "Returns a seq of the children of the node at the location, which must be a branch."
  {:added "1.0"}
  [loc]
  (if (branch? loc)
    ((:zip/children (meta loc)) (node loc))
    (throw (ex-info "called children on a leaf node" {}))))

(defn make-node
  "Returns a new branch made from a node and children, by the zipper's function."
  {:added "1.0"}
  [loc node children]
  ((:zip/make-node (meta loc)) node children))

(defn path
  "Returns a seq of the nodes from the root to the one above the location."
  {:added "1.0"}
  [loc]
  (:pnodes (loc 1)))

(defn lefts
  "Returns a seq of the siblings to the left."
  {:added "1.0"}
  [loc]
  (seq (:l (loc 1))))

(defn rights
  "Returns a seq of the siblings to the right."
  {:added "1.0"}
  [loc]
  (:r (loc 1)))

(defn- at
  "A location in the same tree as loc."
  [loc node path]
  (with-meta [node path] (meta loc)))

(defn down
  "Returns the location of the leftmost child, or nil when there is none."
  {:added "1.0"}
  [loc]
  (when (branch? loc)
    (let [[node path] loc
          [child & more :as all] (children loc)]
      (when all
        (at loc child {:l []
                       :pnodes (if path (conj (:pnodes path) node) [node])
                       :ppath path
                       :r more})))))

(defn up
  "Returns the location of the parent, made anew when something was changed, or nil at the root."
  {:added "1.0"}
  [loc]
  (let [[node {:keys [l ppath pnodes r changed?]}] loc]
    (when pnodes
      (let [parent (peek pnodes)]
        (if changed?
          (at loc
              (make-node loc parent (concat l (cons node r)))
              (and ppath (assoc ppath :changed? true)))
          (at loc parent ppath))))))

(defn root
  "Goes all the way up and returns the root node, with all changes."
  {:added "1.0"}
  [loc]
  (if (= :end (loc 1))
    (node loc)
    (let [parent (up loc)]
      (if parent
        (recur parent)
        (node loc)))))

(defn right
  "Returns the location of the sibling to the right, or nil."
  {:added "1.0"}
  [loc]
  (let [[node {l :l [sibling & more :as r] :r :as path}] loc]
    (when (and path r)
      (at loc sibling (assoc path :l (conj l node) :r more)))))

(defn rightmost
  "Returns the location of the rightmost sibling, or this one."
  {:added "1.0"}
  [loc]
  (let [[node {:keys [l r] :as path}] loc]
    (if (and path r)
      (at loc (last r) (assoc path :l (apply conj l node (butlast r)) :r nil))
      loc)))

(defn left
  "Returns the location of the sibling to the left, or nil."
  {:added "1.0"}
  [loc]
  (let [[node {:keys [l r] :as path}] loc]
    (when (and path (seq l))
      (at loc (peek l) (assoc path :l (pop l) :r (cons node r))))))

(defn leftmost
  "Returns the location of the leftmost sibling, or this one."
  {:added "1.0"}
  [loc]
  (let [[node {:keys [l r] :as path}] loc]
    (if (and path (seq l))
      (at loc (first l) (assoc path :l [] :r (concat (rest l) [node] r)))
      loc)))

(defn insert-left
  "Inserts a sibling to the left, without moving."
  {:added "1.0"}
  [loc item]
  (let [[node {:keys [l] :as path}] loc]
    (if (nil? path)
      (throw (ex-info "Insert at top" {}))
      (at loc node (assoc path :l (conj l item) :changed? true)))))

(defn insert-right
  "Inserts a sibling to the right, without moving."
  {:added "1.0"}
  [loc item]
  (let [[node {:keys [r] :as path}] loc]
    (if (nil? path)
      (throw (ex-info "Insert at top" {}))
      (at loc node (assoc path :r (cons item r) :changed? true)))))

(defn replace
  "Puts another node in place of the one at the location, without moving."
  {:added "1.0"}
  [loc node]
  (let [[_ path] loc]
    (at loc node (assoc path :changed? true))))

(defn edit
  "Replaces the node at the location by (f node args...)."
  {:added "1.0"}
  [loc f & args]
  (replace loc (apply f (node loc) args)))

(defn insert-child
  "Inserts a leftmost child, without moving."
  {:added "1.0"}
  [loc item]
  (replace loc (make-node loc (node loc) (cons item (children loc)))))

(defn append-child
  "Inserts a rightmost child, without moving."
  {:added "1.0"}
  [loc item]
  (replace loc (make-node loc (node loc) (concat (children loc) [item]))))

(defn next
  "Moves to the next location, depth first.
  After the last one comes a location that end? knows, and that stays where it is."
  {:added "1.0"}
  [loc]
  (if (= :end (loc 1))
    loc
    (or (and (branch? loc) (down loc))
        (right loc)
        (loop [place loc]
          (if-let [parent (up place)]
            (or (right parent) (recur parent))
            [(node place) :end])))))

(defn prev
  "Moves to the previous location, depth first, or returns nil at the root."
  {:added "1.0"}
  [loc]
  (if-let [sibling (left loc)]
    (loop [place sibling]
      (if-let [child (and (branch? place) (down place))]
        (recur (rightmost child))
        place))
    (up loc)))

(defn end?
  "Is the location past the end of a depth-first walk?"
  {:added "1.0"}
  [loc]
  (= :end (loc 1)))

(defn remove
  "Removes the node, and returns the location before it, depth first."
  {:added "1.0"}
  [loc]
  (let [[_ {:keys [l ppath pnodes r] :as path}] loc]
    (if (nil? path)
      (throw (ex-info "Remove at top" {}))
      (if (seq l)
        (loop [place (at loc (peek l) (assoc path :l (pop l) :changed? true))]
          (if-let [child (and (branch? place) (down place))]
            (recur (rightmost child))
            place))
        (at loc
            (make-node loc (peek pnodes) r)
            (and ppath (assoc ppath :changed? true)))))))
