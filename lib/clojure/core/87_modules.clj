;; SPDX-License-Identifier: MIT
;; Namespaces as Python's modules: `import cljsh`, and `import my_ns` of what
;; is on the load path.
;;
;; A namespace has one module, whoever asks first. Its attributes are looked
;; up in the namespace at each use, so that redefinition is seen. Python's
;; names for vars are those of munge (my_fn, empty_QMARK_); getattr takes the
;; names as Clojure writes them, too.

(in-ns 'clojure.core)

(def ^:private python-sys (py/__import__ "sys"))
(def ^:private PythonModule (class python-sys))

(def ^:private modules
  "The modules of namespaces: name of the namespace -> module."
  (atom {}))

(declare ^:private module-for)

(defn- demunged
  "A name of Python as Clojure writes it, if it was made by munge."
  [attr]
  (.replace (reduce (fn [s [c text]] (if (= text "_") s (.replace s text (str c)))) attr munged) "_" "-"))

(defn- public-var
  "The public var of a namespace that an attribute names, or nil."
  [ns attr]
  (or (cljsh.core/public-var ns attr)
      (cljsh.core/public-var ns (demunged attr))
      (some (fn [[sym v]] (when (= attr (munge (name sym))) v)) (ns-publics ns))))

(defn- public-names
  "The names of a namespace's values as Python writes them, sorted."
  [ns]
  (sort (for [[sym v] (ns-publics ns) :when (not (:macro (meta v)))]
          (munge (name sym)))))

(defn- below
  "Does a namespace of that name exist, or one below it?"
  [text]
  (some (fn [ns] (let [n (str (ns-name ns))]
                   (or (= n text) (.startswith n (str text ".")))))
        (all-ns)))

(defn- module-attribute
  [module attr]
  (let [ns-text (.-__clojure_ns__ module)
        ns      (find-ns (symbol ns-text))
        v       (when ns (public-var ns attr))
        child   (str ns-text "." (.replace attr "_" "-"))
        near    (fn [] (.get_close_matches (py/__import__ "difflib") attr (py/list (if ns (public-names ns) []))))]
    (cond
      (and v (:macro (meta v)))
      (throw (AttributeError. (str ns-text "/" (:name (meta v)) " is a macro: it cannot be used from Python")))
      (and v (bound? v))     @v
      (= attr "__all__")     (if ns (py/list (public-names ns)) (py/list))
      (.startswith attr "__") (throw (AttributeError. attr))
      (below child)          (module-for child)
      :else
      (throw (AttributeError. (str "namespace " ns-text " has no public var '" attr "'"
                                   (when-let [found (seq (near))]
                                     (str ". Did you mean: " (apply str (interpose ", " found)) "?"))))))))

(defn- module-var
  "The var that an attribute of a module stands for, or nil."
  [module attr]
  (let [ns (find-ns (symbol (.get (py/vars module) "__clojure_ns__" "")))]
    (when (and ns (not (.startswith attr "__")) (not (contains? (py/vars module) attr)))
      (public-var ns attr))))

;; To set an attribute sets the var's root; to delete it (as unittest.mock
;; does before it puts back what was there) leaves the var unbound.
(deftype NamespaceModule []
  PythonModule
  (__getattr__ [this attr] (module-attribute this attr))
  (__setattr__ [this attr value]
    (let [v (when-not (instance? PythonModule value) (module-var this attr))]
      (if v
        (alter-var-root v (fn [_] value))
        (.__setattr__ PythonModule this attr value))
      nil))
  (__delattr__ [this attr]
    (let [v (module-var this attr)]
      (if v
        (cljsh.core/unbind! v)
        (.__delattr__ PythonModule this attr))
      nil))
  (__dir__ [this]
    (let [ns (find-ns (symbol (.-__clojure_ns__ this)))]
      (py/sorted (into #{"__all__"} (concat (py/list (py/vars this)) (when ns (public-names ns)))))))
  (__repr__ [this] (str "<namespace " (.-__clojure_ns__ this) ">")))

(cljsh.core/module-class! NamespaceModule)

(defn- module-for
  "The module of a namespace, given by its name, or of all that begins with that name."
  [ns-text]
  (or (get @modules ns-text)
      (let [m (NamespaceModule. (.replace ns-text "-" "_"))]
        (.update (py/vars m) ** :__clojure_ns__ ns-text :__path__ (py/list))
        (get (swap! modules (fn [all] (if (contains? all ns-text) all (assoc all ns-text m)))) ns-text))))

(declare ^:private source-file ^:private namespace-spec)

(defn- document
  "Gives a module what tools ask it for: the documentation of its namespace, its file, its spec. Returns the module."
  [module]
  (let [ns-text (.-__clojure_ns__ module)
        spec    (namespace-spec (.-__name__ module) ns-text)
        names   (py/vars module)]
    (aset names "__doc__" (:doc (meta (find-ns (symbol ns-text)))))
    (aset names "__spec__" spec)
    (aset names "__loader__" (.-loader spec))
    (when (.-has_location spec)
      (aset names "__file__" (.-origin spec)))
    module))

;; --- import cljsh -----------------------------------------------------------

(defn- python-require
  "Loads a namespace, or Python's module of that name, and returns its module; with reload=True once more."
  [lib & {:keys [reload]}]
  (let [sym (symbol lib)]
    (if reload
      (require sym :reload)
      (require sym))
    (if (find-ns sym)
      (document (module-for lib))
      (.import_module (py/__import__ "importlib" ** :fromlist ["import_module"]) (.replace lib "-" "_")))))

(defn- python-eval
  "Evaluates all forms of a text in a namespace, \"user\" if none is given. Returns the value of the last."
  ([text] (python-eval text "user"))
  ([text ns]
   (let [sym (symbol (if (instance? NamespaceModule ns) (.-__clojure_ns__ ns) ns))]
     (when-not (find-ns sym)
       (binding [*ns* (create-ns sym)]
         (refer 'clojure.core)))
     (binding [*ns* (find-ns sym)]
       (load-string text)))))

(deftype ^:private Namespaces []
  Object
  (__getattr__ [_ attr]
    (let [n (.replace attr "_" "-")]
      (cond
        (below attr) (module-for attr)
        (below n)    (module-for n)
        :else        (throw (AttributeError. (str "there is no namespace " n))))))
  (__getitem__ [_ n]
    (if (find-ns (symbol n))
      (module-for n)
      (throw (KeyError. n))))
  (__iter__ [_] (py/iter (sort (map (fn [ns] (str (ns-name ns))) (all-ns)))))
  (__dir__ [_] (py/sorted (set (map (fn [ns] (munge (first (.split (str (ns-name ns)) ".")))) (all-ns)))))
  (__repr__ [_] "<namespaces>"))

;; --- import my_ns -----------------------------------------------------------

(defn- library-path
  [ns-text]
  (.replace (.replace ns-text "-" "_") "." "/"))

(defn- places
  "Where the source of a namespace may be, without its ending: on the load path, and among Python's modules."
  [ns-text]
  (map (fn [folder] (if (= folder "") (library-path ns-text) (str folder "/" (library-path ns-text))))
       (distinct (concat (cljsh.core/load-path) (.-path python-sys)))))

(defn- source-file
  "The file with the source of a namespace; true if it is built in; nil if there is none."
  [ns-text]
  (let [isfile (.-isfile (.-path (py/__import__ "os")))]
    (or (cljsh.core/built-in-library? (library-path ns-text))
        (some (fn [file]
                (some (fn [ending] (when (isfile (str file ending)) (str file ending)))
                      [".cljsh" ".clj" ".cljc"]))
              (places ns-text))
        nil)))

(intern 'cljsh.core 'namespace-source source-file)

(defn- load-source
  "Loads a namespace for Python: as require does, or, where require does not look, from its file."
  [ns-text]
  (let [file  (source-file ns-text)
        sym   (symbol ns-text)
        known (find-ns sym)]
    (cond
      (nil? file)
      nil
      (or (true? file)
          (some (fn [folder] (.startswith file (str folder "/" (library-path ns-text) "."))) (cljsh.core/load-path)))
      (require sym)
      (not known)
      (try
        (load-file file)
        (catch BaseException e
          (remove-ns sym)
          (throw e))))))

(defn- folder?
  "Is there a folder that may have namespaces below that name?"
  [ns-text]
  (let [os (py/__import__ "os")]
    (or (below ns-text)
        (some (fn [folder]
                (and (.isdir (.-path os) folder)
                     (some (fn [f] (or (re-find #"\.clj(c|sh)?$" f) (.isdir (.-path os) (str folder "/" f))))
                           (.listdir os folder))))
              (places ns-text)))))

(defn- asked-by-python?
  "Is there a frame of Python's below those of the import machinery? require asks Python without."
  []
  (loop [f (try (._getframe python-sys) (catch ValueError _ nil))]
    (cond
      (nil? f) false
      (.startswith (.-co_filename (.-f_code f)) "<frozen importlib") (recur (.-f_back f))
      :else true)))

(deftype ^:private NamespaceLoader [ns-text]
  Object
  (get_source [_ _name] (let [file (source-file ns-text)] (when (string? file) (slurp file))))
  (get_filename [_ _name]
    (let [file (source-file ns-text)]
      (if (string? file)
        file
        (throw (ImportError. (str "the namespace " ns-text " has no file"))))))
  (create_module [_ spec] (module-for ns-text))
  (exec_module [_ module]
    (load-source ns-text)
    (document module)
    nil)
  (is_package [_ _] true))

(def ^:private ModuleSpec (class (.-__spec__ python-sys)))

(defn- namespace-spec
  "The spec of a module that stands for a namespace: where its source is, and what loads it."
  [module-name ns-text]
  (let [file (source-file ns-text)
        spec (ModuleSpec module-name (NamespaceLoader. ns-text)
                         ** :origin (if (string? file) (.abspath (.-path (py/__import__ "os")) file) "cljsh") :is_package true)]
    (set! (.-has_location spec) (string? file))
    spec))

(defn- find-namespace
  "Python's import machinery asks: the spec of a module that is a namespace, or nil."
  [module-name]
  (let [spec (fn [ns-text] (namespace-spec module-name ns-text))
        n    (.replace module-name "_" "-")]
    (cond
      (.startswith module-name "_")              nil
      (or (find-ns (symbol n)) (source-file n))      (spec n)
      (find-ns (symbol module-name))             (spec module-name)
      (and (asked-by-python?) (folder? n))       (spec n))))

(deftype ^:private NamespaceFinder []
  Object
  (find_spec [_ n] (find-namespace n))
  (find_spec [_ n _path] (find-namespace n))
  (find_spec [_ n _path _target] (find-namespace n)))

(.append (.-meta_path python-sys) (NamespaceFinder.))

;; --- inspect ----------------------------------------------------------------

;; Python's inspect knows functions of Python alone. When it is first imported
;; it is loaded whole, taught by cljsh.inspection, and only then handed out.
(deftype ^:private TaughtLoader [module spec]
  Object
  (create_module [_ _spec] module)
  (exec_module [_ _module] (set! (.-__spec__ module) spec) nil))

(deftype ^:private InspectFinder []
  Object
  (find_spec [this n _path _target]
    (when (= n "inspect")
      (.remove (.-meta_path python-sys) this)
      (let [module (py/__import__ "inspect")
            spec   (.-__spec__ module)
            ours   (ModuleSpec n (TaughtLoader. module spec) ** :origin (.-origin spec))]
        (require 'cljsh.inspection)
        (set! (.-__spec__ module) ours) ; the import goes on with the spec of what is loaded meanwhile
        ours))))

(.insert (.-meta_path python-sys) 0 (InspectFinder.))

(let [m (get (.-modules python-sys) "cljsh")]
  (set! (.-__path__ m) (py/list)) ; so that `import cljsh.fs` asks the finder
  (set! (.-require m) (cljsh.core/name-fn! python-require "cljsh/require"))
  (set! (.-eval m) (cljsh.core/name-fn! python-eval "cljsh/eval"))
  (set! (.-ns m) (Namespaces.)))
