;; SPDX-License-Identifier: MIT
;; Protocols: the macros. Dispatch is in C.

(in-ns 'clojure.core)

(defn- parse-impls
  "Takes (Name (method …) … Name …) apart: a vector of [name methods]."
  [specs]
  (loop [all [], s (seq specs)]
    (if s
      (recur (conj all [(first s) (take-while seq? (next s))])
             (seq (drop-while seq? (next s))))
      all)))

(defn- nameless
  "An arity of a method. A parameter with a namespace, as a template makes of this, names nothing: elsewhere it is no error."
  [[params & body :as arity]]
  (if (and (vector? params) (some qualified-symbol? params))
    (cons (mapv (fn [p] (if (qualified-symbol? p) (gensym (name p)) p)) params) body)
    arity))

(defn- arities
  "The arities in the tail of a method: ([params] body …) or (([params] body …) …)."
  [tail]
  (map nameless (if (vector? (first tail)) [tail] tail)))

(defn- group-methods
  "Methods written one arity at a time, (name [this …] body …), by name and in order: [[name arity …] …]."
  [methods]
  (reduce (fn [all [mname & tail :as method]]
            (when-not (symbol? mname)
              (throw (IllegalArgumentException. (str "A method begins with its name: " (cljsh.core/show method)))))
            (let [i (loop [i 0]
                      (cond
                        (= i (count all)) nil
                        (= (first (nth all i)) mname) i
                        :else (recur (inc i))))]
              (if i
                (assoc all i (into (nth all i) (arities tail)))
                (conj all (into [mname] (arities tail))))))
          []
          methods))

;; --- defprotocol ------------------------------------------------------------

(defn- parse-signature
  "(name [this …] … \"doc\") as a map."
  [protocol [mname & more :as sig]]
  (let [arglists (take-while vector? more)
        doc      (first (drop-while vector? more))]
    (when-not (symbol? mname)
      (throw (IllegalArgumentException. (str "A method of a protocol begins with its name: " (cljsh.core/show sig)))))
    (when (or (empty? arglists) (some empty? arglists))
      (throw (IllegalArgumentException.
               (str "Definition of function " mname " in protocol " protocol " must take at least one arg."))))
    (when-not (apply distinct? (map count arglists))
      (throw (IllegalArgumentException.
               (str "Definition of function " mname " in protocol " protocol " has two arities with the same number of args."))))
    {:name     (with-meta mname nil)
     :arglists arglists
     :doc      doc
     :meta     (let [m   (dissoc (or (meta mname) {}) :line :column :end-line :end-column :file)
                     tag (:tag m)]
                 (assoc m :tag (cond
                                 (nil? tag) nil
                                 (and (simple-symbol? tag) (class? (resolve tag))) (read-string (str "`" tag)) ; its full name
                                 :else      (list 'quote tag))))}))

(defmacro defprotocol
  "Defines a protocol and its functions, which are implemented class by class.
  (defprotocol Name \"docstring\"? option* (method [this args*]+ \"docstring\"?)*).
  A function goes on to what the class of its first argument has: by deftype,
  defrecord and reify, or by extend and its kin. With :extend-via-metadata
  true also to what its metadata has under the function's qualified symbol.
  Returns the name of the protocol."
  {:added "1.2"}
  [name & opts+sigs]
  (let [[doc opts+sigs] (if (string? (first opts+sigs))
                          [(first opts+sigs) (next opts+sigs)]
                          [nil opts+sigs])
        options (loop [m {}, s opts+sigs]
                  (if (keyword? (first s))
                    (recur (assoc m (first s) (second s)) (nnext s))
                    (assoc m :sigs s)))
        doc     (or doc (:doc options))
        sigs    (mapv (fn [sig] (parse-signature name sig)) (:sigs options))
        names   (map :name sigs)]
    (doseq [[n c] (frequencies names)]
      (when (> c 1)
        (throw (IllegalArgumentException.
                 (str "Function " n " in protocol " name " was redefined. Specify all arities in single definition.")))))
    `(do
       (def ~(vary-meta name assoc :doc doc)
         (cljsh.core/make-protocol
           (var ~name)
           '~(reduce (fn [m {:keys [name arglists doc meta]}]
                       (assoc m (keyword (clojure.core/name name))
                              (assoc meta :tag (last (if (seq? (:tag meta)) (:tag meta) [(:tag meta)]))
                                     :name name :arglists arglists :doc doc)))
                     {} sigs)
           ~doc
           ~(boolean (:extend-via-metadata options))))
       ~@(map (fn [{mname :name, :keys [arglists doc meta]}]
                `(do (def ~(with-meta mname (assoc meta
                                                   :doc doc
                                                   :arglists (list 'quote arglists)
                                                   :protocol (list 'var name)))
                       (cljsh.core/make-protocol-method ~name '~mname))
                     (alter-meta! (var ~mname) dissoc :line :column :file))) ; the protocol's var has them
              sigs)
       '~name)))

;; --- extend -----------------------------------------------------------------

;; Some classes of Java's are one here: characters are strings, and integers of all
;; sizes are one. A protocol that is extended to several of them (their names tell
;; them apart, in extend-type and extend-protocol) goes by the length of a text, and
;; by whether an integer fits a long; of those that nothing tells apart that counts which
;; literals have: Long before Integer, Double before Float.
(def ^:private alike
  "Names of classes that are one here -> the class, the kind, and which of the kind comes first: the highest."
  {"Character" [String :character 0] "String" [String :string 0]
   "Byte" [Long :long 0] "Short" [Long :long 1] "Integer" [Long :long 2] "Long" [Long :long 3]
   "BigInteger" [Long :big 0] "BigInt" [Long :big 1]
   "Float" [Double :double 0] "Double" [Double :double 1]})

(def ^:private alike-methods "protocol -> kind -> [rank methods]" (atom {}))

(def ^:private ^:dynamic *character-method*
  "The method of characters that runs: what it calls with a string, perhaps (str c), is for strings."
  nil)

(defn- by-length
  "The method that goes to one of characters or to one of strings."
  [of-character of-string]
  (fn [x & args]
    (if (and (= 1 (count x)) (not (identical? *character-method* of-character)))
      (binding [*character-method* of-character]
        (apply of-character x args))
      (apply of-string x args))))

(defn- by-size
  "The method that goes to one of longs or to one of integers of any size."
  [of-long of-big]
  (fn [x & args]
    (apply (if (<= -9223372036854775808 x 9223372036854775807) of-long of-big) x args)))

(defn- extend-alike
  "Extends a protocol to a class by one of its names: of several that are told apart both count."
  [protocol label methods]
  (let [[class kind rank] (get alike label)
        kinds (get (swap! alike-methods update protocol
                          (fn [kinds]
                            (if (< rank (first (get kinds kind [-1])))
                              kinds
                              (assoc kinds kind [rank methods]))))
                   protocol)
        methods-of (fn [kind] (second (get kinds kind)))
        either     (fn [choose one other] ; what only one of them has, too
                     (let [[one other] (map methods-of [one other])]
                       (if (and one other)
                         (merge one other (reduce-kv (fn [both k f] (if-let [g (get other k)] (assoc both k (choose f g)) both)) {} one))
                         (or one other))))]
    (cljsh.core/extend-protocol! protocol class
      (case kind
        (:character :string) (either by-length :character :string)
        (:long :big)         (either by-size :long :big)
        (methods-of kind)))))

(defn extend
  "Implements protocols for a class, or nil: pairs of a protocol and a map from method keywords to functions.
  It takes effect at once, also for instances that exist. Returns nil."
  {:added "1.2"}
  [atype & proto+mmaps]
  (loop [s (seq proto+mmaps)]
    (when s
      (let [protocol (first s)]
        (when-not (cljsh.core/protocol? protocol)
          (throw (IllegalArgumentException. (str (cljsh.core/show protocol) " is not a protocol"))))
        (cond
          (string? atype)            (extend-alike protocol atype (or (second s) {}))
          (identical? atype String)  (extend-alike protocol "String" (or (second s) {}))
          (identical? atype Long)    (extend-alike protocol "Long" (or (second s) {}))
          (identical? atype Double)  (extend-alike protocol "Double" (or (second s) {}))
          :else                      (cljsh.core/extend-protocol! protocol atype (or (second s) {})))
        (recur (nnext s))))))

(defn- last-of-each
  "Arities, of those with as many parameters the last."
  [arities]
  (reduce (fn [kept [params :as arity]]
            (conj (filterv (fn [[others]] (not= (count others) (count params))) kept) arity))
          [] arities))

(defn- impl-map
  "Methods as the map that extend takes."
  [methods]
  (reduce (fn [m [mname & arities]]
            (assoc m (keyword (name mname)) `(fn ~@(last-of-each arities))))
          {}
          (group-methods methods)))

(defn- extended
  "The form of what extend is given for the form of a class: its name, if the class has several."
  [form]
  (let [label (when (symbol? form) (last (.split (name form) ".")))]
    (if (and (contains? alike label) (identical? (first (get alike label)) (resolve form)))
      label
      form)))

(defmacro extend-type
  "Implements protocols for a class, or nil: (extend-type Class Protocol (method [this …] …) … Protocol …)."
  {:added "1.2"}
  [t & specs]
  `(extend ~(extended t) ~@(mapcat (fn [[protocol methods]] [protocol (impl-map methods)])
                        (parse-impls specs))))

(defmacro extend-protocol
  "Implements a protocol for several classes: (extend-protocol Protocol Class (method [this …] …) … Class …)."
  {:added "1.2"}
  [p & specs]
  `(do
     ~@(map (fn [[t methods]] `(extend ~(extended t) ~p ~(impl-map methods)))
            (parse-impls specs))
     nil))

(defn ^:private -reset-methods
  "Nothing is kept of a protocol's methods that would have to be made anew; libraries that extend protocols by hand call it."
  [protocol]
  nil)
