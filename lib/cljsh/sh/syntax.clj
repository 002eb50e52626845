;; SPDX-License-Identifier: MIT
(ns cljsh.sh.syntax
  "The command language as data: parse reads it, unparse writes it.

  The data is described in the program's source, cljsh/language/syntax.h: a
  word is a string, or a vector of parts when something in it is quoted or
  expanded; a command is a vector that begins with a keyword."
  (:require [clojure.string :as str]
            [cljsh.sh.prim :as prim]))

(defn parse
  "Returns a vector of the complete commands of a text, as data.
  Options: :file, the name that messages show; :posix true, what has a meaning in POSIX has that one, as {a,b};
  :aliases, a map of names to texts. Text that is not the command language is a ReaderError with its place."
  [text & {:keys [file posix aliases] :or {file "sh"}}]
  (prim/parse-all text file (boolean posix) aliases))

;; --- words -----------------------------------------------------------------------

(defn- single-quoted [s]
  (if (re-find #"[\x00-\x08\x0b-\x1f\x7f]" s)
    (str "$'" (str/replace s #"[\\'\x00-\x1f\x7f]"
                           (fn [c] (case c "\n" "\\n" "\t" "\\t" "\\" "\\\\" "'" "\\'" (str "\\" (py/format (py/ord c) "03o"))))) "'")
    (str "'" (str/replace s "'" "'\\''") "'")))

(declare command-text word-text part-text parts-text)

(def ^:private ^:dynamic *one-line*
  "Is all to be on one line, without what here-documents hold?"
  false)

(def ^:private ^:dynamic *here*
  "A volatile: the texts of here-documents that follow the line being written."
  nil)

(defn- in-double-quotes [s] (str/replace s #"[\\\"$`]" "\\\\$0"))

(defn- param-text [[_ n op w w2 index indirect] dq?]
  (let [n    (str (when indirect "!") n (when index (str "[" (word-text index) "]")))
        word #(when % (word-text % (if dq? :dq-braced :braced)))
        pat  #(when % (word-text % :braced))]
    (case op
      nil                 (str "${" n "}")
      "len"               (str "${#" n "}")
      ("indirect" "keys") (str "${!" n "}")
      "names"             (str "${!" n w "}")
      ("#" "##" "%" "%%" "^" "^^" "," ",," "~" "~~") (str "${" n op (pat w) "}")
      ("/" "//" "/#" "/%") (str "${" n op (pat w) (when w2 (str "/" (pat w2))) "}")
      ":"                 (str "${" n ":" (pat w) (when w2 (str ":" (pat w2))) "}")
      (str "${" n op (word w) "}"))))

(defn- range-text [[_ from to step width]]
  (let [end #(if (pos? width) (let [s (str (abs %))] (str (when (neg? %) "-") (apply str (repeat (- width (count s) (if (neg? %) 1 0)) "0")) s)) %)]
    (str "{" (end from) ".." (end to) (when (not= 1 step) (str ".." step)) "}")))

(defn- commands-text
  "Commands in parentheses, with the here-documents that they have."
  [open c]
  (let [outer @*here*]
    (vreset! *here* [])
    (let [text (command-text c)]
      (str open (when (str/starts-with? text "(") " ") text
           (let [docs @*here*] (vreset! *here* outer) (when (and (seq docs) (not *one-line*)) (apply str "\n" docs))) ")"))))

(defn- in-arithmetic
  "A text as it is written in arithmetic, where a backslash is what keeps a character; also; more of those that need one."
  [s also]
  (let [balanced? (= 0 (reduce (fn [depth c] (case c "(" (inc depth) ")" (if (pos? depth) (dec depth) (reduced -1)) depth)) 0 (map str s)))]
    (str/replace s (re-pattern (str "[\\\\$`\"'" also (when-not balanced? "()") "]")) "\\\\$0")))

(defn- part-text
  "A part of a word; where: nil, :dq in double quotes, :braced in ${…}, :dq-braced both."
  [part where]
  (if (string? part)
    (case where
      :dq              (in-double-quotes part)
      :dq-braced       (str/replace (in-double-quotes part) "}" "\\}")
      :arith           (in-arithmetic part "")
      :for-arith       (in-arithmetic part ";")
      part)
    (let [[tag a b] part]
      (case tag
        :q     (if (= where :dq-braced) (str "\"" (in-double-quotes a) "\"") (single-quoted a)) ; where ' is no quote
        :dq    (str "\"" (parts-text (rest part) :dq) "\"")
        :var   (str "${" a "}")
        :param (param-text part (boolean (#{:dq :dq-braced} where)))
        :cmd   (commands-text "$(" a)
        :arith (str "$((" (word-text a :arith) "))")
        :proc  (commands-text (str a "(") b)
        :clj   (if (= a ()) "~(,)" (str "~" (pr-str a))) ; NAME~() would be a function's name
        :brace (str "{" (str/join "," (map word-text a)) "}")
        :range (range-text part)
        :bad   a
        :array (str "(" (str/join " " (map (fn [[i append? w]] (str (when i (str "[" (word-text i) "]" (when append? "+") "=")) (word-text w))) a)) ")")
        :assignment (let [[n index append? w] a] (str n (when index (str "[" (word-text index) "]")) (when append? "+") "=" (word-text w)))))))

(defn- parts-text
  "Parts one behind the other: of a variable the braces only where what follows would be read as more of its name."
  [parts where]
  (apply str
         (map (fn [part following]
                (if (and (vector? part) (= :var (first part))
                         (re-matches #"[A-Za-z_]\w*|[0-9@*#?$!-]" (second part))
                         (not (if (string? following)
                                (re-find #"^[\w\[]" following)
                                (and (#{:brace :range} (first following)) (= 2 (count part))))))
                  (str "$" (second part))
                  (part-text part where)))
              parts (concat (rest parts) [nil]))))

(defn- dollars-quoted
  "Parts in which no $ stands before another part, with which it would be read."
  [parts]
  (let [bare? #(and (string? %) (str/ends-with? % "$"))]
    (loop [done [], [part & [next :as more]] parts]
      (cond
        (nil? part)                 done
        (not (and next (bare? part))) (recur (conj done part) more)
        :else
        (let [before  (subs part 0 (dec (count part)))
              done    (if (= before "") done (conj done before))
              quoted? #(and (vector? %) (= :q (first %)))
              after?  (quoted? next)
              dollar  (str "$" (when after? (second next)))]
          ;; Quoted pieces side by side are read as one.
          (recur (if (quoted? (peek done)) (conj (pop done) [:q (str (second (peek done)) dollar)]) (conj done [:q dollar]))
                 (if after? (rest more) more)))))))

(defn- word-text
  ([word] (word-text word nil))
  ([word where]
   (cond
     (string? word)        (part-text word (when-not (= where :dq) where))
     (keyword? (first word)) (part-text word where)
     :else                 (parts-text (dollars-quoted word) where))))

;; --- commands -----------------------------------------------------------------------

(defn- newline-text
  "The end of a line, and the here-documents that it brings; on-one-line: what stands in its place."
  ([] (newline-text "; "))
  ([on-one-line]
   (if *one-line*
     on-one-line
     (let [docs @*here*]
       (vreset! *here* [])
       (apply str "\n" docs)))))

(defn- delimiter-for
  "A word that is no line of the text."
  [text]
  (let [lines (set (str/split-lines text))]
    (first (remove lines (cons "EOF" (map #(str "EOF" %) (range)))))))

(defn- here-text [word]
  (apply str (map #(if (string? %) (str/replace % #"[\\$`]" "\\\\$0") (part-text % :dq)) (if (string? word) [word] word))))

(defn- redirection-text [[op fd word quoted?]]
  (let [fd (cond (nil? fd) "", (string? fd) (str "{" fd "}"), :else (str fd))]
    (if (= op "<<")
      (let [body (if quoted? (second word) (here-text word))
            d    (delimiter-for body)]
        (vswap! *here* conj (str body (when-not (or (= body "") (str/ends-with? body "\n")) "\n") d "\n"))
        (str fd "<<" (if quoted? (str "'" d "'") d)))
      (let [w (word-text word)]
        (str fd op (when (re-find #"^[<>&(]" w) " ") w)))))

(defn- assignment-text [a] (part-text [:assignment a] nil))

(defn- with-redirections [text redirections]
  (str/join " " (cons text (map redirection-text redirections))))

(declare test-text)

(defn- list-text
  "Commands one behind the other; end: what follows one that has no &."
  [commands end]
  (apply str (map-indexed (fn [i c]
                            (str (when (pos? i) (if (= :bg (first (nth commands (dec i)))) " " (end)))
                                 (command-text c)))
                          commands)))

(defn- block
  "A command on lines of its own; parts: what stands around it where there is one line."
  ([c] (block c [" " "; "]))
  ([[tag commands :as c] [before after]]
   (let [ended? (= :bg (first (if (= tag :seq) (peek commands) c)))]
     (str (newline-text before)
          (if (= tag :seq) (list-text commands newline-text) (command-text c))
          (newline-text (if (and ended? (= after "; ")) " " after))))))

(defn- simple-text [assignments words redirections]
  (let [redirections (map redirection-text redirections)
        reserved?    (and (empty? assignments) (#{"!" "{" "}" "if" "then" "else" "elif" "fi" "do" "done" "case" "esac" "while" "until" "for"
                                                 "select" "function" "time" "[[" "coproc"} (first words)))]
    (str/join " " (concat (when reserved? redirections) ; behind one, a word is not reserved
                          (map assignment-text assignments) (map word-text words)
                          (when-not reserved? redirections)))))

(defn- pipeline-part
  "A command where a list would be read as something else."
  [c]
  (if (#{:seq :bg :and :or} (first c)) (str "{" (block c) "}") (command-text c)))

(def ^:private reserved
  #{"if" "then" "else" "elif" "fi" "do" "done" "case" "esac" "while" "until" "for" "in" "select" "function" "time" "coproc"})

(defn reserved-word?
  "Is this, as a command's first word, part of the language?"
  {:added "1.0"}
  [word]
  (contains? reserved word))

(defn plain-name?
  "Can a function of this name be defined as NAME()? Others are by `function NAME`."
  {:added "1.0"}
  [name]
  (boolean (and (re-matches #"[A-Za-z_][A-Za-z_0-9]*" name) (not (reserved name)))))

(defn command-text
  "The text of a command's data."
  [[tag a b c d e f]]
  (case tag
    :simple     (simple-text a b c)
    :pipe       (str/join " | " (map #(if (#{:not :time} (first %)) (str "{" (block %) "}") (pipeline-part %)) a))
    :not        (str "! " (pipeline-part a))
    :time       (str "time" (when b " -p") (when a (str " " (pipeline-part a))))
    :and        (str (if (#{:seq :bg} (first a)) (pipeline-part a) (command-text a)) " && " (pipeline-part b))
    :or         (str (if (#{:seq :bg} (first a)) (pipeline-part a) (command-text a)) " || " (pipeline-part b))
    :seq        (list-text a (constantly "; "))
    :bg         (str (if (#{:seq :bg} (first a)) (pipeline-part a) (command-text a)) " &")
    :subshell   (with-redirections (str "(" (block a ["" ""]) ")") b)
    :group      (with-redirections (str "{" (block a) "}") b)
    :if         (with-redirections
                  (str (apply str (map-indexed (fn [i [test then]] (str (if (zero? i) "if" "elif") (block test) "then" (block then))) a))
                       (when b (str "else" (block b)))
                       "fi")
                  c)
    (:while :until) (with-redirections (str (name tag) (block a) "do" (block b) "done") c)
    (:for :select) (with-redirections
                  (str (name tag) " " a (when b (apply str " in" (map #(str " " (word-text %)) b))) (newline-text) "do" (block c) "done")
                  d)
    :for-arith  (with-redirections
                  (str "for ((" (str/join ";" (map #(word-text (first %) :for-arith) [a b c])) "))" (newline-text) "do" (block d) "done")
                  e)
    :case       (with-redirections
                  (str "case " (word-text a) " in" (newline-text " ")
                       (apply str (map (fn [[patterns body end]]
                                         (str "(" (str/join " | " (map word-text patterns)) ")" (if body (block body [" " " "]) (newline-text " ")) end (newline-text " ")))
                                       b))
                       "esac")
                  c)
    :function   (str (if (plain-name? a) (str a "() ") (str "function " a " ")) (command-text b))
    :test       (with-redirections (str "[[ " (test-text a) " ]]") b)
    :arithmetic (with-redirections (str "((" (word-text a :arith) "))") c)))

(defn- open-regex?
  "Does a parenthesis of a regular expression's word stay open? A newline ends it then, and no blank."
  [word]
  (pos? (reduce (fn [depth c] (case c \( (inc depth) \) (dec depth) depth))
                0 (apply str (filter string? (if (string? word) [word] word))))))

(defn- test-text [[tag a b c]]
  (case tag
    :and    (str "( " (test-text a) " && " (test-text b) " )")
    :or     (str "( " (test-text a) " || " (test-text b) " )")
    :not    (str "! " (test-text a))
    :unary  (str a " " (word-text b))
    :binary (str (word-text b) " " a " " (word-text c) (when (and (= a "=~") (open-regex? c)) (newline-text " ")))))

(defn unparse
  "Returns text of the command language that parse reads as the same data, but for places.
  x: a command, or a vector of some, as parse returns it."
  [x]
  (binding [*here* (volatile! [])]
    (if (keyword? (first x))
      (str (command-text x) (when (seq @*here*) (newline-text)))
      (apply str (map #(str (command-text %) (newline-text)) x)))))

(defn line-of
  "Returns a command's text on one line, for people: here-documents lack what they hold."
  {:added "1.0"}
  [command]
  (binding [*here* (volatile! []), *one-line* true]
    (command-text command)))
