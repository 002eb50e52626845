;; SPDX-License-Identifier: MIT
;; What the forms of ($ …) mean, and the macros themselves.

(in-ns 'cljsh.process)

(defn dynamic-stage
  "Returns the stages that a value alone between two pipes stands for: a function, a command, a pipeline, or words."
  {:added "1.0"}
  [x redirects]
  (let [stages (cond
                 (fn? x)                               [{:fn x}]
                 (stage? x)                            [x]
                 (and (vector? x) (stage? (first x)))  x
                 :else                                 [{:argv [x]}])]
    (reduce add-redirection stages redirects)))

(defn- literal
  "Returns the text of a form that stands for itself as a word; nil for forms that are values."
  [form]
  (cond
    (string? form)                 form
    (or (symbol? form)
        (keyword? form)
        (boolean? form))           (str form)
    (nil? form)                    "nil"
    (decimal? form)                (str form "M")
    (number? form)                 (str form)
    :else                          nil))

(defn- join-word
  "Returns the word that its parts, each of which must be one word, are together."
  [& parts]
  (apply str (map (fn [part]
                    (let [words (prim/words part)]
                      (when-not (= 1 (count words))
                        (throw (py/ValueError (str "a part of a word must be one word, not " (cljsh.core/show part)))))
                      (let [word (first words)]
                        (if (string? word) word (prim/text word)))))
                  parts)))

(defn- unquoted
  "Returns the expression of a form that is a value."
  [form]
  (cond
    (not (seq? form)) form
    (contains? #{'clojure.core/unquote 'clojure.core/unquote-splicing} (first form)) (second form)
    (= 'cljsh.process/word (first form)) `(#'join-word ~@(map unquoted (rest form))) ; as the reader gives it
    :else form))

(defn- operand
  "Returns the code for what stands behind an operator."
  [form]
  (or (literal form) (unquoted form)))

(defn- default-fd
  [op]
  (if (= \< (first op)) 0 1))

(defn- operator
  "Returns what a symbol means in a command: a keyword and its parts, or nil when it is a word.

  In a macro's syntax-quote the symbol has got a namespace."
  [form]
  (when (symbol? form)
    (let [text (name form)]
      (case text
        "|"   [:pipe]
        "|&"  [:pipe-both]
        "&&"  [:and]
        "||"  [:or]
        "&"   [:background]
        "&>"  [:both :write]
        "&>>" [:both :append]
        (when (some #{\< \>} text)
          (if-let [[_ fd op] (re-matches #"([0-9]*)(<|>|>>|<>|>\||<<<)" text)]
            [(if (= op "<<<") :text :file)
             (if (= fd "") (default-fd op) (py/int fd))
             (case op
               "<" :read
               "<>" :read-write
               ">>" :append
               :write)]
            (when-let [[_ fd op from] (re-matches #"([0-9]*)([<>])&([0-9]+|-)" text)]
              (let [fd (if (= fd "") (default-fd op) (py/int fd))]
                [:dup (if (= from "-") [fd :close] [fd :dup (py/int from)])]))))))))

(def ^:private empty-stage {:words [] :redirects [] :options []})

(defn- complain
  [& text]
  (throw (py/SyntaxError (apply str text))))

(defn- parse-redirect
  "Returns the code of the redirections of an operator with its operand."
  [[kind fd op] target]
  (let [file (fn [fd op]
               (if (and (literal target) (not (keyword? target)))
                 [fd op (literal target)]
                 `(file-redirect ~fd ~op ~(unquoted target))))]
    (case kind
      :file [(file fd op)]
      :both [(file 1 fd) [2 :dup 1]]
      :text [`(#'text-redirect ~(operand target))])))

(defn- parse
  "Turns the forms of a command into a list of [connective stages background?]."
  [forms]
  (loop [forms forms, stage empty-stage, stages [], connective nil, pipelines []]
    (let [done (fn []
                 (when (= stage empty-stage)
                   (complain (if (empty? stages) "a command is missing" "a command is missing behind |")))
                 (conj stages stage))]
      (if (empty? forms)
        (conj pipelines [connective (done)])
        (let [form          (first forms)
              [kind :as op] (operator form)]
          (case kind
            nil
            (recur (next forms)
                   (cond
                     (map? form)         (update stage :options conj form)
                     (literal form)      (update stage :words conj [:literal (literal form)])
                     :else               (update stage :words conj [:value (unquoted form)]))
                   stages connective pipelines)

            :pipe
            (recur (next forms) empty-stage (done) connective pipelines)

            :pipe-both
            (let [stage (update stage :redirects conj [2 :dup 1])]
              (when (empty? (:words stage))
                (complain "a command is missing before |&"))
              (recur (next forms) empty-stage (conj stages stage) connective pipelines))

            (:and :or)
            (recur (next forms) empty-stage [] kind (conj pipelines [connective (done)]))

            :background
            (if (next forms)
              (complain "& must be the last word of a command")
              (conj pipelines [connective (done) :background]))

            :dup
            (recur (next forms) (update stage :redirects conj (second op)) stages connective pipelines)

            (if (next forms)
              (recur (nnext forms)
                     (update stage :redirects into (parse-redirect op (second forms)))
                     stages connective pipelines)
              (complain "a file name is missing behind " form))))))))

(defn- stage-code
  "Returns the code of one stage."
  [{:keys [words redirects options]}]
  (let [[[kind word] & others] words]
    (cond
      (seq options)                        (reduce (fn [code form] `(with-options ~code ~form))
                                                   (cond-> {:argv (mapv second words)}
                                                     (seq redirects) (assoc :redirects redirects))
                                                   options)
      (and (= kind :value) (nil? others))  `(dynamic-stage ~word ~redirects)
      :else                                `(prim/command ~(mapv second words) ~redirects))))

(defn- pipeline-code
  "Returns the code that makes a pipeline."
  [stages]
  (let [codes (mapv stage-code stages)]
    (if (next codes) `(prim/pipeline ~codes) (first codes))))

(defn- expand
  "Returns the code that runs forms in a mode; one-pipeline is the function for the usual case."
  [forms mode one-pipeline]
  (let [[[_ stages background] & more :as pipelines] (parse forms)]
    (cond
      (and background (= mode :run))   `(start ~(pipeline-code stages))
      (some #(nth % 2 nil) pipelines)  (complain "& cannot stand here")
      (nil? more)                      `(~one-pipeline ~(pipeline-code stages))
      (nil? mode)                      (complain "&& and || cannot stand here")
      :else `(run-all ~mode [~@(map (fn [[connective stages]]
                                       [connective `(fn [] ~(pipeline-code stages))])
                                     pipelines)]))))

(defmacro $
  "Runs a command, a pipeline or a list of them in the foreground and returns the finished job; throws when it fails.

  Words are read as a shell reads them, and each reaches the program as it is
  written: 0640, 1.10, a,b, host:/x. \"…\" and '…' quote, also within a word;
  \\ quotes the next character; ; at the beginning of a word starts a comment.
  ~name, ~(expr) and (expr) are values of Clojure, also as a part of a word,
  --dir=~d: a collection stands for several words, nil for none, and strings are
  never split. A map, {:dir d}, gives options (with-options). The operators | |& && || < > >> <> 2> 2>> 2>&1 &> &>>
  <<< and & at the end mean what they mean in a shell, with a file name or :null
  behind them; a function or transducer of lines may stand between pipes, as ~expr.

  ($ make -j4 all)
  ($ git log --oneline -n ~n | head -5 > \"out.txt\")"
  {:added "1.0"}
  [& words]
  (expand words :run `run))

(defmacro $?
  "Runs a command like $: does it succeed?"
  {:added "1.0"}
  [& words]
  (expand words :test `run?))

(defmacro $<
  "Runs a command like $ and returns what it writes to standard output, without the last newline."
  {:added "1.0"}
  [& words]
  (expand words :str `run-str))

(defmacro $<bytes
  "Runs a command like $ and returns what it writes to standard output, as bytes."
  {:added "1.0"}
  [& words]
  (expand words :bytes `run-bytes))

(defmacro $<lines
  "Runs a command like $ and returns a lazy seq of the lines it writes; see run-lines."
  {:added "1.0"}
  [& words]
  (expand words nil `run-lines))

(defmacro $<json
  "Runs a command like $ and returns the JSON value it writes, as Clojure data with keywords as keys."
  {:added "1.0"}
  [& words]
  `((requiring-resolve 'cljsh.io/parse-json) ($< ~@words)))

(defmacro $<edn
  "Runs a command like $ and returns the EDN value it writes."
  {:added "1.0"}
  [& words]
  `((requiring-resolve 'clojure.edn/read-string) ($< ~@words)))

(defn spawn-process*
  "Starts a command or pipeline as a process, and returns its pid. x: as for start, or a job that was started with pipes.

  Messages come to the process that calls this: [pid :out line], [pid :err line], and at the end [pid :exit status].
  What is sent to the pid by ! is written to the standard input, :eof ends that; ! waits while the command does not
  read. The end of the command is that of the pid, with the reason :normal or [:exit-status n], for links, monitors and
  supervisors; the end of the pid, or of the process that has called this, ends the command's process group.
  A command that cannot be started throws.

  Options, as a map or keywords and values:
    :out :err  how the output comes: :lines (the default), :chunks (bytes), :edn or :json (values, one after the other),
               :inherit (it goes where this program's goes) or :null
    :in        how messages are written: :lines (the default: text and a newline; bytes as they are), :chunks (text as it
               is), :edn, :json; :inherit or :null
    :to        where the messages go instead, a pid or a name
    :link      true: the pid is linked to the caller
    :shutdown  how many milliseconds the command has after SIGTERM before SIGKILL (5000)"
  {:added "1.0"}
  [x & {:as options}]
  ((requiring-resolve 'cljsh.process.spawned/start) x options))

(defmacro spawn-process
  "Like spawn-process*, whose options it has; the command may also be written as for $, and is not run by that:

  (spawn-process ($ tail -f ~file) {:err :inherit})"
  {:added "1.0"}
  [command & options]
  (let [code (if (and (seq? command) (symbol? (first command)) (contains? #{"$" "$&"} (name (first command))))
               (second (expand (rest command) nil `identity))
               command)]
    `(spawn-process* ~code ~@options)))

(defmacro $&
  "Starts a command like $ in the background and returns its job."
  {:added "1.0"}
  [& words]
  (expand words nil `start))
