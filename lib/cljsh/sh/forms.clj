;; SPDX-License-Identifier: MIT
(ns cljsh.sh.forms
  "Text of the command language as forms of Clojure; see cljsh.sh/forms."
  (:require [cljsh.sh.syntax :as syntax]
            [clojure.string :as str]))

;; A function here returns nil for what $ has no words for.

(def ^:private state-builtins
  "Commands that are no programs, or that work on the shell itself."
  #{"." ":" "alias" "bg" "bind" "break" "builtin" "cd" "command" "continue" "declare" "dirs" "disown" "enable" "eval" "exec" "exit" "export"
    "fc" "fg" "getopts" "hash" "help" "history" "jobs" "let" "local" "logout" "mapfile" "popd" "pushd" "read" "readarray" "readonly" "return"
    "set" "shift" "shopt" "source" "suspend" "times" "trap" "type" "typeset" "ulimit" "umask" "unalias" "unset" "wait"})

(defn- literal
  "Returns the text of a word in which nothing is expanded."
  [word]
  (cond
    (string? word)                     (when-not (re-find #"[*?\[~\\$`]" word) word)
    (and (vector? word) (= :q (first word)))  (second word)
    (and (vector? word) (= :dq (first word))) (when (every? string? (rest word)) (apply str (rest word)))
    (and (vector? word) (not (keyword? (first word))))
    (let [parts (map literal word)] (when (every? some? parts) (apply str parts)))))

(defn- word-form [word]
  (if-let [text (literal word)]
    (if (and (re-matches #"-{0,2}[A-Za-z_][-\w.]*" text) (not (#{"nil" "true" "false"} text))) (symbol text) text)
    (let [part (if (and (vector? word) (vector? (first word)) (= 1 (count word))) (first word) word)]
      (when (and (vector? part) (= :clj (first part))) (list 'clojure.core/unquote (second part))))))

(defn- redirection-forms [[op fd word quoted?]]
  (let [text (literal word)]
    (when (and text (not (string? fd)))
      (case op
        ("<" ">" ">>" "<>" ">|") [(symbol (str fd op)) text]
        ("<&" ">&")              (when (re-matches #"[0-9]+|-" text) [(symbol (str fd op text))])
        ("&>" "&>>")             [(symbol op) text]
        "<<<"                    (when (contains? #{nil 0} fd) ['<<< (str text "\n")])
        "<<"                     (when (contains? #{nil 0} fd) ['<<< text])
        nil))))

(defn- all
  "Returns a vector of what f makes of each of coll; nil when it is nil for one."
  [f coll]
  (reduce (fn [v x] (if-some [y (f x)] (conj v y) (reduced nil))) [] coll))

(defn- environment [assignments]
  (all (fn [[name index append? value]] (when-not (or index append?) (when-let [text (literal value)] [name text]))) assignments))

(defn- simple-forms [[_ assignments words redirections]]
  (when (and (seq words) (not (contains? state-builtins (literal (first words)))))
    (let [env (environment assignments), words (all word-form words), redirections (all redirection-forms redirections)]
      (when (and env words redirections)
        (concat (when (seq env) [{:env (into {} env)}]) words (apply concat redirections))))))

(defn- command-words
  "Returns the words of $ for a command."
  [[tag a b :as c]]
  (case tag
    :simple    (simple-forms c)
    :pipe      (when-let [stages (all #(when (= :simple (first %)) (simple-forms %)) a)]
                 (apply concat (interpose ['|] stages)))
    (:and :or) (let [left (command-words a), right (when (#{:simple :pipe} (first b)) (command-words b))]
                 (when (and left right) (concat left [(if (= tag :and) '&& '||)] right)))
    nil))

(defn- command-forms [[tag a :as c]]
  (let [text #(list 'cljsh.sh/sh (str/trim-newline (syntax/unparse [c])))]
    (case tag
      :seq (mapcat command-forms a)
      :bg  [(if-let [words (when (#{:simple :pipe} (first a)) (command-words a))] (list* 'cljsh.process/$& words) (text))]
      :not [(if-let [words (command-words a)] (list 'clojure.core/not (list* 'cljsh.process/$? words)) (text))]
      [(if-let [words (command-words c)] (list* 'cljsh.process/$ words) (text))])))

(defn forms
  "Returns the forms of a text; see cljsh.sh/forms."
  {:added "1.0"}
  [text]
  (into [] (mapcat command-forms) (syntax/parse text)))
