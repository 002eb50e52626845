;; SPDX-License-Identifier: MIT
(ns clojure.repl
  "What one asks at a prompt: documentation, source, names, the last exception."
  (:require [clojure.stacktrace :as stack]
            [clojure.string :as str]
            [io]))

(def ^:private special-doc-map
  "Documentation of the special forms."
  '{def {:forms [(def symbol doc-string? init?)]
         :doc "Makes a var of that name in the current namespace, with the value of init if there is one.
The symbol's metadata, evaluated, becomes the var's."}
    do {:forms [(do exprs*)]
        :doc "Evaluates the expressions in order; the value is the last one's, or nil."}
    if {:forms [(if test then else?)]
        :doc "Evaluates then if test is neither nil nor false, otherwise else, or gives nil."}
    quote {:forms [(quote form)]
           :doc "The form itself, not evaluated."}
    var {:forms [(var symbol)]
         :doc "The var the symbol names, not its value."}
    recur {:forms [(recur exprs*)]
           :doc "Goes back to the nearest loop or function with new values for its names; only in tail position."}
    throw {:forms [(throw expr)]
           :doc "Throws an exception."}
    try {:forms [(try expr* catch-clause* finally-clause?)]
         :doc "Evaluates the expressions.
A catch-clause (catch class name expr*) gives the value when an exception of the class is thrown;
(finally expr*) is evaluated in any case, for effect."}
    catch {:forms [(catch class name expr*)]
           :doc "A clause of try."}
    finally {:forms [(finally expr*)]
             :doc "A clause of try."}
    new {:forms [(Class. args*) (new Class args*)]
         :doc "Makes an object of the class."}
    . {:forms [(.method object args*) (.-attribute object) (Class/method args*) Class/attribute]
       :doc "Calls a method, or reads an attribute."}
    set! {:forms [(set! var-symbol expr) (set! (.-attribute object) expr)]
          :doc "Sets a dynamic var's binding in this thread, or an attribute of an object."}
    & {:forms [[params* & rest]]
       :doc "In parameters and patterns: what follows takes the remaining values."}
    let* {:forms [(let* [symbol expr ...] exprs*)]
          :doc "The special form let expands to."}
    loop* {:forms [(loop* [symbol expr ...] exprs*)]
           :doc "The special form loop expands to."}
    fn* {:forms [(fn* name? ([params*] exprs*) ...)]
         :doc "The special form fn expands to."}
    letfn* {:forms [(letfn* [symbol fn ...] exprs*)]
            :doc "The special form letfn expands to."}
    case* {:forms [(case* ...)]
           :doc "The special form case expands to."}})

(defn- namespace-doc
  [ns]
  (assoc (meta ns) :name (ns-name ns)))

(defn- own-namespace
  "The namespace of a symbol: one that is there, or a library that is part of cljsh, which is loaded then; else nil."
  [sym]
  (or (find-ns sym)
      (let [path (str "cljsh:" (str/replace (str/replace (str sym) "-" "_") "." "/") ".clj")]
        (when (cljsh.core/library-text path)
          (require sym)
          (find-ns sym)))))

