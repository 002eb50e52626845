;; SPDX-License-Identifier: MIT
(ns cljsh.sh.place
  "Where in the text of commands its end is: for completion, so that the text may be cut off anywhere."
  {:added "1.0"}
  (:require [clojure.string :as str]))

;; --- quoting ------------------------------------------------------------------

(defn unquoted
  "Returns what a word that may be cut off says: its :value without quotes, and the :quote that is open at its end, or nil."
  {:added "1.0"}
  [raw]
  (loop [i 0, quote nil, value []]
    (if (>= i (count raw))
      {:value (apply str value) :quote quote}
      (let [c (str (nth raw i)), following (when (< (inc i) (count raw)) (str (nth raw (inc i))))]
        (cond
          (and (= c "\\") (not= quote "'"))
          (cond (nil? following)                                               (recur (inc i) quote value)
                (and quote (not (contains? #{"$" "`" "\"" "\\"} following))) (recur (+ i 2) quote (conj value c following))
                :else                                                          (recur (+ i 2) quote (conj value following)))
          (= c quote)                                                          (recur (inc i) nil value)
          (and (nil? quote) (contains? #{"'" "\""} c))                       (recur (inc i) c value)
          :else                                                                (recur (inc i) quote (conj value c)))))))

;; --- commands -------------------------------------------------------------------

;; What is read is a stack of commands: those in $( ), ( ) and ` ` lie above
;; the one they stand in. A command has :words, those that have ended, :start
;; where the word begins that has not, :expects what that one is.

(def ^:private opens-command
  "Reserved words and commands behind which a command stands."
  #{"if" "then" "else" "elif" "do" "while" "until" "!" "{" "time" "sudo" "doas" "nohup" "exec" "command" "builtin"
    "env" "xargs" "nice" "setsid" "eval" "watch" "strace" "stdbuf"})

(def ^:private ends-command #{"fi" "done" "esac" "}"})
(def ^:private assignment #"(?s)[A-Za-z_]\w*(\[[^\]]*\])?\+?=.*")

(defn- fresh [closer] {:closer closer :words [] :start nil :expects :command})

(defn- end-word [{:keys [start expects words] :as command} text end]
  (if-not start
    command
    (let [word    (:value (unquoted (subs text start end)))
          command (assoc command :start nil)]
      (cond
        (= expects :redirect)                                        (assoc command :expects (if (seq words) :argument :command))
        (and (= expects :command) (re-matches assignment word))      command
        (and (= expects :command) (opens-command word))              (assoc command :opened true)
        (and (= expects :command) (:opened command) (str/starts-with? word "-")) command ; sudo -E
        (and (= expects :command) (ends-command word))               (assoc command :expects :argument :words [word])
        :else (assoc command :expects :argument :words (conj words word))))))

(defn- next-command [command] (assoc command :words [] :start nil :expects :command :opened false))

(defn- redirected
  "Returns the command behind the operator of a redirection at i; digits before it are its descriptor."
  [{:keys [start] :as command} text i]
  (assoc (if (and start (re-matches #"\d+" (subs text start i))) (assoc command :start nil) (end-word command text i))
         :expects :redirect))

(defn- close-of
  "Returns the index behind the quote that ends at or after i; nil when it does not."
  [text i quote]
  (loop [i i]
    (cond (>= i (count text))                               nil
          (and (= quote "\"") (= "\\" (str (nth text i)))) (recur (+ i 2))
          (= quote (str (nth text i)))                      (inc i)
          :else                                             (recur (inc i)))))

(defn- form-end
  "Returns the index behind the form of Clojure whose parenthesis is at i; nil when it is not closed."
  [text i]
  (loop [i i, depth 0]
    (when (< i (count text))
      (let [c (str (nth text i))]
        (cond (= c "\\")                        (recur (+ i 2) depth)
              (= c "\"")                        (when-let [i (close-of text (inc i) "\"")] (recur i depth))
              (contains? #{"(" "[" "{"} c)     (recur (inc i) (inc depth))
              (contains? #{")" "]" "}"} c)     (if (= depth 1) (inc i) (recur (inc i) (dec depth)))
              :else                             (recur (inc i) depth))))))

(defn- begin [command i] (if (:start command) command (assoc command :start i)))

(declare in-quotes)

(defn- step
  "Returns [stack i] behind what stands at i, or what the end of the text is, when that lies in there."
  [stack text i]
  (let [c     (str (nth text i))
        two   (subs text i (min (count text) (+ i 2)))
        top   (peek stack)
        put   (fn [command] (conj (pop stack) command))
        ended #(end-word top text i)]
    (cond
      (contains? #{" " "\t"} c)                          [(put (ended)) (inc i)]
      (= c "\\")                                          [(put (begin top i)) (+ i 2)]
      (and (= c "#") (nil? (:start top)))                 (if-let [n (str/index-of text "\n" i)] [stack n] :none)
      (= c "'")                                           (if-let [n (close-of text (inc i) "'")] [(put (begin top i)) n] [(put (begin top i)) (count text)])
      (= c "\"")                                          (in-quotes (put (begin top i)) text (inc i))
      (contains? #{"$(" "<(" ">("} two)                  [(conj (put (begin top i)) (fresh ")")) (+ i 2)]
      (= two "${")                                        (if-let [n (str/index-of text "}" i)] [(put (begin top i)) (inc n)] {:kind :variable :start (+ i 2) :closes "}"})
      (= c "$")                                           (let [n (count (re-find #"^\w*" (subs text (inc i))))]
                                                            (if (and (= (+ i 1 n) (count text)) (or (pos? n) (= c "$")))
                                                              {:kind :variable :start (inc i)}
                                                              [(put (begin top i)) (+ i 1 n)]))
      (= two "~(")                                        (if-let [n (form-end text (inc i))] [(put (begin top i)) n] {:kind :clojure :start (inc i)})
      (= c "`")                                           (if (= "`" (:closer top)) [(pop stack) (inc i)] [(conj (put (begin top i)) (fresh "`")) (inc i)])
      (= c "(")                                           [(conj (put (ended)) (fresh ")")) (inc i)]
      (= c ")")                                           [(if (and (= ")" (:closer top)) (next stack)) (pop stack) (put (next-command (ended)))) (inc i)]
      (contains? #{"&>" ">&" "<&" ">|"} two)             [(put (redirected top text i)) (+ i 2)]
      (contains? #{";" "&" "|" "\n"} c)                  [(put (next-command (ended))) (inc i)]
      (contains? #{"<" ">"} c)                           [(put (redirected top text i)) (inc i)]
      :else                                               [(put (begin top i)) (inc i)])))

(defn- in-quotes
  "As step, behind a double quote."
  [stack text i]
  (loop [i i]
    (if (>= i (count text))
      [stack i]
      (let [c (str (nth text i)), two (subs text i (min (count text) (+ i 2)))]
        (cond
          (= c "\\") (recur (+ i 2))
          (= c "\"") [stack (inc i)]
          (= two "$(") [(conj stack (assoc (fresh ")") :quoted true)) (+ i 2)]
          (= two "${") (if-let [n (str/index-of text "}" i)] (recur (inc n)) {:kind :variable :start (+ i 2) :closes "}"})
          (= c "$")    (let [n (count (re-find #"^\w*" (subs text (inc i))))]
                         (if (and (pos? n) (= (+ i 1 n) (count text))) {:kind :variable :start (inc i)} (recur (+ i 1 n))))
          :else        (recur (inc i)))))))

(defn- result [stack text]
  (let [{:keys [start expects words]} (peek stack)
        start (or start (count text))
        raw   (subs text start)
        {:keys [value quote]} (unquoted raw)]
    {:kind expects :start start :raw raw :word value :quote quote :words words}))

(defn at-end
  "Returns what stands at the end of a text: a map of :kind (:command, :argument, :redirect, :variable, :clojure or
  :none), :start of the word, :raw and :word, the word as it was typed and as it is meant, the :quote that is open in
  it, and :words, those of its command that stand before it."
  {:added "1.0"}
  [text]
  (loop [stack [(fresh nil)], i 0]
    (if (>= i (count text))
      (result stack text)
      (let [next (step stack text i)]
        (cond
          (= next :none) {:kind :none}
          (map? next)    (let [raw (subs text (:start next))] (assoc next :raw raw :word raw :words []))
          (and (:quoted (peek stack)) (< (count (first next)) (count stack)))
          (let [back (in-quotes (first next) text (second next))]
            (if (map? back) (let [raw (subs text (:start back))] (assoc back :raw raw :word raw :words [])) (recur (first back) (second back))))
          :else          (recur (first next) (second next)))))))
