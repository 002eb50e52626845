;; SPDX-License-Identifier: MIT
(ns cljsh.java.generated
  "The classes that gen-class names: their methods are functions of a namespace,
  which are looked for when they are called, so that they may be defined later."
  {:added "1.12"}
  (:require [cljsh.java :as java]))

(defn- base-class
  "A class or interface by its name."
  [sym]
  (let [x (or (resolve sym) (java/class-named (name sym)))]
    (cond
      (class? x) x
      (var? x)   (let [v @x] (if (class? v) v (cljsh.core/protocol-interface v)))
      :else      (java/missing-class (name sym)))))

(def ^:private fits?
  "Is an argument of the type that has this name in a method's description? Of a type that is not listed, anything may be."
  (let [whole? (fn [x] (and (int? x) (not (boolean? x))))]
    (merge (zipmap '[int long short byte Integer Long Short Byte] (repeat whole?))
           (zipmap '[float double Float Double] (repeat float?))
           (zipmap '[boolean Boolean] (repeat boolean?))
           (zipmap '[char Character] (repeat char?))
           {'String string?})))

(defn- overloads
  "The methods of a name that are told apart by their arguments' types: a function for each count of arguments that
  gives the further part of the name, as in -foo-String-int, of those that take such arguments, the closest first."
  [signatures]
  (let [counted (group-by count signatures)]
    (fn [args]
      (let [types  (get counted (count args))
            close  (fn [ts] (count (filter fits? ts)))
            taken? (fn [ts] (every? true? (map (fn [t x] ((fits? t (constantly true)) x)) ts args)))]
        (map (fn [ts] (apply str (map (fn [t] (str "-" t)) ts)))
             (sort-by (comp - close) (filter taken? types)))))))

(defn- short-type
  "How a type is written in the name of a function for a method: without its package, nil is Object."
  [t]
  (symbol (if (nil? t) "Object" (last (.split (str t) ".")))))

(defn- signatures-of
  "A map from the names of the methods of interfaces, and of those that gen-class is told, to lists of their arguments' types."
  [interfaces methods]
  (reduce (fn [m [label types]] (update m label (fnil conj []) (mapv short-type types)))
          {}
          (concat (for [c interfaces
                        above (.-__mro__ c)
                        [label _ types] (second (py/getattr above "__signatures__" nil))]
                    [label types])
                  (for [[label types] methods] [(name label) types]))))

(defn make
  "Makes the class that gen-class describes and gives it its name."
  [impl-ns {:keys [extends implements prefix state init post-init methods exposes-methods] full :name :or {prefix "-"}}]
  (let [full     (name full)
        told     (signatures-of (map base-class implements) methods)
        function (fn [label] (ns-resolve impl-ns (symbol (str prefix label))))
        ;; The function for a method and its arguments: -foo-String-int where there is more than one foo, else -foo.
        chosen   (fn [label args]
                   (or (when (next (get told label)) (some (fn [more] (function (str label more))) ((overloads (get told label)) args)))
                       (function label)
                       (throw (UnsupportedOperationException. (str full "." label " (" impl-ns "/" prefix label " not defined?)")))))
        needed   (fn [label] (or (function label) (throw (UnsupportedOperationException. (str full "." label " (" impl-ns "/" prefix label " not defined?)")))))
        ;; Of a class that is not here nothing can be inherited.
        super    (when extends (let [c (base-class extends)] (when-not (= "Missing" (.-__name__ (py/type c))) c)))
        ;; What Python has other names for.
        called-by (fn [label otherwise] (fn [this & args] (if-let [f (function label)] (apply f this args) (apply otherwise this args))))
        members  {"__init__"    (fn [this & args]
                                  (let [[super-args value] (if init (apply (needed init) args) [args nil])]
                                    (when super (apply (.-__init__ super) this super-args))
                                    (when state (py/setattr this (name state) value))
                                    (when post-init (apply (needed post-init) this args))
                                    nil))
                  "__getattr__" (fn [this label]
                                  (if (or (function label) (contains? told label))
                                    (fn [& args] (apply (chosen label args) this args))
                                    (throw (AttributeError. (str "'" full "' object has no attribute '" label "'")))))
                  "__str__"     (called-by "toString" (fn [this] (str full "@" (py/format (py/id this) "x"))))
                  "__eq__"      (called-by "equals" identical?)
                  "__hash__"    (called-by "hashCode" (fn [this] (py/id this)))}
        members  (into members
                       (for [[label & _ :as method] methods]
                         [(name label)
                          (if (:static (meta method))
                            (py/staticmethod (fn [& args] (apply (chosen (name label) args) args)))
                            (fn [this & args] (apply (chosen (name label) args) this args)))]))
        members  (into members
                       (for [[label exposed] exposes-methods]
                         [(name exposed) (fn [this & args] (apply (py/getattr super (name label)) this args))]))
        class    (java/python-class full [(or super py/object)]
                   (assoc members "main" (py/staticmethod (fn [& args] (apply (needed "main") args)))))]
    (cljsh.core/adopt-class! class [] [] (mapv base-class implements))
    (java/enter full class)
    (cljsh.core/name-class! full class)
    class))
