;; SPDX-License-Identifier: MIT
;; Proxies: objects of classes made at run time, whose methods are functions in
;; the object and may be changed.

(in-ns 'clojure.core)

(def ^:private proxy-classes
  "The classes of proxies made so far: [bases method-names] -> class."
  (atom {}))

(defn- inherited
  "The method of that name that a proxy's class has from above."
  [this n]
  (let [above (py/super (class this) this)]
    (or (py/getattr above (.replace n "-" "_") nil)
        (when-some [f (@#'cljsh.core/java-method n this)] ; what a class of Python has under Java's name
          (fn [& args] (apply f this args)))
        (case n
          "toString" (fn [] (str (.-__name__ (class this)) "@" (py/hex (py/id this))))
          "hashCode" (fn [] (py/id this))
          "equals"   (fn [other] (identical? this other))
          (py/getattr above n)))))

(defn- proxy-class
  "A class whose methods look for their functions in the instance."
  [bases names]
  (or (get @proxy-classes [bases names])
      (let [methods (map (fn [n]
                           (fn [this & args]
                             (let [f (get (.-cljsh_proxy this) n)]
                               (if f
                                 (apply f this args)
                                 (apply (inherited this n) args)))))
                         names)
            c       (make-host-class "cljsh.proxy" (str "proxy$" (.-__name__ (first bases))) [] names methods bases)]
        (set! (.-cljsh_names c) names)
        (set! (.-cljsh_bases c) bases)
        (swap! proxy-classes assoc [bases names] c)
        c)))

(defn- set-methods!
  "Gives a proxy its functions, a map by names; its class becomes the one that knows these names."
  [proxy methods]
  (let [names (vec (sort (into (set (.-cljsh_names (class proxy))) (keys methods))))]
    (set! (.-__class__ proxy) (proxy-class (.-cljsh_bases (class proxy)) names))
    (set! (.-cljsh_proxy proxy) methods)
    proxy))

(defn- make-proxy
  "An instance of a class made of bases; methods: a map from names to functions with the instance first."
  [bases args methods]
  (let [c (proxy-class bases (vec (sort (keys methods))))
        o (apply (.-__new__ c) c args)]
    (set! (.-cljsh_proxy o) methods)
    (apply (.-__init__ o) args)
    o))

(intern 'cljsh.core 'make-proxy make-proxy)
(intern 'cljsh.core 'inherited-method inherited)

(defn- interface-methods
  "The names of the methods that an interface of definterface, and those above it, want."
  [interface]
  (distinct (mapcat (fn [c] (py/getattr c "__methods__" nil)) (.-__mro__ interface))))

(defn- unsupported-methods
  "For proxy: methods that throw, of the interfaces whose names are given, for those that are not defined."
  [interfaces defined]
  (for [sym interfaces
        :let [x (resolve sym), interface (if (var? x) @x x)]
        :when (class? interface)
        method (interface-methods interface)
        :when (not (contains? defined method))]
    `(~(symbol method) [~'this & ~'_] (throw (UnsupportedOperationException. ~method)))))

(defn- function-interfaces
  "What a proxy is to be in the place of a class or interface: functions themselves allow no subclasses."
  [sym]
  (case (name sym)
    ("AFn" "clojure.lang.AFn")                                                    '[clojure.lang.IFn]
    ("AFunction" "RestFn" "clojure.lang.AFunction" "clojure.lang.RestFn")         '[clojure.lang.IFn clojure.lang.Fn]
    [sym]))

(defmacro proxy
  "Makes an object of a new class: (proxy [class-and-interfaces*] [args*] (method [params*] body*)*).
  args go to the constructor of the class. In the methods, this is the object."
  {:added "1.0"}
  [class-and-interfaces args & fs]
  (let [grouped  (group-methods fs)
        class-and-interfaces (mapcat function-interfaces class-and-interfaces)
        with-this (fn [arities] (map (fn [[params & body]] (list* (into ['this] params) body)) arities))]
    (if (or (some host-base? class-and-interfaces) (every? '#{Object java.lang.Object} class-and-interfaces))
      `(cljsh.core/make-proxy ~(vec (or (seq (filter host-base? class-and-interfaces)) '[Object]))
                              ~args
                              ~(into {} (map (fn [[n & arities]] [(name n) `(fn ~@(with-this arities))]) grouped)))
      `(reify ~@class-and-interfaces
         ~@(unsupported-methods class-and-interfaces (set (map (fn [[n]] (name n)) grouped)))
         ~@(mapcat (fn [[n & arities]] (map (fn [arity] (list* n arity)) (with-this arities))) grouped)))))

(defmacro proxy-super
  "Calls the method of that name of the class a proxy was made of, in a method of the proxy."
  {:added "1.0"}
  [meth & args]
  `((cljsh.core/inherited-method ~'this ~(name meth)) ~@args))

(defn proxy-mappings
  "Returns the map from names to functions that a proxy has."
  {:added "1.0"}
  [proxy]
  (.-cljsh_proxy proxy))

(defn init-proxy
  "Replaces all functions of a proxy. Returns the proxy."
  {:added "1.0"}
  [proxy mappings]
  (set-methods! proxy mappings))

(defn update-proxy
  "Replaces functions of a proxy by name; nil takes one away. Returns the proxy."
  {:added "1.0"}
  [proxy mappings]
  (set-methods! proxy (merge (.-cljsh_proxy proxy) mappings)))

(defn get-proxy-class
  "Returns a class of proxies with these bases, a class and interfaces; construct-proxy makes instances, init-proxy and update-proxy give them methods."
  {:added "1.0"}
  [& bases]
  (proxy-class (vec (or (seq (remove cljsh.core/interface? bases)) [Object])) []))

(defn construct-proxy
  "Makes an instance of a class of proxies; ctor-args go to the constructor of its base."
  {:added "1.0"}
  [c & ctor-args]
  (make-proxy (.-cljsh_bases c) ctor-args {}))

(defn proxy-name
  "Returns the name that a class of proxies with these bases has."
  {:added "1.0"}
  [super interfaces]
  (apply str (.replace (str *ns*) "-" "_") ".proxy"
         (map (fn [c] (str "$" c)) (cons (.-__name__ super) (sort (map (fn [c] (.-__name__ c)) interfaces))))))

(defn proxy-call-with-super
  "Calls a function of no arguments, while the method of that name of a proxy is the one of its base."
  {:added "1.0"}
  [call this meth]
  (let [methods (proxy-mappings this)]
    (update-proxy this {meth nil})
    (try (call)
      (finally (init-proxy this methods)))))
