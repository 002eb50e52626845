;; SPDX-License-Identifier: MIT
;; deftype, reify, definterface, proxy.
;;
;; A type whose specs are protocols, Clojure's interfaces and Object is made
;; in C: its fields are words of the instance. One that names a class of
;; Python as well is a class of Python, with attributes for fields.

(in-ns 'clojure.core)

(defn- split-options
  "The options, keywords and values, before specs: [options specs]."
  [opts+specs]
  (loop [m {}, s opts+specs]
    (if (keyword? (first s))
      (recur (assoc m (first s) (second s)) (nnext s))
      [m s])))

(defn- named-by
  "What a symbol among specs stands for now: a protocol, an interface, a class; nil if that is not known yet."
  [sym]
  (when (symbol? sym)
    (let [found (or (resolve sym) (@#'cljsh.core/java-class-named (str sym)))]
      (cond
        (var? found) (when (bound? found) @found)
        (and (class? found) (= "Missing" (.-__name__ (py/type found)))) nil
        :else found))))

(defn- host-base?
  "Is the spec a class of Python to inherit from?"
  [sym]
  (let [x (named-by sym)]
    (and (class? x)
         (not (cljsh.core/interface? x))
         (not (identical? x Object)))))

(def ^:private single-methods
  "Interfaces of the JVM's that stand for a function, and their method."
  '{"Runnable" run, "Callable" call, "Comparator" compare, "Function" apply, "BiFunction" apply, "UnaryOperator" apply, "BinaryOperator" apply,
    "Supplier" get, "Consumer" accept, "BiConsumer" accept, "Predicate" test, "BiPredicate" test, "ThreadFactory" newThread,
    "IntFunction" apply, "ToIntFunction" applyAsInt, "ToLongFunction" applyAsLong, "ToDoubleFunction" applyAsDouble, "FileFilter" accept})

(defn- with-invoke
  "Specs, of which one that stands for a function makes the object one that can be called."
  [specs]
  (let [methods (mapcat second specs)
        text    (fn [spec] (let [n (str spec)] (subs n (inc (.rfind n ".")))))
        own     (some (fn [[spec _]] (when (symbol? spec) (get single-methods (text spec)))) specs)
        found   (when own (some (fn [m] (when (= own (first m)) m)) methods))
        params  (when found (if (vector? (second found)) (second found) (first (second found))))]
    (if (and params (not-any? (fn [m] (= 'invoke (first m))) methods) (not-any? (fn [[spec _]] (contains? #{"IFn" "AFn"} (text spec))) specs))
      (let [args (mapv (fn [_] (gensym "a")) params)]
        (conj (vec specs) ['clojure.lang.IFn [(list 'invoke args (list* '. (first args) own (rest args)))]]))
      specs)))

(defn- check-specs
  "Complains of what is neither protocol nor interface nor class."
  [what specs]
  (doseq [[spec methods] specs]
    (when-not (symbol? spec)
      (throw (IllegalArgumentException. (str what ": expected the name of a protocol, interface or class, not " (cljsh.core/show spec)))))
    (let [x (named-by spec)]
      (when-not (or (nil? x) (class? x) (cljsh.core/protocol? x))
        (throw (IllegalArgumentException. (str what ": " spec " is neither a protocol nor an interface nor a class")))))))

(defn- declares?
  "Does the protocol declare a method of that name with so many parameters?"
  [protocol mname parameters]
  (some (fn [params] (= (count params) parameters))
        (get-in protocol [:sigs (keyword (name mname)) :arglists])))

(defn- declared-methods
  "The names of the methods of an interface and those it extends, empty where they are not known."
  [interface]
  (into (set (.-__methods__ interface))
        (mapcat (fn [base] (when (cljsh.core/interface? base) (declared-methods base))))
        (parents interface)))

(defn- check-interface-methods
  "Complains of methods below an interface of a program's own that nothing named in the specs declares."
  [specs named]
  (let [known    (map (fn [x] (if (cljsh.core/interface? x) (declared-methods x) #{}))
                      (remove #(identical? Object %) named))
        declared (into #{"toString" "equals" "hashCode"} (comp cat (map munge)) known)]
    (when-not (some empty? known)
      (doseq [[spec methods] specs
              :when (cljsh.core/interface? (named-by spec))
              [mname] methods]
        (when-not (or (contains? declared (munge (name mname)))
                      (.startswith (name mname) "__"))
          (throw (IllegalArgumentException.
                   (str "Can't define method not in interfaces: " mname ", below " spec))))))))

(defn- check-methods
  "Complains of methods that stand below a protocol or interface, and that nothing named in the specs knows.
  Below Object and classes of Python any name may stand."
  [specs]
  (let [named     (map (fn [[spec]] (named-by spec)) specs)
        protocols (filter cljsh.core/protocol? named)
        classes   (filter class? (cons Object named))]
    (check-interface-methods specs named)
    (doseq [[spec methods] specs
            :when (cljsh.core/protocol? (named-by spec))
            [mname & arities] (group-methods methods)
            [params] arities
            :when (vector? params)]
      (when-not (or (some (fn [p] (declares? p mname (count params))) protocols)
                    (contains? '#{toString equals hashCode hasheq} mname)
                    (.startswith (name mname) "__")
                    (some (fn [c] (py/hasattr c (.replace (name mname) "-" "_"))) classes)
                    (some nil? named)
                    (some cljsh.core/interface? named))
        (throw (IllegalArgumentException.
                 (str "Can't define method not in interfaces: " mname " with " (count params) " parameters, below " spec)))))))

(defn- method-clauses
  "Arities of a method with patterns and conditions taken apart, as fn does it."
  [arities]
  (rest (macroexpand-1 (cons `fn arities))))

(def ^:private hint-tests
  "The tests for hints that name no class."
  (merge (zipmap '[long int short byte Long Integer Short Byte] (repeat `int?))
         (zipmap '[double float Double Float] (repeat `float?))
         (zipmap '[boolean Boolean] (repeat `boolean?))
         (zipmap '[char Character] (repeat `char?))
         (zipmap '[longs ints shorts bytes doubles floats booleans chars objects] (repeat `some?))))

(defn- hint-test
  "A form that tells whether a local is what its hint says, or nil if it has none."
  [local hint]
  (cond
    (or (nil? hint) (= hint 'Object) (= hint 'java.lang.Object)) nil
    (contains? hint-tests hint) (list (get hint-tests hint) local)
    (and (symbol? hint) (class? (named-by hint))) `(instance? ~hint ~local)))

(defn- check-distinct
  "Complains of arities with the same number of parameters and the same hints on them."
  [mname arities]
  (when-not (apply distinct? (map (fn [[params]] (mapv (fn [p] (:tag (meta p))) (rest params))) arities))
    (throw (IllegalArgumentException. (str "Duplicate method name&signature: " mname " with " (count (first (first arities))) " parameters")))))

(defn- by-hints
  "Arities of one number of parameters that differ by the hints on them, as one that looks at the arguments."
  [mname arities]
  (let [params  (mapv (fn [p] (gensym (if (symbol? p) (name p) "p"))) (first (first arities)))
        clauses (map (fn [[own & body]]
                       (let [tests (keep (fn [[local p]] (hint-test local (:tag (meta p)))) (map vector params own))]
                         [(when (seq tests) `(and ~@tests))
                          `(let [~@(mapcat (fn [p local] [(vary-meta p dissoc :tag) local]) own params)] ~@body)]))
                     arities)]
    (list params
          `(cond
             ~@(mapcat (fn [[test body]] (when test [test body])) clauses)
             :else ~(if-let [[_ body] (first (filter (fn [[test]] (nil? test)) clauses))]
                      body
                      `(throw (IllegalArgumentException.
                                (str "No matching method " ~(name mname) " for arguments: "
                                     (pr-str (mapv class ~(subvec params 1)))))))))))

(defn- merge-arities
  "Arities of a method, those with the same number of parameters as one."
  [mname arities]
  (if (apply distinct? (map (comp count first) arities))
    arities
    (map (fn [same]
           (if (next same)
             (do (check-distinct mname same)
                 (by-hints mname same))
             (first same)))
         (vals (group-by (comp count first) arities)))))

(defn- method-forms
  "Methods for methods* and reify*: (\"ns.T/name\" arity …) for each."
  [owner grouped]
  (map (fn [[mname & arities]]
         (doseq [[params] arities]
           (when (and (vector? params) (empty? params))
             (throw (IllegalArgumentException. (str "Must supply at least one argument for 'this' in: " mname)))))
         (list* (str owner "/" mname)
                (method-clauses (if (= mname '__init__) ; which may return nothing
                                  (map (fn [[params & body]] `(~params ~@body nil)) arities)
                                  (merge-arities mname arities)))))
       grouped))

(defn- mutable-field?
  "May the field be set?"
  [field]
  (let [m (meta field)]
    (boolean (or (:unsynchronized-mutable m) (:volatile-mutable m) (:mutable m)))))

(defn- check-fields
  "Complains of fields that are none."
  [what tname fields]
  (when-not (vector? fields)
    (throw (IllegalArgumentException. (str what ": the fields are a vector of symbols, not " (cljsh.core/show fields)))))
  (doseq [f fields]
    (when-not (and (symbol? f) (nil? (namespace f)))
      (throw (IllegalArgumentException. (str "defrecord and deftype fields must be symbols, " *ns* "." tname " had: " (cljsh.core/show f))))))
  (when-let [reserved (some '#{__meta __extmap __hash __hasheq} fields)]
    (throw (IllegalArgumentException. (str what ": " reserved " cannot be the name of a field"))))
  (when-not (or (empty? fields) (apply distinct? fields))
    (throw (IllegalArgumentException. (str what ": two fields have the same name: " fields)))))

(defn- positional-factory
  "(defn ->T [field …] (T. field …))"
  [tname fields]
  (let [n      (symbol (str "->" tname))
        doc    (str "Makes a " tname " of its fields, in order.")
        params (mapv (fn [f] (with-meta f nil)) fields)]
    (if (> (count fields) 20)
      `(defn ~n ~doc {:arglists '(~params)} [& args#] (apply ~tname args#))
      `(defn ~n ~doc ~params (new ~tname ~@params)))))

;; --- classes of Python ------------------------------------------------------

(def ^:private python-names
  "Methods of Clojure's interfaces, and what says the same in Python."
  {"toString" "__str__", "equals" "__eq__", "hashCode" "__hash__", "invoke" "__call__"
   "count" "__len__", "valAt" "__getitem__", "compareTo" nil})

(defn- default-init
  "An __init__ that sets the fields, and passes keyword arguments it does not know on."
  [cls-box fields errors?]
  (cljsh.core/keyword-init fields cls-box errors?))

(def ^:private subclass-flag
  "Py_TPFLAGS_BASETYPE: the class can be inherited from."
  1024)

(defn- make-host-class
  "A class of Python: names and functions of its methods; specs are its bases, protocols and interfaces."
  [ns-name tname fields method-names methods specs]
  (let [bases    (filterv (fn [s] (and (class? s) (not (cljsh.core/interface? s)) (not (identical? s Object)))) specs)
        bases    (if (empty? bases) [Object] bases)
        _        (doseq [b bases]
                   (when (zero? (bit-and (.-__flags__ b) subclass-flag))
                     (throw (TypeError. (str tname " cannot inherit from " (.-__name__ b) ", which allows no subclasses")))))
        dict     (py/dict)
        errors?  (boolean (some (fn [b] (isa? b BaseException)) bases))]
    (dorun (map (fn [n f]
                  (.__setitem__ dict (.replace n "-" "_") f)
                  (when-let [python (get python-names n)]
                    (.setdefault dict python f)))
                method-names methods))
    (.__setitem__ dict "__module__" ns-name)
    (.__setitem__ dict "__match_args__" (py/tuple (map (fn [f] (.replace f "-" "_")) fields)))
    (let [holder (volatile! nil)]
      (when-not (or (empty? fields) (contains? (set method-names) "__init__"))
        (.__setitem__ dict "__init__" (default-init holder (map (fn [f] (.replace f "-" "_")) fields) errors?)))
      (let [c (.new_class (py/__import__ "types") tname (py/tuple bases) nil
                          (fn [body] (.update body dict)))]
        (vreset! holder c)
        (cljsh.core/adopt-class! c method-names methods (filterv cljsh.core/protocol? specs))))))

(intern 'cljsh.core 'make-host-class make-host-class)

;; --- deftype ----------------------------------------------------------------
;;
;; deftype becomes a form deftype*, laid out as the JVM's: libraries that make types
;; out of others' bodies take it apart. Which of the interfaces a method is of, it does not say.

(defn- decorate-method!
  "Puts what decorators make of a method in its place, the last one applied first."
  [c attribute decorators]
  (cljsh.core/forget-method! c attribute)
  (py/setattr c attribute
              (reduce (fn [f d] (d f))
                      (.__getitem__ (.-__dict__ c) attribute)
                      (reverse decorators))))

(intern 'cljsh.core 'decorate-method! decorate-method!)

(defn- set-setter!
  "Makes a method the setter of a property of the class."
  [c property attribute]
  (let [members (.-__dict__ c)]
    (py/setattr c property (.setter (.__getitem__ members property) (.__getitem__ members attribute)))))

(intern 'cljsh.core 'set-setter! set-setter!)

(defn- plain-method?
  "Is it a method of the class, without an instance?"
  [[mname]]
  (let [m (meta mname)]
    (boolean (or (:static m) (:staticmethod m) (:classmethod m)))))

(defn- decorations
  "The forms that make methods what their metadata says: ^:property, ^{:setter name}, ^:static, ^:classmethod, ^{:decorators […]}."
  [tname grouped]
  (mapcat (fn [[mname & arities :as group]]
            (let [m         (meta mname)
                  attribute (.replace (name mname) "-" "_")
                  all       (concat (:decorators m)
                                    (when (:property m) [`py/property])
                                    (when (:classmethod m) [`py/classmethod])
                                    (when (or (:static m) (:staticmethod m)) [`py/staticmethod]))]
              (concat
                (when (plain-method? group)
                  [`(py/setattr ~tname ~attribute (fn ~@arities))])
                (when (seq all)
                  [`(cljsh.core/decorate-method! ~tname ~attribute ~(vec all))])
                (when-let [property (:setter m)]
                  [`(cljsh.core/set-setter! ~tname ~(.replace (name property) "-" "_") ~attribute)]))))
          grouped))

(defn- annotations
  "The form that sets the hints of fields as Python's annotations, if there are any."
  [tname fields]
  (let [hinted (filter (fn [f] (:tag (meta f))) fields)]
    (when (seq hinted)
      [`(py/setattr ~tname "__annotations__"
                    (py/dict ~(into {} (map (fn [f]
                                              (let [tag   (:tag (meta f))
                                                    found (when (symbol? tag) (named-by tag))]
                                                [(.replace (name f) "-" "_") (if (class? found) tag (str tag))]))
                                            hinted))))])))

(defn- hinted-class
  "The form that makes a class, with what its fields are hinted to hold."
  [form fields]
  (let [hints (apply str (map (fn [f]
                                (case (str (:tag (meta f)))
                                  ("long" "int" "short" "byte") "l"
                                  ("double" "float")            "d"
                                  "boolean"                     "b"
                                  "-"))
                              fields))]
    (if (every? #{\-} hints)
      form
      `(cljsh.core/hint-fields! ~form ~hints))))

(def ^:private default-imports
  "The names of classes that every namespace has: none may be given to a class of its own."
  (set '[Boolean Byte Character Class ClassLoader Compiler Double Enum Float InheritableThreadLocal Integer Long Math Number
         Object Package Process ProcessBuilder Runtime RuntimePermission SecurityManager Short StackTraceElement StrictMath
         String StringBuffer StringBuilder System Thread ThreadGroup ThreadLocal Throwable Void
         Appendable CharSequence Cloneable Comparable Iterable Readable Runnable
         ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException ClassCastException ClassNotFoundException
         CloneNotSupportedException EnumConstantNotPresentException Exception IllegalAccessException IllegalArgumentException
         IllegalMonitorStateException IllegalStateException IllegalThreadStateException IndexOutOfBoundsException
         InstantiationException InterruptedException NegativeArraySizeException NoSuchFieldException NoSuchMethodException
         NullPointerException NumberFormatException RuntimeException SecurityException StringIndexOutOfBoundsException
         TypeNotPresentException UnsupportedOperationException
         AbstractMethodError AssertionError ClassCircularityError ClassFormatError Error ExceptionInInitializerError
         IllegalAccessError IncompatibleClassChangeError InstantiationError InternalError LinkageError NoClassDefFoundError
         NoSuchFieldError NoSuchMethodError OutOfMemoryError StackOverflowError ThreadDeath UnknownError UnsatisfiedLinkError
         UnsupportedClassVersionError VerifyError VirtualMachineError Deprecated Override SuppressWarnings]))

(intern 'cljsh.core 'refuse-name
        (fn [tname]
          (throw (IllegalStateException. (str tname " already refers to: class java.lang." tname " in namespace: " (ns-name *ns*))))))

(defn- name-check
  "The forms that throw where a class would be made with the name of one that every namespace has.
  To expand the macro is no error yet. Namespaces of cljsh itself stand for Java's and have such
  classes, and so may one that has unmapped the name."
  [tname]
  (when (and (contains? default-imports tname)
             (not (.startswith (name (ns-name *ns*)) "cljsh."))
             (not (cljsh.core/ns-unmapped? *ns* tname))
             (not (contains? (ns-interns *ns*) tname)))
    [`(cljsh.core/refuse-name '~tname)]))

(defn- check-type
  "Complains of what cannot be in a type."
  [what tname fields specs]
  (check-fields what tname fields)
  (check-specs what specs)
  (check-methods specs))

(defn- class-forms
  "What deftype and defrecord have in common: the forms that define the class of that kind."
  [kind tname fields specs]
  (let [ns-text   (name (ns-name *ns*))
        full      (str (.replace ns-text "-" "_") "." tname)
        all       (group-methods (mapcat second specs))
        grouped   (remove plain-method? all)
        names     (mapv (fn [g] (name (first g))) grouped)
        spec-syms (mapv first specs)
        more      (concat (decorations tname all)
                          (annotations tname fields)
                          (map (fn [d] `(def ~tname (~d ~tname))) (reverse (:decorators (meta tname)))))
        host?     (boolean (some host-base? spec-syms))
        forms     (method-forms (str ns-text "." tname) grouped)
        field-names (mapv name fields)]
    (if (and host? (= kind :type))
      (list*
       `(declare ~tname)
       `(def ~tname
          (cljsh.core/make-host-class ~(.replace ns-text "-" "_") ~(name tname) ~field-names ~names
                                      (~'methods* ~fields true ~@forms)
                                      ~spec-syms))
       more)
      (list*
       `(def ~tname ~(hinted-class `(cljsh.core/make-class ~kind ~full ~field-names ~(mapv mutable-field? fields)) fields))
       `(cljsh.core/finish-class! ~tname ~names (~'methods* ~fields nil ~@forms) ~spec-syms)
       more))))

(defmacro deftype*
  "What deftype is made of: the name of the type with its namespace's, that of its class, fields, :implements, interfaces, methods."
  {:added "1.2"}
  [full _class fields _implements specs & methods]
  (let [bodies (concat (map (constantly nil) (rest specs)) [methods])] ; all stand below the last
    `(do ~@(class-forms :type (with-meta (symbol (name full)) (meta full)) fields
                        (if (seq specs) (map vector specs bodies) [['Object methods]])))))

(defmacro deftype
  "Defines a class with fields and methods: (deftype Name [field*] option* (spec (method [this arg*] body*)*)*).
  A spec is a protocol, one of Clojure's interfaces, Object, or a class of
  Python to inherit from; methods may have the names Python knows
  (__len__ …). Fields marked ^:unsynchronized-mutable or ^:volatile-mutable
  may be changed by set! in methods. Defines ->Name, too."
  {:added "1.2", :arglists '([name [& fields] & opts+specs])}
  [tname fields & opts+specs]
  (let [[_ specs] (split-options opts+specs)
        specs     (with-invoke (parse-impls specs))
        ns-text   (name (ns-name *ns*))]
    (check-type "deftype" tname fields specs)
    `(do
       ~@(name-check tname)
       (deftype* ~(with-meta (symbol ns-text (name tname)) (meta tname)) ~(symbol (str (.replace ns-text "-" "_") "." tname))
                 ~fields :implements ~(mapv first specs) ~@(mapcat second specs))
       ~(positional-factory tname fields)
       ~tname)))

(defn- signature
  "What is told of an interface's method when one asks for its methods: its name, and the type hints of its result and arguments."
  [label result args]
  [(munge (name label)) result (vec args)])

(intern 'cljsh.core 'with-signatures
        (fn [interface signatures]
          (py/setattr interface "__signatures__" [(ns-name *ns*) signatures])
          interface))

(defmacro definterface
  "Defines an interface: a name that deftype and reify can give, for instance? and extend.
  A class that gives the name may lack some of the methods; to call one of
  those is an error, AbstractMethodError."
  {:added "1.2"}
  [name & sigs]
  `(do
     ~@(name-check name)
     (def ~name
       (cljsh.core/with-signatures
         (cljsh.core/make-interface ~(str (.replace (clojure.core/name (ns-name *ns*)) "-" "_") "." name)
                                    [] ~(mapv (fn [sig] (clojure.core/name (first sig))) sigs))
         '~(mapv (fn [[label args]] (signature label (:tag (meta label)) (map (comp :tag meta) args))) sigs)))
     ~name))

(defmacro gen-interface
  "Defines an interface, as definterface does: options :name, :extends and :methods."
  {:added "1.0"}
  [& options]
  (let [{:keys [name extends methods]} (apply hash-map options)
        text (clojure.core/name name)]
    `(let [interface# (cljsh.core/with-signatures
                        (cljsh.core/make-interface ~text ~(vec extends) ~(mapv (fn [[m]] (clojure.core/name m)) methods))
                        '~(mapv (fn [[label args result]] (signature label result args)) methods))]
       (cljsh.core/name-class! ~text interface#)
       (def ~(symbol (subs text (inc (.rfind text ".")))) interface#))))

(defn- validate-generate-class-options
  "Throws when the options of gen-class name what can be no method."
  [{:keys [methods]}]
  (doseq [[method] methods]
    (when-not (re-matches #"[\p{L}_$][\p{L}\p{N}_$]*" (name method))
      (throw (IllegalArgumentException. (str "Not a valid method name: " method))))))

(defmacro gen-class
  "Makes a class whose methods are functions of a namespace, -NAME for the method NAME, as these options say:
  :name, :extends, :implements, :init, :post-init, :methods, :state, :prefix, :impl-ns, :exposes-methods.
  Without a :name, which is what a program says that is to be compiled to a file, nothing is made."
  {:added "1.0"}
  [& options]
  (let [{:keys [name impl-ns] :as options} (apply hash-map options)]
    (validate-generate-class-options options)
    (when name
      `((requiring-resolve '~'cljsh.java.generated/make) '~(or impl-ns (ns-name *ns*)) '~(into {} (remove (fn [[_ x]] (nil? x))) options)))))

;; --- reify ------------------------------------------------------------------

(def ^:private reify-count (atom 0))

(defmacro reify
  "Makes an object with methods: (reify option* (spec (method [this arg*] body*)*)*).
  Specs are as those of deftype. The methods close over the locals around
  them. The metadata of the form becomes that of the object."
  {:added "1.2"}
  [& opts+specs]
  (let [[_ specs] (split-options opts+specs)
        specs     (with-invoke (parse-impls specs))
        _         (check-specs "reify" specs)
        _         (check-methods specs)
        grouped   (group-methods (mapcat second specs))
        names     (mapv (fn [g] (name (first g))) grouped)
        spec-syms (mapv first specs)
        ns-text   (.replace (name (ns-name *ns*)) "-" "_")
        cname     (str "reify__" (swap! reify-count inc))
        user-meta (not-empty (dissoc (or (meta &form) {}) :line :column :end-line :end-column :file))]
    (if (some host-base? spec-syms)
      `((cljsh.core/make-host-class ~ns-text ~cname [] ~names
                                    ~(mapv (fn [[mname & arities]] `(fn ~@(merge-arities mname arities))) grouped)
                                    ~spec-syms))
      (let [form `(~'reify*
                    (fn* [methods# n#]
                      (cljsh.core/make-reify-class ~(str ns-text "." cname) n# ~names methods# ~spec-syms))
                    ~@(method-forms (str ns-text "." cname) grouped))]
        (if user-meta
          `(with-meta ~form ~user-meta)
          form)))))
