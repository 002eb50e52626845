;; SPDX-License-Identifier: MIT
(ns ^:no-doc cljsh.match.tree
  "From rows of patterns to a decision tree, and from that to code.

  A row is {:pats […] :n number :action form}, and while the tree is built
  :binds [[name occurrence] …] and :guards [form …]; an occurrence is the symbol
  of a value or of a part of one, a column the patterns for it. The tree is built
  as by Luc Maranget, Compiling Pattern Matching to Good Decision Trees (ML 2008):
  of the columns that the first row still has to look into, one is chosen, a
  test is made there, and the rows go on into the branches that they can match
  in. A node is
    [:fail]
    [:leaf row node]       the row matches if its guards hold, else node
    [:let [occ form …] node]
    [:if form node node]
    [:case occ [[literals node] …] node]

  What is known of an occurrence on a branch is in facts: {occ {fact value}}.")

(defrecord WildcardPattern [sym])
(defrecord LiteralPattern [value])
(defrecord LocalPattern [sym])
(defrecord VectorPattern [type patterns rest])
(defrecord SeqPattern [patterns rest])
(defrecord MapPattern [entries only])
(defrecord OrPattern [patterns])
(defrecord GuardPattern [pattern predicates])
(defrecord AsPattern [pattern sym])
(defrecord AppPattern [pattern f])
(defrecord RegexPattern [regex])
(defrecord PresentPattern [pattern]) ; a map's value that must be there
(defrecord OnlyPattern [ks])         ; a map without other keys

(defmulti to-source (fn [pattern ocr] (class pattern)))
(defmethod to-source :default [pattern ocr]
  (throw (IllegalArgumentException. (str "clojure.core.match/to-source has no method for " (class pattern)))))
(defmethod to-source LocalPattern [p ocr] `(= ~ocr ~(:sym p)))
(defmethod to-source RegexPattern [p ocr] `(and (string? ~ocr) (re-matches ~(:regex p) ~ocr)))
(defmethod to-source PresentPattern [p ocr] `(not (identical? ~ocr :clojure.core.match/not-found)))
(defmethod to-source OnlyPattern [p ocr] `(cljsh.match/only-keys? ~ocr '~(:ks p)))

(defmulti groupable? (fn [a b] [(class a) (class b)]))
(defmethod groupable? :default [a b] (= a b))
(defmethod groupable? [RegexPattern RegexPattern] [a b] (= (str (:regex a)) (str (:regex b))))
(defmethod groupable? [PresentPattern PresentPattern] [a b] true)

(defmulti test-inline (fn [type ocr] type))
(defmulti count-inline (fn [type ocr] type))
(defmulti nth-inline (fn [type ocr i] type))
(defmulti subvec-inline (fn [type ocr from] type))
(defmethod test-inline :default [_ ocr] `(vector? ~ocr))
(defmethod count-inline :default [_ ocr] `(count ~ocr))
(defmethod nth-inline :default [_ ocr i] `(nth ~ocr ~i))
(defmethod subvec-inline :default [_ ocr from] `(subvec ~ocr ~from))
(defmethod test-inline :clojure.core.match/array [_ ocr] `(py/hasattr ~ocr "__setitem__"))
(defmethod subvec-inline :clojure.core.match/array [_ ocr from] `(vec (drop ~from ~ocr)))

(def ^:private wild (->WildcardPattern nil))
(defn- wild? [p] (instance? WildcardPattern p))
(defn- literal? [p] (instance? LiteralPattern p))
(defn- vector-of? [type p] (and (instance? VectorPattern p) (= type (:type p))))
(defn- seq-pattern? [p] (instance? SeqPattern p))
(defn- map-pattern? [p] (instance? MapPattern p))

(declare grow)

;; --- rows --------------------------------------------------------------------------

(defn- settle
  "The row with what always matches taken out of one column: names are bound, guards noted for the end."
  [row i ocr facts]
  (loop [row row, p (get-in row [:pats i])]
    (cond
      (instance? AsPattern p)    (recur (update row :binds (fnil conj []) [(:sym p) ocr]) (:pattern p))
      (instance? GuardPattern p) (recur (update row :guards (fnil into []) (map (fn [f] `(~f ~ocr)) (:predicates p))) (:pattern p))
      (and (wild? p) (:sym p))   (recur (update row :binds (fnil conj []) [(:sym p) ocr]) wild)
      (and (seq-pattern? p) (empty? (:patterns p)) (:rest p) (get-in facts [ocr :seq]))
      (recur row (:rest p))
      :else (assoc-in row [:pats i] p))))

(defn- settle-row [ocrs facts row]
  (reduce (fn [row i] (settle row i (ocrs i) facts)) row (range (count ocrs))))

(defn- choose
  "The column to look into: of those the first row needs, the one most rows from the first on need."
  [rows]
  (let [needed (fn [i] (count (take-while #(not (wild? (get-in % [:pats i]))) rows)))
        firsts (keep-indexed (fn [i p] (when-not (wild? p) i)) (:pats (first rows)))]
    (reduce (fn [best i] (if (> (needed i) (needed best)) i best)) firsts)))

(defn- expand-or
  "The row once for each alternative that it has in the column."
  [i row]
  (let [p (get-in row [:pats i])]
    (if (instance? OrPattern p)
      (map #(assoc-in row [:pats i] %) (:patterns p))
      [row])))

(defn- keep-rows
  "The rows that go on when f, of a row's pattern in the column, gives the patterns for the columns that take its place:
  nil, the row cannot match."
  [f i rows]
  (for [row rows
        :let [ps (f (get-in row [:pats i]))]
        :when ps]
    (update row :pats #(into (into (subvec % 0 i) ps) (subvec % (inc i))))))

(defn- keep-column "The same, with one pattern for the column, or nil." [f i rows]
  (keep-rows (fn [p] (when-let [q (f p)] [q])) i rows))

(defn- replace-column [ocrs i more] (into (into (subvec ocrs 0 (inc i)) more) (subvec ocrs (inc i))))

(defn- with-parts
  "Binds the parts of an occurrence that some row looks at. parts: [[key form] …]; f: a pattern in the column ->
  [pattern for the column itself, {key pattern}], or nil. Parts bound before keep their symbols."
  [ocrs i rows facts parts f]
  (let [ocr   (ocrs i)
        split (for [row rows
                    :let [r (f (get-in row [:pats i]))]
                    :when r]
                [row r])
        used  (filterv (fn [[k]] (some (fn [[_ [_ ps]]] (let [p (get ps k wild)] (not= wild p))) split)) parts)
        known (get-in facts [ocr :parts] {})
        syms  (mapv (fn [[k]] (or (known k) (gensym "part"))) used)
        facts (update-in facts [ocr :parts] (fnil into {}) (map (fn [[k] s] [k s]) used syms))
        rows  (for [[row [own ps]] split]
                (update row :pats #(-> (conj (subvec % 0 i) own)
                                       (into (map (fn [[k]] (get ps k wild))) used)
                                       (into (subvec % (inc i))))))
        node  (grow (replace-column ocrs i syms) rows facts)
        new   (mapcat (fn [[k form] s] (when-not (known k) [s form])) used syms)]
    (if (seq new) [:let (vec new) node] node)))

;; --- tests by kind of pattern -------------------------------------------------------

(defn- scalar? [v] (not (coll? v)))

(defn- when-equal
  "The pattern once the value is known to be = to v; nil if it cannot match."
  [v p]
  (cond
    (literal? p) (when (= v (:value p)) wild)
    (or (instance? VectorPattern p) (seq-pattern? p) (map-pattern? p)) (when-not (scalar? v) p)
    (and (instance? RegexPattern p) (not (string? v))) nil
    :else p))

(defn- unless-equal [vs p] (when-not (and (literal? p) (contains? vs (:value p))) p))

(defn- in-case? [v] (or (nil? v) (boolean? v) (keyword? v) (integer? v) (string? v) (symbol? v)))

(defn- split-literal [ocrs i rows facts]
  (let [ocr   (ocrs i)
        first-value (:value (get-in (first rows) [:pats i]))
        vs    (distinct (filter in-case? (keep #(let [p (get-in % [:pats i])] (when (literal? p) (:value p))) rows)))
        equal #(grow ocrs (keep-column (partial when-equal %) i rows) facts)
        other #(grow ocrs (keep-column (partial unless-equal %) i rows) facts)]
    (if (and (in-case? first-value) (next vs))
      [:case ocr (mapv (fn [v] [v (equal v)]) vs) (other (set vs))]
      [:if (if (nil? first-value) `(nil? ~ocr) `(= ~ocr '~first-value)) (equal first-value) (other #{first-value})])))

(defn- split-test
  "A pattern that only says yes or no, by to-source."
  [ocrs i rows facts]
  (let [p     (get-in (first rows) [:pats i])
        same? (fn [q] (and (= (class p) (class q)) (groupable? p q)))]
    [:if (to-source p (ocrs i))
     (grow ocrs (keep-column (fn [q] (cond (not (same? q)) q, (instance? PresentPattern q) (:pattern q), :else wild)) i rows) facts)
     (grow ocrs (keep-column (fn [q] (when-not (same? q) q)) i rows) facts)]))

(defn- split-app [ocrs i rows facts]
  (let [f     (:f (get-in (first rows) [:pats i]))
        same? (fn [q] (and (instance? AppPattern q) (= f (:f q))))]
    (with-parts ocrs i rows facts [[[:app f] `(~f ~(ocrs i))]]
                (fn [q] (if (same? q) [wild {[:app f] (:pattern q)}] [q {}])))))

(defn- known-kind
  "Tests first that the value is of the kind a pattern needs; fact: where that is noted."
  [ocrs i rows facts fact test kind? go]
  (if (get-in facts [(ocrs i) fact])
    (go)
    [:if test
     (grow ocrs rows (assoc-in facts [(ocrs i) fact] true))
     (grow ocrs (keep-column (fn [q] (when-not (kind? q) q)) i rows) facts)]))

(defn- vector-parts
  "What a vector pattern asks of the parts of a vector that is long enough."
  [{:keys [patterns rest]}]
  (cond-> (into {} (map-indexed (fn [j p] [[:nth j] p])) patterns)
    rest (assoc [:from (count patterns)] rest)))

(defn- split-size [ocrs i rows facts]
  (let [{:keys [type patterns rest] :as p} (get-in (first rows) [:pats i])
        ocr   (ocrs i)
        n     (count patterns)
        size  (get-in facts [ocr :size])
        least (get-in facts [ocr :least] 0)
        parts (fn [m] (concat (map (fn [j] [[:nth j] (nth-inline type ocr j)]) (range n))
                              (map (fn [from] [[:from from] (if (zero? from) ocr (subvec-inline type ocr from))]) (range (inc m)))))
        ;; The length is n, or at least n.
        yes   (fn [facts exact?]
                (with-parts ocrs i rows facts (parts n)
                  (fn [q]
                    (if (vector-of? type q)
                      (let [m (count (:patterns q))]
                        (cond
                          exact?     (when (if (:rest q) (<= m n) (= m n)) [wild (vector-parts q)])
                          (:rest q)  (if (<= m n) [wild (vector-parts q)] [q {}])
                          (>= m n)   [q {}]))
                      [q {}]))))
        no    (fn [gone?] (grow ocrs (keep-column (fn [q] (when-not (and (vector-of? type q) (gone? q (count (:patterns q)))) q)) i rows) facts))]
    (cond
      (nil? size) (let [s (gensym "size")] [:let [s (count-inline type ocr)] (grow ocrs rows (assoc-in facts [ocr :size] s))])
      (integer? size) (yes facts true)
      rest (if (>= least n)
             (yes facts false)
             [:if `(>= ~size ~n) (yes (assoc-in facts [ocr :least] n) false) (no (fn [_ m] (>= m n)))])
      :else [:if `(= ~size ~n) (yes (assoc-in facts [ocr :size] n) true) (no (fn [q m] (and (= m n) (not (:rest q)))))])))

(defn- split-typed [ocrs i rows facts type]
  (known-kind ocrs i rows facts [:vector type] (test-inline type (ocrs i)) #(vector-of? type %)
              #(split-size ocrs i rows facts)))

(defn- split-vector [ocrs i rows facts]
  (let [type (:type (get-in (first rows) [:pats i])), ocr (ocrs i)]
    (if (and (= type :clojure.core.match/vector) (not (contains? (facts ocr) [:vector type])))
      ;; What is tested and the length are found at once.
      (let [s (gensym "size")]
        [:let [s `(cljsh.core/vector-size ~ocr)]
         [:if s
          (grow ocrs rows (-> facts (assoc-in [ocr [:vector type]] true) (assoc-in [ocr :size] s)))
          (grow ocrs (keep-column (fn [q] (when-not (vector-of? type q) q)) i rows) facts)]])
      (split-typed ocrs i rows facts type))))

(defn- split-cells
  "A sequential value: is it empty, or what are its first and its rest?"
  [ocrs i rows facts]
  (let [ocr  (ocrs i)
        none (fn [q] (cond (not (seq-pattern? q)) q
                           (seq (:patterns q))    nil
                           :else                  (or (:rest q) wild)))
        rest-of (fn [{:keys [patterns rest]}]
                  (if (and (nil? (next patterns)) rest) rest (->SeqPattern (vec (next patterns)) rest)))
        [what parts] (if-let [s (get-in facts [ocr :parts :rest])] [s nil] [(gensym "part") true])
        facts* (-> facts (assoc-in [ocr :parts :rest] what) (assoc-in [what :seq] true))
        some-parts (with-parts ocrs i rows facts* [[:first `(first ~ocr)] [:rest `(rest ~ocr)]]
                     (fn [q] (cond (not (seq-pattern? q)) [q {}]
                                   (seq (:patterns q))    [wild {:first (first (:patterns q)), :rest (rest-of q)}])))]
    [:if `(seq ~ocr)
     (if parts [:let [what `(rest ~ocr)] some-parts] some-parts)
     (grow ocrs (keep-column none i rows) facts)]))

(defn- split-seq [ocrs i rows facts]
  (known-kind ocrs i rows facts :seq `(sequential? ~(ocrs i)) seq-pattern? #(split-cells ocrs i rows facts)))

(defn- split-entries [ocrs i rows facts]
  (let [ocr     (ocrs i)
        ks      (distinct (mapcat #(let [p (get-in % [:pats i])] (when (map-pattern? p) (keys (:entries p)))) rows))
        present (fn [p] (if (literal? p) p (->PresentPattern p)))]
    (with-parts ocrs i rows facts
                (map (fn [k] [[:key k] `(cljsh.match/val-at* ~ocr '~k :clojure.core.match/not-found)]) ks)
                (fn [q] (if (map-pattern? q)
                          [(if (:only q) (->OnlyPattern (:only q)) wild)
                           (into {} (map (fn [[k p]] [[:key k] (present p)])) (:entries q))]
                          [q {}])))))

(defn- split-map [ocrs i rows facts]
  (known-kind ocrs i rows facts :map `(cljsh.match/lookup? ~(ocrs i)) map-pattern? #(split-entries ocrs i rows facts)))

(defn- split-column [ocrs i rows facts]
  (let [p (get-in (first rows) [:pats i])]
    ((cond (literal? p)                 split-literal
           (instance? VectorPattern p)  split-vector
           (seq-pattern? p)             split-seq
           (map-pattern? p)             split-map
           (instance? AppPattern p)     split-app
           :else                        split-test)
     ocrs i rows facts)))

(defn- grow
  "The tree for rows, of which nothing but the facts is known."
  [ocrs rows facts]
  (let [[row & more :as rows] (map #(settle-row ocrs facts %) rows)]
    (cond
      (nil? row) [:fail]
      (every? wild? (:pats row))
      [:leaf row (when (or (seq (:guards row)) (:guard row)) (grow ocrs more facts))]
      :else
      (let [i (choose rows)]
        (if (some #(instance? OrPattern (get-in % [:pats i])) rows)
          (recur ocrs (mapcat #(expand-or i %) rows) facts)
          (split-column ocrs i rows facts))))))

(defn build
  "The tree of a match of the values that the symbols ocrs are bound to."
  [ocrs rows]
  (grow ocrs (vec rows) {}))

;; --- the tree to code -------------------------------------------------------------------

(defn- leaves [[kind a b c :as node]]
  (case kind
    :fail nil
    :leaf (cons a (when b (leaves b)))
    :let  (leaves b)
    :if   (concat (leaves b) (leaves c))
    :case (concat (mapcat (comp leaves second) b) (leaves c))))

(defn- code
  "The code of a tree; leaf: a row -> its code when it matches."
  [[kind a b c] leaf fail]
  (case kind
    :fail fail
    :leaf (let [test (concat (:guards a) (when (:guard a) [`(let [~@(mapcat identity (:binds a))] ~(:guard a))]))]
            (if (seq test)
              `(if (and ~@test) ~(leaf a) ~(code b leaf fail))
              (leaf a)))
    :let  `(let ~a ~(code b leaf fail))
    :if   `(if ~a ~(code b leaf fail) ~(code c leaf fail))
    :case `(case ~a ~@(mapcat (fn [[v node]] [(if (or (seq? v)) (list v) v) (code node leaf fail)]) b) ~(code c leaf fail))))

(defn- parts-of
  "What the occurrences in a tree stand for: {symbol form}."
  [[kind a b c]]
  (case kind
    :fail {}
    :leaf (if b (parts-of b) {})
    :let  (into (parts-of b) (map vec (partition 2 a)))
    :if   (merge (parts-of b) (parts-of c))
    :case (reduce merge (parts-of c) (map (comp parts-of second) b))))

(defn bindings-of
  "The bindings of a row's names from the values alone, for code outside of the tree."
  [parts row]
  (let [needed (fn needed [ocr]
                 (when-let [form (parts ocr)]
                   (concat (mapcat needed (filter #(contains? parts %) (tree-seq seq? seq form))) [[ocr form]])))]
    (concat (mapcat identity (distinct (mapcat (comp needed second) (:binds row))))
            (mapcat identity (:binds row)))))

(defn numbered
  "Numbers the ways to match of a tree: {:code form that gives the number, fail where there is none,
  :ways [[bindings action] …], :ns the numbers of their rows}."
  [tree fail]
  (let [ways  (vec (distinct (map (juxt :n :binds) (leaves tree))))
        index (zipmap ways (range))
        rows  (into {} (map (juxt (juxt :n :binds) identity)) (leaves tree))
        parts (parts-of tree)]
    {:code (code tree (fn [row] (index [(:n row) (:binds row)])) fail)
     :ns   (mapv first ways)
     :ways (mapv (fn [way] (let [row (rows way)] [(vec (bindings-of parts row)) (:action row)])) ways)}))

(defn- small? [form] (>= 8 (count (take 9 (tree-seq coll? seq form)))))

(defn emit
  "The code of a tree. A clause that is reached in several ways, and that is not small, stands once: the tree then
  gives its number first."
  [tree fail]
  (let [times (frequencies (map :n (leaves tree)))]
    (if (every? (fn [row] (or (= 1 (times (:n row))) (small? (:action row)))) (leaves tree))
      (code tree (fn [row] `(let [~@(mapcat identity (:binds row))] ~(:action row))) fail)
      (let [{:keys [code ways]} (numbered tree nil)]
        `(case ~code
           ~@(mapcat (fn [i [bindings action]] [i `(let [~@bindings] ~action)]) (range) ways)
           ~fail)))))