(defn- print-doc
  "Prints the documentation in a var's, namespace's or special form's metadata."
  [{:keys [ns name doc forms arglists special-form macro]}]
  (println "-------------------------")
  (println (str (when ns (str (ns-name ns) "/")) name))
  (cond
    forms (doseq [form forms] (println " " (pr-str form)))
    arglists (prn arglists))
  (cond
    special-form (println "Special Form")
    macro (println "Macro"))
  (when doc (println " " (str/replace doc #"\n(?!\s|$)" "\n  "))))

(defn- namespace-of
  "Returns the namespace or module that a symbol names, by an alias or by its whole name; nil when there is none."
  [sym]
  (or (get (ns-aliases *ns*) sym)
      (find-ns sym)
      (do
        (try
          (resolve (symbol (str sym) "-")) ; an alias that need not be asked for is there then
          (catch [Exception Error] _ nil))
        (get (ns-aliases *ns*) sym))
      (get (.-modules (py/__import__ "sys")) (str sym))))

(defn- near-names
  "Returns the names that somebody who wrote the symbol may have meant, the nearest first."
  [sym]
  (let [ns         (some-> (namespace sym) symbol namespace-of)
        candidates (cond
                     (nil? (namespace sym)) (concat (keys (ns-map *ns*)) (keys special-doc-map) (map ns-name (all-ns)))
                     (nil? ns)              nil
                     (instance? clojure.lang.Namespace ns)    (keys (ns-publics ns))
                     :else                  (py/dir ns))
        near       (.get_close_matches (py/__import__ "difflib") (name sym) (py/list (map str candidates)) 3 0.6)]
    (if (namespace sym)
      (map #(str (namespace sym) "/" %) near)
      (vec near))))

(defn- did-you-mean
  "Returns a question for somebody who wrote the name of nothing; nil when no name is near."
  [sym]
  (when-let [near (seq (near-names sym))]
    (str "Did you mean: " (str/join ", " near) "?")))

(defn- special-doc
  "What is known about a special form, or a macro that is as good as one: tools call it."
  [name-symbol]
  (assoc (or (special-doc-map name-symbol) (meta (resolve name-symbol))) :name name-symbol :special-form true))

(defn ^:no-doc print-documentation
  "Prints what is known about the symbol; used by doc."
  [symbol]
  (if-let [[sym] (find special-doc-map (get '{catch try, finally try, & fn} symbol symbol))]
    (print-doc (special-doc sym))
    (if-let [ns (and (not (namespace symbol)) (own-namespace symbol))]
      (print-doc (namespace-doc ns))
      (let [x (try
                (resolve symbol)
                (catch [Exception Error] _ nil))]
        (cond
          (var? x) (print-doc (meta x))
          (some? x) (do (println "-------------------------")
                        (println symbol)
                        (when-let [text (py/getattr x "__doc__" nil)]
                          (println " " text)))
          :else (when-let [question (did-you-mean symbol)]
                  (println (str "No documentation of " symbol ". " question))))))))

(defmacro doc
  "Prints the documentation of what a symbol names: a var, a namespace, a special form, a class."
  {:added "1.0"}
  [name]
  `(print-documentation '~name))

(defn find-doc
  "Prints the documentation of every var and namespace whose name or documentation the pattern matches."
  {:added "1.0"}
  [re-string-or-pattern]
  (let [re (re-pattern re-string-or-pattern)
        docs (concat (mapcat #(sort-by :name (map meta (vals (ns-interns %))))
                             (sort-by ns-name (all-ns)))
                     (map namespace-doc (sort-by ns-name (all-ns)))
                     (map (fn [[name special]] (assoc special :name name :special-form true))
                          (sort-by key special-doc-map)))]
    (doseq [m docs
            :when (and (:doc m)
                       (not (:private m))
                       (or (re-find re (:doc m)) (re-find re (str (:name m)))))]
      (print-doc m))))

(defn apropos
  "Returns a sorted seq of the names of all public vars whose name contains the string or matches the pattern."
  [str-or-pattern]
  (let [matches? (if (instance? java.util.regex.Pattern str-or-pattern)
                   #(re-find str-or-pattern (str %))
                   #(str/includes? (str %) (str str-or-pattern)))]
    (sort (mapcat (fn [ns]
                    (let [ns-name (str (ns-name ns))]
                      (map #(symbol ns-name (str %))
                           (filter matches? (keys (ns-publics ns))))))
                  (all-ns)))))

(defn dir-fn
  "Returns a sorted seq of the names of the public vars of a namespace, or of a Python module; it may be an alias."
  [ns]
  (let [found (if (symbol? ns) (namespace-of ns) ns)]
    (cond
      (nil? found)           (throw (IllegalArgumentException.
                                      (str "No namespace: " (cljsh.core/show ns) " found"
                                           (when-let [question (and (symbol? ns) (did-you-mean (symbol (name ns))))]
                                             (str ". " question)))))
      (instance? clojure.lang.Namespace found) (sort (keys (ns-publics found)))
      :else                  (sort (map symbol (remove #(str/starts-with? % "_") (py/dir found)))))))

(defmacro dir
  "Prints the names of the public vars of a namespace, or of a Python module."
  [nsname]
  `(doseq [name# (dir-fn '~nsname)]
     (println name#)))

;;; Source

(defn- text-from-line
  "The text of a file, or of a part of the library, from a line on; nil when it can't be read."
  [file line]
  (when (and file line)
    (try
      (let [text (or (cljsh.core/library-text file) (slurp file))]
        (str/join "\n" (drop (dec line) (str/split text #"\n" -1))))
      (catch [Exception Error] _ nil))))

(defn source-fn
  "Returns the source text of what a symbol names, or nil when it can't be found."
  [x]
  (when-let [v (resolve x)]
    (when (var? v)
      (let [{:keys [file line]} (meta v)]
        (when-let [text (text-from-line file line)]
          (second (read+string (io/StringIO text))))))))

(defn ^:no-doc print-source
  "Prints the source of what the symbol names; used by source."
  [sym]
  (let [v (try
            (resolve sym)
            (catch [Exception Error] _ nil))]
    (if-let [text (source-fn sym)]
      (println text)
      (cond
        (nil? v)                                       (println (str/join ". " (remove nil? ["Source not found" (did-you-mean sym)])))
        (and (var? v) (fn? @v) (nil? (:line (meta v)))) (println (str "Source not found: " (symbol v) " is written in C"))
        :else                                          (println "Source not found")))))

(defmacro source
  "Prints the source text of what a symbol names."
  [n]
  `(print-source '~n))

;;; Exceptions

(def ^:private munged-names
  "What munge writes for characters that stand in no name of Java, and those characters."
  (into {} (map (fn [c] [(munge (str c)) (str c)]) "-!?*+<>=&%|/\\~@#'^:\"")))

(defn demunge
  "Returns the name of a function as Clojure code writes it: what munge has changed is put back, and $ is /."
  {:added "1.3"}
  [fn-name]
  (-> (str fn-name)
      (str/replace #"_[A-Z]+_" #(get munged-names % %))
      (str/replace "_" "-")
      (str/replace "$" "/")))

(defn root-cause
  "Returns the last exception in the chain of causes that begins with t."
  {:added "1.3"}
  [t]
  (stack/root-cause t))

(defn stack-element-str
  "Returns a place in a stack trace as a string."
  {:added "1.3"}
  [el]
  (let [[function file line] el]
    (str function " (" file ":" line ")")))

(defn pst
  "Prints a stack trace of an exception, *e if none is given, to *err*; depth limits its length, 12 by default."
  {:added "1.3"}
  ([] (pst 12))
  ([e-or-depth]
   (if (number? e-or-depth)
     (when-let [e *e] (pst (root-cause e) e-or-depth))
     (pst e-or-depth 12)))
  ([e depth]
   (binding [*out* *err*]
     (println (str (.-__name__ (class e)) " " (ex-message e)
                   (when-let [info (ex-data e)] (str " " (pr-str info)))))
     (doseq [el (take depth (stack/trace-elements e))]
       (println (str "\t" (stack-element-str el))))
     (when-let [cause (ex-cause e)]
       (println "Caused by:")
       (pst cause depth)))))

(defn thread-stopper
  "Returns a function that interrupts the program, for use as a break handler."
  ([] (fn [& _] (throw (py/KeyboardInterrupt))))
  ([_thread] (thread-stopper)))

(defn set-break-handler!
  "Makes f the handler of the interrupt signal; thread-stopper's function by default."
  ([] (set-break-handler! (thread-stopper)))
  ([f] (throw (UnsupportedOperationException.
               "set-break-handler! is not available; use trap with the signal INT"))))
