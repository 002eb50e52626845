;; SPDX-License-Identifier: MIT
(ns cljsh.sh.layout
  "Functions of the command language as `declare -f` and `type` show them:
  words as they were written, each command on a line of its own."
  (:require [clojure.string :as str]
            [cljsh.sh.prim :as prim]
            [cljsh.sh.syntax :refer [reserved-word?]]))

(def ^:private ^:dynamic *here*
  "A volatile: the texts of here-documents that follow the line being written."
  nil)

(defn- indent [n] (apply str (repeat n " ")))

(defn- documents
  "The here-documents that are due, or nil."
  []
  (let [docs @*here*]
    (vreset! *here* [])
    (when (seq docs) (apply str "\n" docs))))

(defn- line-end
  "A new line at column n, behind the here-documents of the one before."
  ([n] (line-end "" n))
  ([end n] (str (or (documents) end) "\n" (indent n))))

(declare command-text)

;; --- words and redirections --------------------------------------------------------

(defn- assignment-text [[n index append? w]]
  (str n (when index (str "[" index "]")) (when append? "+") "="
       (if (string? w)
         w
         (str "(" (str/join " " (map (fn [[i append? w]] (str (when i (str "[" i "]" (when append? "+") "=")) w)) (second w))) ")"))))

(defn- word-text [w] (if (string? w) w (assignment-text (second w))))

(defn- redirection-text [[op fd w _ delimiter]]
  (let [in?    (str/starts-with? op "<")
        given  (cond (string? fd) (str "{" fd "}"), (nil? fd) "", (= fd (if in? 0 1)) "", :else (str fd))
        number (if (= given "") (if in? "0" "1") given)]
    (cond
      delimiter
      (do (vswap! *here* conj (str w (when-not (or (= w "") (str/ends-with? w "\n")) "\n") (str/replace delimiter #"[\\'\"]" "") "\n"))
          (str given op delimiter))
      (and (= op ">&") (nil? fd) (not (re-matches #"[0-9]+-?|-|.*[$`].*" w))) (str "&> " w)
      (and (#{">&" "<&"} op) (= w "-"))                                       (str number ">&-")
      (#{">&" "<&"} op)                                                       (str number op w)
      :else                                                                   (str given op " " w))))

(defn- with-redirections [text redirections]
  (str/join " " (cons text (map redirection-text redirections))))

;; --- commands -------------------------------------------------------------------------

(defn- sequence-text [commands n]
  (let [[c & more] commands
        text       (command-text c n)]
    (if-not more
      text
      (str text (if (and (= :bg (first c)) (empty? @*here*)) " " (line-end ";" n)) (sequence-text more n)))))

(defn- closed
  "What ends a text within a compound command: no ; behind & or a here-document."
  [text]
  (str text (if (str/ends-with? text "&") (documents) (or (documents) ";"))))

(defn- block
  "A body on lines of its own, up to the word that ends it."
  [c n]
  (str "\n" (indent (+ n 4)) (closed (command-text c (+ n 4))) "\n" (indent n)))

(defn- head
  "The condition of a loop, and the word behind it."
  [c n word]
  (let [text (command-text c n)]
    (str text (if-let [docs (documents)] docs (if (str/ends-with? text "&") " " "; ")) word)))

(defn- if-text [[[test then] & more] otherwise n]
  (str "if " (head test n "then") (block then n)
       (cond
         more      (str "else\n" (indent (+ n 4)) (if-text more otherwise (+ n 4)) ";\n" (indent n))
         otherwise (str "else" (block otherwise n)))
       "fi"))

(defn- test-text [[tag a b c] inside]
  (case tag
    :and    (str (test-text a :and) " && " (test-text b :and))
    :or     (let [text (str (test-text a :or) " || " (test-text b :or))] (if (#{:and :not} inside) (str "( " text " )") text))
    :not    (str "! " (if (= :and (first a)) (str "( " (test-text a :not) " )") (test-text a :not)))
    :unary  (str a " " b)
    :binary (str b " " a " " c)))

(defn- expression-text [e] (let [e (str/triml e)] (if (= e "") "1" e)))

(defn- case-item [[patterns body end] n]
  (str "\n" (indent (+ n 4)) (str/join " | " patterns) ")\n"
       (when body (str (indent (+ n 8)) (command-text body (+ n 8))))
       (line-end (+ n 4)) end))

(defn- group-text [c n] (str "{ \n" (indent (+ n 4)) (command-text c (+ n 4)) (line-end n) "}"))

(defn- definition-text [[_ name [tag body redirections :as c]] n]
  (str (when (or (pos? n) (reserved-word? name)) "function ") name " () \n" (indent n)
       (if (= tag :group)
         (with-redirections (group-text body n) redirections)
         (group-text c n))))

(defn- command-text
  "The text of a command at column n."
  [[tag a b c d e :as command] n]
  (case tag
    :simple     (str/join " " (concat (map assignment-text a) (map word-text b) (map redirection-text c)))
    :pipe       (str/join " | " (map #(command-text % n) a))
    :not        (str "! " (command-text a n))
    :time       (str "time " (when b "-p ") (when a (command-text a n)))
    :and        (str (command-text a n) " && " (command-text b n))
    :or         (str (command-text a n) " || " (command-text b n))
    :seq        (sequence-text a n)
    :bg         (str (command-text a n) " &")
    :subshell   (with-redirections (let [text (command-text a n)] (str "( " text (when-let [docs (documents)] docs) " )")) b)
    :group      (with-redirections (group-text a n) b)
    :if         (with-redirections (if-text a b n) c)
    (:while :until) (with-redirections (str (name tag) " " (head a n "do") (block b n) "done") c)
    (:for :select) (with-redirections
                     (str (name tag) " " a " in " (if b (str/join " " (map word-text b)) "\"$@\"") ";\n" (indent n) "do" (block c n) "done")
                     d)
    :for-arith  (with-redirections
                  (str "for ((" (str/join "; " (map (comp expression-text first) [a b c])) "))\n" (indent n) "do" (block d n) "done")
                  e)
    :case       (with-redirections (str "case " a " in " (apply str (map #(case-item % n) b)) "\n" (indent n) "esac") c)
    :function   (definition-text command n)
    :test       (with-redirections (str "[[ " (test-text a nil) " ]]") b)
    :arithmetic (with-redirections (str "((" a "))") c)))

(defn- definition
  "The definition that a text is, as data, or nil."
  [text posix? groups?]
  (try (let [[c & more] (prim/parse-written text posix? groups?)]
         (when (and (= :function (first c)) (not more)) c))
       (catch [Exception Error] _ nil)))

(defn function-text
  "Returns the text of a function's definition laid out, or the text as it is when it cannot be read."
  [text posix?]
  (if-let [c (or (definition text posix? false) (definition text posix? true))]
    (binding [*here* (volatile! [])]
      (let [laid-out (definition-text c 0)]
        (str laid-out (documents))))
    text))
