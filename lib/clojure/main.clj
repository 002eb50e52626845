;; SPDX-License-Identifier: MIT
(ns clojure.main
  "What Clojure's own program offers to others: a prompt's parts, and how errors are told."
  {:added "1.0"}
  (:refer-clojure :exclude [with-bindings])
  (:require [clojure.string :as str]))

(defn demunge
  "Returns a name of the JVM's as Clojure writes it."
  {:added "1.3"}
  [fn-name]
  (reduce (fn [text [c m]] (str/replace text m (str c)))
          (str/replace (str fn-name) "$" "/")
          (sort-by (comp - count val) clojure.lang.Compiler/CHAR_MAP)))

(defn root-cause
  "Returns the first cause of an exception."
  {:added "1.3"}
  [t]
  (if-let [cause (ex-cause t)] (recur cause) t))

(defn stack-element-str
  "Returns an element of a stack trace as text."
  {:added "1.3"}
  [el]
  (let [[f file line] el] (str f " (" file ":" line ")")))

(defn- place
  "The function, file and line of the innermost step of a trace that is no part of cljsh itself."
  [trace]
  (or (first (remove (fn [[_ file]] (.startswith (str file) "cljsh:")) trace))
      (first trace)))

(defn- without-nil
  "Pairs as a map, but for those whose value is nil."
  [& kvs]
  (into {} (comp (filter (fn [[_ v]] (some? v))) (map vec)) (partition 2 kvs)))

