;; SPDX-License-Identifier: MIT
;; Loading libraries and naming what is in them: require, use, import, ns.
;;
;; A library is a Clojure namespace, or, where there is none of the name, a
;; Python module.

(in-ns 'clojure.core)

(def ^:dynamic ^:private *loaded-libs*
  "A ref with the sorted set of the names of the libraries that were loaded."
  (ref (sorted-set)))

(intern 'cljsh.core 'run-transaction nil) ; comes with the other functions of transactions

(defn- change-loaded!
  "Sets the libraries that were loaded to (f libs lib)."
  [f lib]
  (let [libs @*loaded-libs*]
    (when-not (cljsh.core/tx-set-alone! *loaded-libs* libs (f libs lib))
      (cljsh.core/run-transaction
        (fn [] (ref-set *loaded-libs* (f (cljsh.core/tx-value *loaded-libs*) lib))))))
  nil)

(def ^:dynamic ^:private *loading*
  "The names of the libraries being loaded now, the innermost first."
  ())

(def ^:dynamic ^:private *reload-all*
  "While :reload-all is in force: an atom with the names loaded since; otherwise nil."
  nil)

(defn loaded-libs
  "Returns a sorted set of the names of the libraries that were loaded."
  {:added "1.0"}
  []
  @*loaded-libs*)

;; A library of the load path that needs a class of the JVM's gives way to the one
;; of its name that is part of the program; load/library.c says when.
(defn- own-library?
  "Is there a namespace of that name, loaded from what is part of the program?"
  [lib]
  (when-let [ns (find-ns lib)]
    (.startswith (str (some (fn [v] (:file (meta v))) (vals (ns-interns ns)))) "cljsh:")))

(defn- part-of?
  "Is a namespace a part of the library that another is a part of, as their first names say? All that is Clojure's begins alike."
  [lib other]
  (let [[first-name] (.split (name lib) ".")]
    (and (not= "clojure" first-name)
         (.startswith (name other) (str first-name ".")))))

(defn- forget-libraries
  "Forgets the library and what was loaded from folders since, where the program has its own.
  Its parts that were there before may have been named already, so their namespaces stay; they are loaded again."
  [lib before]
  (change-loaded! disj lib)
  (remove-ns lib)
  (doseq [loaded (filter find-ns (loaded-libs))
          :let [added? (not (contains? before loaded))
                own    (fn [ending] (cljsh.core/library-text (str "cljsh:" (.replace (.replace (name loaded) "." "/") "-" "_") ending)))]
          :when (and (or added? (part-of? lib loaded))
                     (or (own ".clj") (own ".cljc"))
                     (not (own-library? loaded)))]
    (change-loaded! disj loaded)
    (when added? (remove-ns loaded))))

(intern 'cljsh.core 'mark-loaded (fn [name] (change-loaded! conj name)))

(defn- libspec?
  "Is x a library's name, or a vector of it and options?"
  [x]
  (or (symbol? x)
      (and (vector? x)
           (or (nil? (second x)) (keyword? (second x))))))

(def ^:private project-features
  "The features of #?( ) that the project's file sets for all that is loaded, or nil."
  (atom nil))

(intern 'cljsh.core (with-meta 'set-project-features! {:doc "Sets the features of #?( ) for what is loaded from now on, and what is read next."})
        (fn [features]
          (cljsh.core/set-reader-features! features)
          (reset! project-features features)))

