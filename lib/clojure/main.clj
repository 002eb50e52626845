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

(defn ex-triage
  "Returns a map of what is known of an exception, which Throwable->map made."
  {:added "1.10"}
  [datafied]
  (let [{:keys [type message data at]} (last (:via datafied))]
    (cond-> {:clojure.error/phase (:phase datafied :execution) :clojure.error/class type :clojure.error/cause (or (:cause datafied) message)}
      (:trace datafied) (assoc :clojure.error/source (second (first (:trace datafied))) :clojure.error/line (nth (first (:trace datafied)) 2 nil)))))

(defn ex-str
  "Returns what ex-triage gave as text."
  {:added "1.10"}
  [{:clojure.error/keys [phase source line class cause]}]
  (str "Execution error (" class ") at (" source ":" line ").\n" cause "\n"))

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
