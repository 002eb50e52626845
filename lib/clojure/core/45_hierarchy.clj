;; SPDX-License-Identifier: MIT
;; Hierarchies of keywords, symbols and classes.
;;
;; A hierarchy is a map of three maps from a tag to a set of tags: :parents as
;; derive was told, :ancestors and :descendants as they follow from it.

(in-ns 'clojure.core)

(defn make-hierarchy
  "Returns an empty hierarchy, for derive and isa?."
  {:added "1.0"}
  []
  {:parents {}, :descendants {}, :ancestors {}})

(def ^:private global-hierarchy
  "What derive and isa? use when no hierarchy is given."
  (make-hierarchy))

(defn- numbers?
  "Is it a class of numbers, below Number? Booleans are numbers to Python only."
  [c]
  (and (cljsh.core/subclass? c Number) (not= c Number) (not= c Boolean)))

(defn- python-classes
  "Of the classes above a class, as Python has them, those that are so by Java's tree:
  above an Error, there is Error in place of Exception, and above a class of numbers Number."
  [c all]
  (cond
    (cljsh.core/subclass? c Error)
    (distinct (mapcat (fn [above] (cond (cljsh.core/subclass? c above) [above]
                                        (= above Exception)            (when (not= c Error) [Error])))
                      all))

    (and (numbers? c) (some #{Object} all)) (cons Number all)
    :else                                   all))

(defn bases
  "Returns a seq of the direct base classes of a class, or nil.
  Among those of a class of Clojure's are the interfaces that it implements,
  except those that another one of them extends."
  {:added "1.0"}
  [c]
  (when c
    (let [interfaces (if (and (identical? (class c) py/type) (not (numbers? c))) #{} (set (cljsh.core/interfaces c)))
          direct     (remove (fn [i]
                               (some (fn [other] (and (not= i other) (cljsh.core/subclass? other i))) interfaces))
                             interfaces)]
      (seq (distinct (concat (if (cljsh.core/interface? c) (remove #{Object} (.-__bases__ c)) (python-classes c (.-__bases__ c)))
                             direct))))))

(defn supers
  "Returns the set of all classes a class inherits from, and of the interfaces it implements, or nil."
  {:added "1.0"}
  [class]
  (when class
    (not-empty (into (set (cljsh.core/interfaces class)) (python-classes class (rest (.-__mro__ class)))))))

(defn isa?
  "Is child equal to parent, or derived from it in the hierarchy (the global one, if not given)?
  Classes are also their base classes; a vector is a vector of the same length
  element by element."
  {:added "1.0"}
  ([child parent] (isa? global-hierarchy child parent))
  ([h child parent]
   (or (= child parent)
       (and (class? parent) (class? child)
            (cljsh.core/subclass? child parent))
       (let [ancestors (get h :ancestors)]
         (or (contains? (get ancestors child) parent)
             (and (class? child)
                  (seq ancestors)
                  (boolean (some (fn [c] (contains? (get ancestors c) parent))
                                 (supers child))))))
       (and (vector? parent) (vector? child)
            (let [n (count parent)]
              (and (= n (count child))
                   (loop [i 0]
                     (cond
                       (= i n) true
                       (isa? h (nth child i) (nth parent i)) (recur (inc i))
                       :else false))))))))

(defn parents
  "Returns the set of what a tag was directly derived from, or nil. A class has its bases, too."
  {:added "1.0"}
  ([tag] (parents global-hierarchy tag))
  ([h tag]
   (let [derived (get (get h :parents) tag)]
     (not-empty (if (class? tag)
                  (into (set (bases tag)) derived)
                  derived)))))

(defn ancestors
  "Returns the set of everything a tag is derived from, directly or not, or nil."
  {:added "1.0"}
  ([tag] (ancestors global-hierarchy tag))
  ([h tag]
   (let [known   (get h :ancestors)
         derived (get known tag)]
     (not-empty (if (class? tag)
                  (let [classes (supers tag)]
                    (reduce (fn [all c] (into all (get known c)))
                            (into (set classes) derived)
                            classes))
                  derived)))))

(defn descendants
  "Returns the set of everything derived from a tag, directly or not, or nil.
  Classes that inherit from a class are not known here."
  {:added "1.0"}
  ([tag] (descendants global-hierarchy tag))
  ([h tag]
   (if (class? tag)
     (throw (UnsupportedOperationException. "Can't get descendants of classes"))
     (not-empty (get (get h :descendants) tag)))))

(defn- tag?
  "Can x be derived?"
  [x]
  (or (class? x) (keyword? x) (symbol? x)))

(defn- with-all
  "Adds tags to the sets of m that belong to ks."
  [m ks tags]
  (reduce (fn [m k] (assoc m k (into (get m k #{}) tags))) m ks))

(defn- check-hierarchy
  "Complains of what is no hierarchy."
  [h]
  (when-not (and (map? h) (map? (:parents h)) (map? (:ancestors h)) (map? (:descendants h)))
    (throw (IllegalArgumentException. (str "not a hierarchy: " (cljsh.core/show h))))))

(defn derive
  "Makes parent an ancestor of tag: in a hierarchy, which is returned, or in the global one, returning nil.
  parent is a keyword or symbol with a namespace, tag that or a class."
  {:added "1.0"}
  ([tag parent]
   (when-not (and (ident? parent) (namespace parent))
     (throw (AssertionError. (str "Assert failed: (namespace parent): " (cljsh.core/show parent)))))
   (when-not (or (class? tag) (and (ident? tag) (namespace tag)))
     (throw (AssertionError. (str "Assert failed: (namespace tag): " (cljsh.core/show tag)))))
   (alter-var-root #'global-hierarchy derive tag parent)
   nil)
  ([h tag parent]
   (when (= tag parent)
     (throw (AssertionError. "Assert failed: (not= tag parent)")))
   (when-not (tag? tag)
     (throw (AssertionError. (str "Assert failed: a tag is a class, keyword or symbol: " (cljsh.core/show tag)))))
   (when-not (ident? parent)
     (throw (AssertionError. (str "Assert failed: a parent is a keyword or symbol: " (cljsh.core/show parent)))))
   (check-hierarchy h)
   (let [{:keys [parents ancestors descendants]} h]
     (cond
       (contains? (get parents tag) parent)
       h

       (contains? (get ancestors tag) parent)
       (throw (Exception. (str (cljsh.core/show tag) " already has " (cljsh.core/show parent) " as ancestor")))

       (contains? (get ancestors parent) tag)
       (throw (Exception. (str "Cyclic derivation: " (cljsh.core/show parent) " has " (cljsh.core/show tag)
                               " as ancestor")))

       :else
       (let [above (cons parent (get ancestors parent))
             below (cons tag (get descendants tag))]
         {:parents     (with-all parents [tag] [parent])
          :ancestors   (with-all ancestors below above)
          :descendants (with-all descendants above below)})))))

(defn underive
  "Takes back that tag was derived from parent."
  {:added "1.0"}
  ([tag parent]
   (alter-var-root #'global-hierarchy underive tag parent)
   nil)
  ([h tag parent]
   (check-hierarchy h)
   (let [parents (get h :parents)]
     (if (contains? (get parents tag) parent)
       (reduce-kv (fn [h tag parents]
                    (reduce (fn [h parent] (derive h tag parent)) h parents))
                  (make-hierarchy)
                  (update parents tag disj parent))
       h))))
