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

(defn make
  "Makes the class that gen-class describes and gives it its name."
  [impl-ns {:keys [extends implements prefix state init post-init methods exposes-methods] full :name :or {prefix "-"}}]
  (let [full     (name full)
        function (fn [label] (ns-resolve impl-ns (symbol (str prefix label))))
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
                                  (if-let [f (function label)]
                                    (fn [& args] (apply f this args))
                                    (throw (AttributeError. (str "'" full "' object has no attribute '" label "'")))))
                  "__str__"     (called-by "toString" (fn [this] (java/object-text full this)))
                  "__eq__"      (called-by "equals" identical?)
                  "__hash__"    (called-by "hashCode" (fn [this] (py/id this)))}
        members  (into members
                       (for [[label & _ :as method] methods]
                         [(name label)
                          (if (:static (meta method))
                            (py/staticmethod (fn [& args] (apply (needed label) args)))
                            (fn [this & args] (apply (needed label) this args)))]))
        members  (into members
                       (for [[label exposed] exposes-methods]
                         [(name exposed) (fn [this & args] (apply (py/getattr super (name label)) this args))]))
        class    (java/python-class full [(or super py/object)]
                   (assoc members "main" (py/staticmethod (fn [& args] (apply (needed "main") args)))))]
    (cljsh.core/adopt-class! class [] [] (mapv base-class implements))
    (java/enter full class)
    (cljsh.core/name-class! full class)
    class))
