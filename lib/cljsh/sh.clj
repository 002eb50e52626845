;; SPDX-License-Identifier: MIT
(ns cljsh.sh
  "The command language from Clojure.

    (require '[cljsh.sh :as sh :refer [sh]])
    (sh \"for f in *.txt; do wc -l \\\"$f\\\"; done\")
    (sh \"cp -- \\\"$from\\\" \\\"${to[@]}\\\"\" {:from file :to [a b]})

  A text runs in a subshell of its own, with the environment, directory and
  descriptors of the task; what it does to variables or the directory stays in
  it. Values come in as variables and are never read as shell text: there is
  nothing to quote, and nothing that could be injected. A collection becomes an
  array.

  Each builtin is a function here, too, which works on the shell in which the
  code runs, such as that of the prompt. A keyword is an option, by its letter or
  its name; what fails throws, and test is true or false:

    (sh/alias \"ll=ls -l\")  (sh/cd :physical dir)  (sh/test \"-d\" dir)  (sh/ulimit :S :n 4096)

  Some have names of clojure.core's: require this namespace with :as.

  The text can be had as data: parse, unparse."
  (:require [clojure.string :as str]
            [cljsh.sh.prim :as prim]
            [cljsh.sh.syntax :as syntax]
            [sys]))

(defn status
  "Runs shell text and returns its exit status.
  parameters is a map of variables' names to values; args are $1 and the following."
  {:added "1.0"}
  ([text] (status text nil))
  ([text parameters & args] (prim/run-text text parameters args false)))

(defn- failed [text status out]
  (let [line (first (str/split-lines text))]
    (throw (ex-info (str "shell text failed with status " status ": " line)
                    (cond-> {:status status :text text} out (assoc :out out))))))

(defn sh
  "Runs shell text; throws when it fails, with the status as :status of ex-data.
  parameters is a map of variables' names to values; args are $1 and the following."
  {:added "1.0"}
  ([text] (sh text nil))
  ([text parameters & args]
   (let [status (prim/run-text text parameters args false)]
     (when-not (zero? status) (failed text status nil)))))

(defn out
  "Runs shell text and returns what it writes to standard output, without the newlines at its end.
  Throws when it fails, with :status and :out."
  {:added "1.0"}
  ([text] (out text nil))
  ([text parameters & args]
   (let [[status written] (prim/run-text text parameters args true)]
     (if (zero? status) (str/replace written #"\n+\z" "") (failed text status written)))))

(defn lines
  "Runs shell text and returns a vector of the lines that it writes to standard output; throws when it fails."
  {:added "1.0"}
  [text & more]
  (let [written (apply out text more)]
    (if (= written "") [] (str/split written #"\n" -1))))

(def ^{:arglists '([text & {:keys [file posix aliases]}]) :added "1.0"
       :doc "Returns a vector of the complete commands of a text, as data; see cljsh.sh.syntax/parse."}
  parse syntax/parse)

(def ^{:arglists '([commands]) :added "1.0"
       :doc "Returns commands that are data as shell text; see cljsh.sh.syntax/unparse."}
  unparse syntax/unparse)

(defn call
  "Calls a function of the shell in which this code runs, and returns what it writes, without the newlines at its end.
  It runs in a subshell, as $(name args) would; throws when it fails, with :status and :out."
  {:added "1.0"}
  [name & args]
  (let [[status written] (prim/call-function name args)]
    (if (zero? status) (str/replace written #"\n+\z" "") (failed name status written))))

(defn function
  "Returns a function of the shell in which this code runs as one of Clojure; nil when there is none of that name. See call."
  {:added "1.0"}
  [name]
  (when (prim/function? name)
    (fn [& args] (apply call name args))))

(defmacro export
  "Makes vars visible in the command language and to programs: $name is the words of the value that the var has then,
  joined by blanks, and so it stands in their environment. A variable of that name that the shell itself has goes
  before it. With other arguments than symbols it is the builtin: (export \"NAME=text\")."
  {:added "1.0"}
  [& names]
  (if (and (seq names) (every? symbol? names))
    `(do ~@(map (fn [n] `(prim/export-var ~(clojure.core/name n) (var ~n))) names) nil)
    `(run-builtin "export" [~@names])))

(defmacro defcommand
  "Defines a function that is also a command of the command language.

  (defcommand greet
    \"Greets people.\"
    {:options {:loud {:alias :l :coerce :boolean :desc \"in capitals\"}}}
    [{:keys [loud]} who & others]
    (map #(str (if loud \"HELLO \" \"hello \") %) (cons who others)))

  The first argument is the map of options, the others are the operands. options
  is a spec of babashka.cli, from which --help and the errors of usage come. What
  the function prints is the command's output, and so are the elements of what it
  returns, as lines; a whole number or a boolean that it returns is its status."
  {:added "1.0" :arglists '([name doc? {:keys [options]}? [opts & operands] & body])}
  [name & more]
  (let [[doc more]      (if (string? (first more)) [(first more) (rest more)] [nil more])
        [settings more] (if (map? (first more)) [(first more) (rest more)] [nil more])
        [arglist & body] more]
    (when-not (and (vector? arglist) (seq arglist) (not= '& (first arglist)))
      (throw (py/SyntaxError "a command's arguments are a vector that begins with the options: [opts & operands]")))
    `(do (defn ~name ~@(when doc [doc]) ~arglist ~@body)
         ((requiring-resolve '~'cljsh.sh.commands/keep-command) ~(str name) ~doc ~(:options settings) '~arglist (var ~name))
         (var ~name))))

(defn forms
  "Returns a vector of the forms of Clojure that do what a text does, with cljsh.process's $, $& and $?, one for each command.
  What these have no words for (variables, patterns, compound commands, builtins that work on the shell itself) is
  (sh \"…\"), a subshell of its own. A form throws when its command fails, where the shell would go on.

  (forms \"ls | wc -l > n\")  ⇒  [(cljsh.process/$ ls | wc -l > \"n\")]"
  {:added "1.0"}
  [text]
  ((requiring-resolve 'cljsh.sh.forms/forms) text))

;; --- builtins ----------------------------------------------------------------

(def ^:private predicates
  "Builtins that are asked for their status."
  #{"test" "true" "false"})

(defn- option-word
  "Returns [word takes-argument?] for a keyword that names an option of a builtin, by its letter or its name."
  [builtin options option]
  (or (when (= option :help) ["--help" false])
      (some (fn [[letter long argument]]
              (when (contains? #{letter long} (clojure.core/name option)) [(str "-" letter) (some? argument)]))
            options)
      (when (empty? options) ; it reads them itself, as echo does
        (let [text (clojure.core/name option)] [(str (if (= 1 (count text)) "-" "--") text) false]))
      (throw (ex-info (str builtin " has no option " option
                           (when-let [known (seq (map (fn [[letter long]] (str ":" (or long letter))) options))]
                             (str "; it has " (str/join " " known))))
                      {:builtin builtin :option option}))))

(defn- builtin-words
  "Returns the words that arguments are: a keyword is an option, what follows it its argument where it takes one."
  [builtin options args]
  (loop [args args, words []]
    (if-let [[arg & more] (seq args)]
      (if (keyword? arg)
        (let [[word takes?] (option-word builtin options arg)]
          (cond (not takes?) (recur more (conj words word))
                (seq more)   (recur (rest more) (conj words word (first more)))
                :else        (throw (ex-info (str builtin ": the option " arg " needs a value") {:builtin builtin :option arg}))))
        (recur more (conj words arg)))
      words)))

(defn- call-builtin [builtin options args]
  (let [direct?          (identical? *out* (.-stdout sys))
        [status written] (let [r (prim/call-builtin builtin (builtin-words builtin options args) (not direct?))]
                           (if direct? [r nil] r))]
    (when written (print written) (flush))
    (cond
      (contains? predicates builtin) (zero? status)
      (not (zero? status)) (throw (ex-info (str builtin " failed with status " status) {:status status :builtin builtin})))))

(defn ^:no-doc run-builtin
  "Calls a builtin with options as keywords, and operands."
  [builtin args]
  (call-builtin builtin (last (prim/describe-builtin builtin)) args))

(defn- builtin-doc [builtin]
  (let [[summary synopsis doc options] (prim/describe-builtin builtin)]
    (str "The builtin " builtin ": " summary ". As a command: " builtin " " synopsis "\n\n  " doc
         (apply str (for [[letter long argument doc] options]
                      (str "\n  :" letter (when long (str ", :" long)) (when argument (str " " argument)) "  " doc))))))

;; Each builtin is a function: keywords are options, the other arguments its
;; operands. Last, as some have names of clojure.core's.
(doseq [builtin (prim/names :builtins)
        :when (and (re-matches #"[a-z]+" builtin) (not= builtin "export"))
        :let  [options (last (prim/describe-builtin builtin))]]
  (intern 'cljsh.sh
          (with-meta (symbol builtin) {:doc (builtin-doc builtin) :added "1.0" :arglists '([& options-and-operands])})
          (fn [& args] (call-builtin builtin options args))))