(defn- load-now
  "Loads a library, whether it was loaded or not."
  [lib]
  (when (some #{lib} *loading*)
    (throw (Exception.
             (str "Cyclic load dependency: "
                  (apply str (interpose "->" (map (fn [l] (if (= l lib) (str "[ " l " ]") l))
                                                  (reverse (cons lib *loading*)))))))))
  (let [known (find-ns lib)]
    (try
      (let [features (cljsh.core/set-reader-features! @project-features)]
        (try
          (binding [*loading* (cons lib *loading*)]
            (cljsh.core/load-ns lib))
          (finally (cljsh.core/set-reader-features! features))))
      (catch BaseException e ; what is half loaded is not there
        (when-not known
          (change-loaded! disj lib)
          (remove-ns lib))
        (throw e))))
  (when *reload-all*
    (swap! *reload-all* conj lib))
  (change-loaded! conj lib))

(defn- load-if-needed
  "Loads a library unless that was done before and the options don't ask for it again."
  [lib {:keys [reload reload-all]}]
  (cljsh.core/note-require lib)
  (cond
    reload-all
    (binding [*reload-all* (or *reload-all* (atom #{}))]
      (load-now lib))

    (or reload
        (not (contains? @*loaded-libs* lib))
        (and *reload-all* (not (contains? @*reload-all* lib))
             (not (own-library? lib)))) ; those are as they were, and some are being loaded by what needs them
    (load-now lib)))

(defn- module
  "The Python module of a name that is loaded."
  [lib]
  (get (.-modules (py/__import__ "sys")) (name lib)))

(defn- refer-module
  "Maps names of a Python module in the current namespace: those of :only (or all), renamed by :rename."
  [lib {:keys [only exclude rename]}]
  (let [m       (module lib)
        exclude (set exclude)]
    (doseq [sym (or only
                    (map symbol
                         (if (py/hasattr m "__all__")
                           (.-__all__ m)
                           (remove (fn [s] (= \_ (first s))) (py/dir m)))))]
      (when-not (contains? exclude sym)
        (cljsh.core/ns-map-name! *ns* (get rename sym sym)
                                (cljsh.core/member m sym))))))

(defn- refer-lib
  "Refers to a library, which is loaded: a namespace or a Python module."
  [lib filters]
  (if (find-ns lib)
    (apply refer lib (mapcat identity filters))
    (refer-module lib filters)))

(defn- alias-lib
  "Makes a short name in the current namespace for a library, which is loaded."
  [short lib]
  (if (find-ns lib)
    (alias short lib)
    (cljsh.core/alias* *ns* short (module lib))))

(def ^:private shadowed
  "Python modules whose names a program has for libraries of its own, as long as it does not ask for the module."
  '#{io})

(defn- name-lib
  "Gives a library, which is loaded, the names that its specification asks for."
  [lib {:keys [as as-alias use refer] :as options} need]
  (cond
    as                                            (alias-lib as lib)
    (and need (shadowed lib) (not (find-ns lib))) (alias-lib lib lib))
  (when (and need (not (shadowed lib)) (not (find-ns lib)))
    (if (.startswith (str *file*) "cljsh:") ; what the library needs is its own affair
      (alias-lib lib lib)
      (cljsh.core/ask-for-module! (name lib))))
  (when as-alias
    (if need
      (alias-lib as-alias lib)
      (alias as-alias lib)))
  (cond
    (= refer :all)  (refer-lib lib (select-keys options [:exclude :rename]))
    refer           (if (sequential? refer)
                      (refer-lib lib (assoc (select-keys options [:exclude :rename])
                                            :only refer))
                      (throw (IllegalArgumentException.
                               ":refer's value must be a sequential collection of symbols")))
    use             (refer-lib lib (select-keys options [:only :exclude :rename]))))

(defn- load-lib
  "Does what one library specification says."
  [prefix lib options]
  (when (and prefix (some #{\.} (name lib)))
    (throw (Exception. (str "Found lib name '" (name lib) "' containing period with prefix '"
                            prefix "'. lib names inside prefix lists must not contain periods"))))
  (let [lib  (if prefix (symbol (str prefix "." lib)) lib)
        {:keys [as as-alias use refer]} options
        need (or as use refer (not as-alias))]
    (when-not (and need (not (or use refer as-alias))
                   (cljsh.core/await-module! lib (if as [lib as] [lib])))
      (if need
        (load-if-needed lib options)
        (create-ns lib))
      ;; A file may define no namespace of its name, as long as nobody asks for one.
      (if (or (not need) (find-ns lib) (module lib))
        (name-lib lib options need)
        (when (or as as-alias use refer)
          (throw (Exception. (str "namespace '" lib "' not found after loading it"))))))
    nil))

(def ^:private load-options
  "What may stand in a library specification, or after all of them."
  #{:as :as-alias :refer :reload :reload-all :require :use :verbose
    :only :exclude :rename})

(defn- load-spec
  "Does what a library specification says: a name, or a vector of it and options."
  [prefix spec options]
  (if (symbol? spec)
    (load-lib prefix spec options)
    (let [n (count spec)]
      (when (even? n)
        (throw (IllegalArgumentException.
                 (str "Options of " (first spec) " must be keys and values"))))
      (load-lib prefix (first spec)
                (loop [i 1, all options]
                  (if (< i n)
                    (recur (+ i 2) (assoc all (nth spec i) (nth spec (inc i))))
                    all))))))

(defn- load-libs
  "Does what the arguments of require or use say; options are added to each."
  [options args]
  (let [flags   (filter keyword? args)
        options (into options (map (fn [flag] [flag true]) flags))
        specs   (remove keyword? args)]
    (when-let [unknown (seq (remove load-options flags))]
      (throw (IllegalArgumentException.
               (str "Unsupported option(s) supplied: " (apply str (interpose "," unknown))))))
    (when (empty? specs)
      (throw (IllegalArgumentException. "Nothing specified to load")))
    (doseq [spec specs]
      (cond
        (libspec? spec)
        (load-spec nil spec options)

        (and (sequential? spec) (symbol? (first spec)))
        (let [[prefix & libs] spec]
          (doseq [lib libs]
            (load-spec prefix lib options)))

        :else
        (throw (IllegalArgumentException. (str "Not a library specification: " (cljsh.core/show spec)))))))
  nil)

(defn require
  "Loads libraries that were not loaded yet, and names them in the current namespace.
  An argument is a library's name, a symbol; or a vector of the name and
  options; or a list of a prefix and names or vectors that follow it; or a flag.
  Options: :as, a short name; :as-alias, a short name that does not load the
  library; :refer, a vector of names to use without namespace, or :all.
  Flags: :reload loads again, :reload-all also what the library requires."
  {:added "1.0"}
  [& args]
  (if (and args (every? libspec? args)) ; what most say
    (loop [specs args]
      (when specs
        (load-spec nil (first specs) {:require true})
        (recur (next specs))))
    (load-libs {:require true} args)))

(defn use
  "Loads libraries as require does, and refers to all of their names.
  Options, besides those of require: :only, :exclude and :rename, as of refer."
  {:added "1.0"}
  [& args]
  (load-libs {:use true} args))

(defn load
  "Loads the code at paths, which are relative to the current namespace's folder or begin with a slash.
  Paths have no suffix; they are looked for where libraries are."
  {:added "1.0"}
  [& paths]
  (doseq [path paths]
    (let [folder (subs (str "." (ns-name *ns*)) 0 (inc (.rfind (str (ns-name *ns*)) ".")))
          dotted (.replace path "/" ".")]
      (cljsh.core/load-ns
        (symbol (subs (if (.startswith dotted ".") dotted (str folder "." dotted)) 1)))))
  nil)

(defn requiring-resolve
  "Returns the var of a name with namespace, loading the namespace if there is no such var yet."
  {:added "1.10"}
  [sym]
  (if (qualified-symbol? sym)
    (or (resolve sym)
        (do (require (symbol (namespace sym)))
            (resolve sym)))
    (throw (IllegalArgumentException. (str "Not a qualified symbol: " (cljsh.core/show sym))))))

(defmacro refer-clojure
  "Refers to the names of clojure.core, filtered as refer does."
  {:added "1.0"}
  [& filters]
  `(refer '~'clojure.core ~@(map (fn [f] (list 'quote f)) filters)))

;; --- import -----------------------------------------------------------------

(intern 'cljsh.core (with-meta 'java-class-named {:doc "The class of a name of the JVM's, or nil; set by cljsh.java."}) (fn [_] nil))
(intern 'cljsh.core (with-meta 'missing-var {:doc "Throws: clojure.core has no var of that name, as text says. The loader knows such an error by its attribute."})
        (fn [text]
          (throw (doto (RuntimeException. text) (py/setattr "missing_class" text)))))
(intern 'cljsh.core (with-meta 'java-missing-class {:doc "What stands for a class that is not here; set by cljsh.java."})
        (fn [full] (throw (ClassNotFoundException. full))))
(intern 'cljsh.core (with-meta 'java-method {:doc "The function for a method of the JVM's, or nil; set by cljsh.java."}) (fn [_ _] nil))

(intern 'cljsh.core (with-meta 'java-properties {:doc "What the getters of an object give, by keyword; set by cljsh.java."}) (fn [_] {}))

(intern 'cljsh.core (with-meta '*local-env* {:dynamic true, :doc "The locals around what macroexpand-1 expands, for its &env: Compiler/LOCAL_ENV."}) nil)

(defn- java-class-name?
  "Is it a full name as classes of the JVM have?"
  [full]
  (re-find #"\.[A-Z][^.]*$" full))

(defn- missing-or-throw
  "What stands for a class that is not here, if the name is that of a class: to name it is no error, to use it is."
  [full e]
  (if (java-class-name? full)
    (@#'cljsh.core/java-missing-class full)
    (throw e)))

(defn- import-name
  "Maps one name of a Python module, or a class of a Clojure namespace, in the current namespace."
  [from sym]
  (let [ns-name (symbol (.replace (name from) "_" "-"))
        there   (keep find-ns [from ns-name]) ; there may be namespaces of both names
        full    (str from "." sym)
        found   (or (some (fn [ns] (cljsh.core/ns-mapping ns sym)) there)
                    (@#'cljsh.core/java-class-named full)
                    (when (re-find #"^(java\.|clojure\.lang$)" (name from)) (ns-resolve 'clojure.core sym)))
        value   (if found
                  (let [it (if (var? found) @found found)]
                    (if (cljsh.core/protocol? it) (cljsh.core/protocol-interface it) it))
                  (try
                    (when (some (fn [lib] (or (= lib from) (= lib ns-name))) *loading*) ; a package of classes, with the name of what is being loaded
                      (throw (ClassNotFoundException. full)))
                    (load-if-needed from nil)
                    (if (and (module from) (not (and (find-ns from) (java-class-name? full))))
                      (cljsh.core/member (module from) sym)
                      (let [there (some (fn [ns] (ns-resolve ns sym)) (keep find-ns [from ns-name]))]
                        (cond
                          (var? there)  @there
                          (some? there) there
                          (java-class-name? full) (@#'cljsh.core/java-missing-class full)
                          :else         (throw (ClassNotFoundException. (str "there is no " sym " in the namespace " from))))))
                    (catch ImportError e
                      (missing-or-throw full e))
                    (catch AttributeError e ; a package of classes beside a namespace
                      (if (re-find #"^namespace " (str (ex-message e)))
                        (missing-or-throw full e)
                        (throw e)))
                    (catch FileNotFoundError e
                      (missing-or-throw full e))))]
    (cljsh.core/ns-map-name! *ns* sym value)
    (when (and (not= sym 'new) (:class-members (meta (find-ns (symbol full)))))
      (alias sym (symbol full)))
    value))

(defn- import-spec
  "Does what one argument of import says."
  [spec]
  (cond
    (symbol? spec)
    (let [text (name spec)
          dot  (.rfind text ".")]
      (if (neg? dot)
        (throw (IllegalArgumentException. (str "Not the full name of a class: " spec ". A Python module is loaded by (require '" spec ")")))
        (import-name (symbol (subs text 0 dot)) (symbol (subs text (inc dot))))))

    (and (vector? spec) (keyword? (second spec)))
    (do (load-lib nil (first spec) (apply hash-map (rest spec)))
        nil)

    (sequential? spec)
    (reduce (fn [_ sym]
              (let [dot (.rfind (name sym) ".")] ; a name can have part of its package before it
                (if (pos? dot)
                  (import-name (symbol (str (first spec) "." (subs (name sym) 0 dot))) (symbol (subs (name sym) (inc dot))))
                  (import-name (first spec) sym))))
            nil
            (rest spec))

    :else
    (throw (IllegalArgumentException. (str "Not an import specification: " (cljsh.core/show spec))))))

(intern 'cljsh.core 'import-spec import-spec)

(defmacro import
  "Makes classes, or other things of Python modules, known in the current namespace by their own names.
  An argument is module.Name, a list (module Name …), or a vector
  [module :refer [name …]] or [module :as short]."
  {:added "1.0"}
  [& import-symbols-or-lists]
  `(do
     ~@(map (fn [spec]
              `(cljsh.core/import-spec
                 '~(if (and (seq? spec) (= 'quote (first spec))) (second spec) spec)))
            import-symbols-or-lists)))

;; --- ns ---------------------------------------------------------------------

(defn- generated-class
  "The form that makes the class of (:gen-class …), if its options say more than that the namespace is a program."
  [options]
  (when (some (fn [option] (contains? #{:name :extends :implements :methods :init :state :constructors} option)) (take-nth 2 options))
    (list* (symbol "clojure.core" "gen-class") :name (symbol (.replace (name (ns-name *ns*)) "-" "_")) options)))

(defn- reference-form
  "The form of a reference of ns, or nil if there is nothing to do."
  [kind args]
  (case kind
    :import        (cons `import args)
    :refer-clojure (cons `refer-clojure args) ; a macro, which quotes them itself
    :gen-class     (generated-class args)
    (:require-macros :use-macros) nil
    (cons (symbol "clojure.core" (clojure.core/name kind))
          (loop [args (seq args), quoted []]
            (if args
              (recur (next args) (conj quoted (list 'quote (first args))))
              (seq quoted))))))

(defmacro ns
  "Makes a namespace, names what it uses, and makes it the current one.
  A docstring and a map of metadata may follow its name. References are
  (:require …) (:use …) (:import …) (:refer-clojure …) (:refer …) (:load …),
  whose arguments are those of the functions, without quotes. Unless
  (:refer-clojure …) is there, all of clojure.core is referred to. Metadata
  :reader-features, [:clj] say, is a vector of the features of #?( ) that hold in
  the rest of the file, the first of them before the others."
  {:added "1.0", :arglists '([name docstring? attr-map? references*])}
  [name & references]
  (when-not (symbol? name)
    (throw (IllegalArgumentException. (str "A namespace's name must be a symbol, not " (cljsh.core/show name)))))
  (let [doc        (when (string? (first references)) (first references))
        references (if doc (next references) references)
        attributes (when (map? (first references)) (first references))
        references (if attributes (next references) references)
        metadata   (cond-> (dissoc (or (meta name) {}) :line :column :file :end-line :end-column)
                     doc        (assoc :doc doc)
                     attributes (conj attributes))]
    (doseq [r references]
      (when-not (and (sequential? r)
                     (contains? #{:require :use :import :refer-clojure :refer :load :gen-class
                                  :require-macros :use-macros}
                                (first r)))
        (throw (IllegalArgumentException. (str "Not a reference of ns: " (cljsh.core/show r))))))
    ;; Every script begins here: lists are put together by hand, since a template would
    ;; run through more of core than all the rest of a short one.
    (loop [references (seq references), core? (not= name 'clojure.core), made []]
      (if references
        (let [reference (first references), kind (first reference)]
          (recur (next references)
                 (and core? (not= kind :refer-clojure))
                 (if-let [form (reference-form kind (next reference))]
                   (conj made (with-meta form (meta reference))) ; the place of what fails
                   made)))
        (list* 'do
               (list `in-ns (list 'quote name))
               (-> ()
                   (conj nil (list 'cljsh.core/mark-loaded (list 'quote name)))
                   (into (rseq made))
                   (cond->
                     core?          (conj (list `refer ''clojure.core))
                     (seq metadata) (conj (list `reset-meta! (list `find-ns (list 'quote name)) metadata))
                     (contains? metadata :reader-features)
                     (conj (list 'cljsh.core/set-reader-features! (:reader-features metadata))))))))))

;; --- readers of tagged literals --------------------------------------------

(def ^:private path-readers
  "The load path and what the data_readers.clj and data_readers.cljc there say, or nil while nobody asked."
  (atom nil))

(defn- add-readers
  "Adds the readers of a file to those known: a map from tags to vars, which need not have a value yet."
  [known path]
  (let [read-all (fn [text] (read-string {:read-cond :allow :eof {}} text))]
    (reduce-kv (fn [known tag function]
                 (when-not (and (symbol? tag) (qualified-symbol? function))
                   (throw (ex-info (str "Not the tag and name of a data reader in " path ": " (cljsh.core/show tag) " " (cljsh.core/show function))
                                   {:url path :tag tag :name function})))
                 (let [v (intern (create-ns (symbol (namespace function))) (symbol (name function)))]
                   (when-not (= v (get known tag v))
                     (throw (ex-info (str "Conflicting data-reader mapping: " tag)
                                     {:url path :conflict tag :mappings known})))
                   (assoc known tag v)))
               known
               (read-all (slurp path)))))

(defn- path-data-reader
  "The reader of a tag that data_readers.clj or data_readers.cljc on the load path gives, or nil."
  [tag]
  (let [path (vec (distinct (cljsh.core/load-path)))]
    (when-not (= path (first @path-readers))
      (reset! path-readers [path {}]) ; meanwhile, for what is in these files
      (let [os-path (.-path (py/__import__ "os"))
            found   (reduce add-readers {}
                            (filter (fn [file] (.isfile os-path file))
                                    (for [folder path, suffix ["cljc" "clj"]]
                                      (str folder "/data_readers." suffix))))]
        (reset! path-readers [path found])
        (alter-var-root #'*data-readers* (fn [known] (merge found known)))
        (when (thread-bound? #'*data-readers*)
          (set! *data-readers* (merge found *data-readers*)))))
    (get (second @path-readers) tag)))

(defn- constructor-reader
  "What reads #java.lang.Long[\"42\"]: a call of the constructor with what stands in the vector, not evaluated; nil for other tags."
  [tag]
  (when-not (or (namespace tag) (neg? (.find (name tag) ".")))
    (fn [form]
      (when-not (vector? form)
        (throw (IllegalArgumentException. (str "Unreadable constructor form starting with \"#" tag "\""))))
      (when (some seq? form)
        (throw (IllegalArgumentException. "Constructor literal can only contain constants or statics")))
      (when-not *read-eval*
        (throw (IllegalArgumentException. "Record construction syntax can only be used when *read-eval* == true")))
      (eval (list* 'new tag (map (fn [x] (list 'quote x)) form))))))

(intern 'cljsh.core 'path-data-reader (fn [tag] (or (path-data-reader tag) (when-not *default-data-reader-fn* (constructor-reader tag)))))

(intern 'cljsh.core 'read-eval
        (fn [form]
          (cond
            (symbol? form)
            (or (resolve form)
                (throw (RuntimeException. (str "Can't resolve " form))))

            (not (seq? form))
            (throw (IllegalArgumentException. "Unsupported #= form"))

            (= 'var (first form))
            (let [sym (second form)]
              (or (find-var sym) (throw (RuntimeException. (str "Can't resolve " sym)))))

            :else
            (eval (cons (first form) (map (fn [x] (list 'quote x)) (rest form)))))))