(defn ex-triage
  "Returns a map of what is known of an exception, which Throwable->map made: its :clojure.error/phase, :cause and
  :class, and where it was thrown, the :symbol of the function, :source, :line, or what a compile error says."
  {:added "1.10"}
  [datafied]
  (let [{:keys [via trace phase] :or {phase :execution}} datafied
        {:keys [type message data]} (last via)
        {problems :clojure.spec.alpha/problems, fn-name :clojure.spec.alpha/fn} data
        top (:data (first via))
        [f file line] (place trace)
        known (merge (select-keys top [:clojure.error/phase :clojure.error/source :clojure.error/line :clojure.error/column :clojure.error/symbol])
                     (without-nil :clojure.error/cause (or (:cause datafied) message)
                                  :clojure.error/class type))]
    (case (:clojure.error/phase top phase)
      (:read-source :compile-syntax-check :compilation :macro-syntax-check :macroexpansion)
      (cond-> (merge {:clojure.error/phase phase} known)
        problems (assoc :clojure.error/spec data))

      (merge {:clojure.error/phase phase}
             (without-nil :clojure.error/source (some-> file str (str/split #"/") last)
                          :clojure.error/line line
                          :clojure.error/symbol (or fn-name (when f (symbol (str f)))))
             known
             (when problems {:clojure.error/spec data})))))

(def ^:private plain-errors
  "Exceptions whose class tells nothing."
  '#{Exception RuntimeException java.lang.Exception java.lang.RuntimeException Throwable java.lang.Throwable})

(defn ex-str
  "Returns what ex-triage gave as text, in two lines."
  {:added "1.10"}
  [{:clojure.error/keys [phase source line column symbol class cause]}]
  (let [loc        (str (or source "REPL") ":" (or line 1) (when column (str ":" column)))
        class-name (last (str/split (str class) #"\."))
        plain?     (contains? plain-errors class)
        in-brackets (when-not plain? (str " (" class-name ")"))]
    (case phase
      :read-source         (str "Syntax error reading source at (" loc ").\n" cause "\n")
      :macro-syntax-check  (str "Syntax error macroexpanding " (when symbol (str symbol " ")) "at (" loc ").\n" cause "\n")
      :macroexpansion      (str "Unexpected error" in-brackets " macroexpanding " (when symbol (str symbol " ")) "at (" loc ").\n" cause "\n")
      :compile-syntax-check (str "Syntax error" (when-not (or plain? (= class-name "CompileError")) (str " (" class-name ")")) " compiling " (when symbol (str symbol " ")) "at (" loc ").\n" cause "\n")
      :compilation         (str "Unexpected error" in-brackets " compiling " (when symbol (str symbol " ")) "at (" loc ").\n" cause "\n")
      :read-eval-result    (str "Error reading eval result" in-brackets " at " (or symbol "nil") " (" loc ").\n" cause "\n")
      :print-eval-result   (str "Error printing return value" in-brackets " at " (or symbol "nil") " (" loc ").\n" cause "\n")
      :execution           (str "Execution error" in-brackets " at " (when symbol (str symbol " ")) "(" loc ").\n" cause "\n")
      (throw (IllegalArgumentException. (str "No matching clause: " (cljsh.core/show phase)))))))

(defn err->msg
  "Returns an exception as text."
  {:added "1.11"}
  [e]
  (ex-str (ex-triage (Throwable->map e))))

(defmacro with-bindings
  "Evaluates body with the vars bound that a prompt binds."
  {:added "1.0"}
  [& body]
  `(binding [*ns* *ns*, *1 nil, *2 nil, *3 nil, *e nil, *warn-on-reflection* *warn-on-reflection*, *print-length* *print-length*, *print-level* *print-level*]
     ~@body))

(def repl-requires "What is required where a prompt begins."
  '[[clojure.repl :refer (source apropos dir pst doc find-doc)] [clojure.pprint :refer (pp pprint)]])

(defn repl-prompt "Prints a prompt." {:added "1.0"} [] (print (str (ns-name *ns*) "=> ")))

(defn skip-whitespace
  "Skips white space in a stream; returns :line-start, :stream-end or :body."
  {:added "1.0"}
  [s]
  (loop []
    (let [c (.read s 1)]
      (cond
        (= c "")   :stream-end
        (= c "\n") :line-start
        (or (= c ",") (str/blank? c)) (recur)
        :else      (do (set! (.-unread_ s) c) :body)))))

(defn skip-if-eol
  "Skips the end of a line if it is next; returns :line-start, :stream-end or :body."
  {:added "1.0"}
  [s]
  (let [held (py/getattr s "unread_" ""), c (if (= held "") (.read s 1) (do (set! (.-unread_ s) "") held))]
    (case c "" :stream-end "\n" :line-start (do (set! (.-unread_ s) c) :body))))

(defn repl-read
  "Reads the next form of *in*, or returns request-prompt or request-exit."
  {:added "1.0"}
  [request-prompt request-exit]
  (case (skip-whitespace *in*)
    :line-start request-prompt
    :stream-end request-exit
    (let [x (read {:read-cond :allow} *in*)] (skip-if-eol *in*) x)))

(defn repl-exception "Returns the first cause of an exception." {:added "1.0"} [t] (root-cause t))
(defn repl-caught "Prints an exception to *err*." {:added "1.0"} [e] (binding [*out* *err*] (print (err->msg e)) (flush)))

(defn repl
  "Reads, evaluates and prints until the input ends. Options: :init :need-prompt :prompt :flush :read :eval :print :caught, each a function."
  {:added "1.0"}
  [& options]
  (let [{:keys [init need-prompt prompt flush read eval print caught]
         :or {init (fn []) need-prompt (fn [] true) prompt repl-prompt flush flush read repl-read eval eval print prn caught repl-caught}} (apply hash-map options)
        request-prompt (Object.), request-exit (Object.)
        turn (fn []
               (try
                 (let [input (read request-prompt request-exit)]
                   (or (#{request-prompt request-exit} input)
                       (let [value (eval input)]
                         (set! *3 *2) (set! *2 *1) (set! *1 value)
                         (print value))))
                 (catch Throwable e
                   (caught e)
                   (set! *e e))))]
    (with-bindings
      (try (init) (catch Throwable e (caught e)))
      (prompt) (flush)
      (loop []
        (when-not (identical? request-exit (turn))
          (when (need-prompt) (prompt) (flush))
          (recur))))))

(defn load-script
  "Loads a file; \"@path\" is one of the load path."
  {:added "1.0"}
  [path]
  (if (.startswith path "@")
    (load (str "/" (str/replace (subs path 1) #"\.cljc?$" "")))
    (load-file path)))

(defn- eval-opt
  "Evaluates the forms in a text, and prints the values that are not nil."
  [text]
  (with-open [in (java.io.StringReader. text)]
    (let [end (Object.)]
      (loop []
        (let [form (read in false end)]
          (when-not (identical? form end)
            (some-> (eval form) prn)
            (recur)))))))

(defn renumbering-read
  "Reads a form of a reader whose lines count from a number; a form that says its :line itself keeps it."
  {:added "1.10"}
  [opts reader line-number]
  (let [before (.getLineNumber reader)
        shift  (- line-number before)
        form   (read (or opts {}) reader)]
    (if-let [line (:line (meta form))]
      (if (= line before)
        (vary-meta form assoc :line (+ line shift))
        form)
      form)))

(defn- java-loc->source
  "The symbol that a class and a method of a stack trace stand for, as Clojure writes it."
  [class-name method]
  (if (#{'invoke 'invokeStatic} method)
    (let [degen #(str/replace % #"--\d+$|__\d+$" "")
          [ns-name fn-name & nested] (map degen (str/split (str/replace (str class-name) "_" "-") #"\$"))]
      (symbol ns-name (str/join "$" (map degen (cons fn-name nested)))))
    (symbol (name class-name) (name method))))

(defn report-error "Prints an exception." {:added "1.11"} [t & _] (repl-caught t))

(defn main
  "Does what Clojure's program does with arguments: -e, -m, -i, a script."
  {:added "1.0"}
  [& [opt x & more :as args]]
  (case opt
    nil  (repl)
    ("-e" "--eval") (do (binding [*ns* *ns*] (doseq [form (read-string {:read-cond :allow} (str "[" x "\n]"))] (let [v (eval form)] (when (some? v) (prn v))))) (when more (apply main more)))
    ("-i" "--init") (do (load-script x) (when more (apply main more)))
    ("-m" "--main") (do (require (symbol x)) (apply (ns-resolve (symbol x) '-main) more))
    ("-r" "--repl") (repl)
    (binding [*command-line-args* (rest args)] (load-script opt))))
