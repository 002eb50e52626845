;; SPDX-License-Identifier: MIT
(ns cljsh.sh.complete
  "What the words of a command may go on with, for the Tab key.

  A command's own completer is a function of a map: :words are the words before
  the one at the cursor, the command's name first, and :word is what there is
  of that one. It returns the candidates, all or those that fit; nil stands for
  files.

    (completer! \"deploy\" (fn [{:keys [words]}]
                           (when (= 1 (count words)) [\"staging\" \"production\"])))

  A file NAME.clj in ~/.config/cljsh/completions is loaded when NAME is
  completed for the first time; what cljsh brings along is in
  cljsh.sh.completions. What the command complete was told of a command comes
  before these."
  {:added "1.0"}
  (:require [clojure.string :as str]
            [cljsh.sh.place :as place]
            [cljsh.sh.prim :as prim]
            [os]
            [os.path :as path]
            [pwd]))

;; --- completers of commands ----------------------------------------------------

(def ^:private completers (atom {}))

(defn completer!
  "Makes f the completer of the command of that name; see the namespace."
  {:added "1.0"}
  [name f]
  (swap! completers assoc name f)
  nil)

(defn- user-file [name]
  (let [folder (or (not-empty (os/getenv "XDG_CONFIG_HOME")) (path/expanduser "~/.config"))
        file   (path/join folder "cljsh" "completions" (str name ".clj"))]
    (when (path/isfile file) file)))

(defn- completer [name]
  (when-not (contains? @completers name)
    (swap! completers assoc name nil)
    (when-let [file (user-file name)] (load-file file)))
  (or (get @completers name)
      (get @(requiring-resolve 'cljsh.sh.completions/known) name)))

;; --- what there is ----------------------------------------------------------------

(defn- executable? [dir name]
  (let [file (path/join dir name)]
    (and (path/isfile file) (os/access file os/X_OK))))

(defn- programs [prefix]
  (for [dir  (str/split (or (prim/variable "PATH") "") #":")
        name (try (os/listdir (if (= dir "") "." dir)) (catch OSError _ nil))
        :when (and (str/starts-with? name prefix) (executable? dir name))]
    name))

(def ^:private reserved
  ["if" "then" "else" "elif" "fi" "for" "while" "until" "do" "done" "case" "esac" "select" "function" "time" "[["])

(defn- commands [prefix]
  (concat (mapcat prim/names [:builtins :functions :aliases :commands]) reserved (programs prefix)))

(defn- users []
  (map #(.-pw_name %) (pwd/getpwall)))

(defn- signals []
  (prim/signal-names))

(defn- job-names []
  (for [[number state command] (prim/jobs)] [(str "%" number) (str state "  " command)]))

;; --- files ------------------------------------------------------------------------------

(defn- folder-path
  "Returns the path that the folder part of a word stands for: tilde and variables are those of the shell."
  [text]
  (let [text (str/replace text #"\$(?:\{(\w+)\}|(\w+))" (fn [[all a b]] (or (prim/variable (or a b)) "")))]
    (if (str/starts-with? text "~")
      (let [[user rest] (str/split text #"(?=/)" 2)]
        (str (if (= user "~") (or (prim/variable "HOME") "~") (path/expanduser user)) rest))
      text)))

(defn- entries [folder]
  (try (os/listdir (if (= folder "") "." folder)) (catch OSError _ nil)))

(defn- files
  "Returns the names in a folder that begin with prefix; folders end in a slash."
  [folder prefix {:keys [folders? programs?]}]
  (for [name (entries folder)
        :when (and (str/starts-with? name prefix)
                   (or (str/starts-with? prefix ".") (not (str/starts-with? name "."))))
        :let [file (path/join folder name), folder? (path/isdir file)]
        :when (or folder? (not (or folders? (and programs? (not (os/access file os/X_OK))))))]
    (if folder? (str name "/") name)))

;; --- options --------------------------------------------------------------------------------

(defn- builtin-options [name]
  (concat (for [[letter long argument doc] (last (prim/describe-builtin name))
                option [(str "-" letter) (when long (str "--" long))]
                :when option]
            [option doc])
          [["--help" "show what it does"]]))

(defn- defcommand-options [name]
  (when-let [options (get @@(requiring-resolve 'cljsh.sh.commands/options) name)]
    (concat (for [[option {:keys [alias desc]}] options
                  text [(str "--" (clojure.core/name option)) (when alias (str "-" (clojure.core/name alias)))]
                  :when text]
              [text desc])
            [["--help" "show what it does"]])))

(defn- options-of [name words]
  (cond
    (some #{name} (prim/names :commands))                  (defcommand-options name)
    (and (some #{name} (prim/names :builtins))
         (not (some #{name} (prim/names :functions))))     (builtin-options name)
    :else ((requiring-resolve 'cljsh.sh.manual-options/options) name (second words))))

;; --- arguments -----------------------------------------------------------------------------------

(def ^:private lists
  "Builtins whose operands are names of something."
  {"unset" :variables, "export" :variables, "readonly" :variables, "local" :variables, "declare" :variables,
   "typeset" :variables, "read" :variables, "printenv" :variables, "unalias" :aliases, "alias" :aliases,
   "builtin" :builtins, "help" :builtins, "enable" :builtins})

(defn- operands
  "Returns the candidates for an operand of a command that cljsh knows by itself; nil when it knows none."
  [name {:keys [words word]}]
  (cond
    (contains? lists name)                                 (prim/names (lists name))
    (contains? #{"type" "which" "hash" "command" "man"} name) (commands word)
    (and (= name "set") (contains? #{"-o" "+o"} (last words))) (prim/names :options)
    (= name "trap")                                        (when (> (count words) 1) (signals))
    (contains? #{"fg" "bg" "jobs" "wait" "disown"} name)   (job-names)
    (and (= name "kill") (str/starts-with? word "%"))      (job-names)
    (and (= name "kill") (str/starts-with? word "-"))      (map #(str "-" %) (signals))))

(def ^:private takes-folders #{"cd" "pushd" "rmdir" "mkdir"})

(defn- declared
  "Returns the candidates by what `complete` was told of the command; nil when it was told nothing, or nothing fits."
  [{:keys [words word]}]
  (let [[status output] (prim/call-builtin "complete" (into ["--try"] (conj (vec words) word)) true)]
    (when (= 0 status) (seq (map str/trimr (str/split-lines output))))))

(defn- argument-candidates
  "Returns candidates for an argument, or nil for files."
  [{:keys [words word] :as place}]
  (let [name (path/basename (first words))]
    (or (declared place)
        (when-not (some #{"--"} words)
          (when (and (str/starts-with? word "-") (not (= name "kill")))
            (seq (options-of name words))))
        (seq (operands name place))
        (when-let [f (completer name)] (seq (f place))))))

;; --- the word -------------------------------------------------------------------------------------------

(def ^:private special #"[\s!\"#$&'()*;<>?\[\\\]^`{|}~]")

(defn- quoted [text quote]
  (case quote
    nil  (-> text
             (str/replace special (fn [c] (str "\\" c)))
             (str/replace #"\\?[\x00-\x1f\x7f]" (fn [c] (str "$'\\" (py/format (py/ord (last c)) "03o") "'"))))
    "'"  (str/replace text "'" "'\\''")
    "\"" (str/replace text #"[\"$`\\]" (fn [c] (str "\\" c)))))

(defn- as-typed
  "Returns [text doc]: a candidate, quoted as the word that was begun."
  [front opener quote candidate]
  (let [[text doc] (if (string? candidate) [candidate nil] candidate)]
    [(str front opener (quoted text quote)) doc]))

(defn- fits [word candidates]
  (filter #(str/starts-with? (if (string? %) % (first %)) word) candidates))

(defn- split-path
  "Returns the part of a word up to its last slash, and the rest; both as they were typed."
  [raw]
  (let [n (inc (or (str/last-index-of raw "/") -1))]
    [(subs raw 0 n) (subs raw n)]))

(defn- word-candidates
  "Returns the candidates for what is no path: they take the place of the whole word."
  [{:keys [raw word quote]} candidates]
  (let [opener (if (and quote (str/starts-with? raw quote)) quote "")]
    (map #(as-typed "" opener quote %) (fits word candidates))))

(defn- path-candidates [{:keys [raw quote]} how]
  (let [[front last] (split-path raw)
        {front-quote :quote} (place/unquoted front)
        {:keys [value]}      (place/unquoted (str front-quote last))
        opener               (if (and quote (not front-quote)) quote "")]
    (map #(as-typed front opener quote %)
         (files (folder-path (:value (place/unquoted front))) value how))))

(defn- user-candidates [{:keys [word]}]
  (map (fn [user] [(str "~" user "/") nil]) (fits (subs word 1) (users))))

(defn- after-equals
  "Returns the place of what stands behind the = of --option=file or x=file."
  [{:keys [raw] :as place}]
  (when-let [[_ front rest] (re-matches #"(?s)(-{0,2}[\w-]+\+?=)(.*)" raw)]
    (assoc place :raw rest :word (:value (place/unquoted rest)) :start (+ (:start place) (count front)))))

(defn- candidates [{:keys [kind raw word words] :as place}]
  (let [path? (str/includes? raw "/")]
    (cond
      (= kind :variable)                               (map (fn [name] [name nil]) (fits word (prim/names :variables)))
      (and (str/starts-with? raw "~") (not path?))     (user-candidates place)
      (and (= kind :command) path?)                    (path-candidates place {:programs? true})
      (= kind :command)                                (word-candidates place (commands word))
      (= kind :redirect)                               (path-candidates place nil)
      :else (let [given (argument-candidates place)]
              (or (when given (seq (word-candidates place given)))
                  (path-candidates place {:folders? (contains? takes-folders (first words))}))))))

(defn- sole-end [{:keys [kind quote closes]}]
  (cond (= kind :variable) closes
        quote              quote
        :else              " "))

(defn complete
  "Returns what the text of commands may go on with: a map of :start, where the part begins that is completed,
  :names, a vector of texts that may take its place, :docs, what each means or nil, and :end, what is to follow a
  sole one that is no folder. In a form of Clojure it has :start, where that begins, and :clojure true; nil where
  nothing can be said."
  {:added "1.0"}
  [text]
  (let [{:keys [kind start] :as place} (place/at-end text)]
    (case kind
      :none    nil
      :clojure {:start start :clojure true}
      (let [after (when (contains? #{:argument :command} kind) (after-equals place))
            place (if after (assoc after :kind :redirect) place)
            found (into (sorted-map) (candidates place))
            open? (and (= 1 (count found)) (str/ends-with? (key (first found)) "="))]
        {:start (:start place) :names (vec (keys found)) :docs (vec (vals found)) :end (when-not open? (sole-end place))}))))

(defn ^:no-doc answer
  "Returns what complete does as a vector, for the line editor."
  [text]
  (when-let [{:keys [start clojure names docs end]} (complete text)]
    (if clojure [start] [start names docs end])))
