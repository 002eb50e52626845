;; SPDX-License-Identifier: MIT
(ns clojure.pprint.cl-format
  "Common Lisp's format: text with directives such as ~d and ~{...~}.

  A format string is parsed into a vector of strings and directives.  A
  directive is a map of :char (lower case), :params, :colon, :at, and for those
  with a closing partner :clauses (vectors of strings and directives) and
  :closing, the partner.  Running one reads arguments from a navigator, a map of
  :args, a vector, and :position, a volatile."
  (:require [clojure.pprint.floats :as floats]
            [clojure.pprint.numerals :as numerals]
            [clojure.string :as str]
            [io]))

;;; Parsing

(defn- fail
  [message]
  (throw (IllegalArgumentException. (str "cl-format: " message))))

(defn- parse-param
  "[param index] for the parameter at an index of the format string; the param is nil when there is none."
  [s i]
  (let [c (nth s i nil)]
    (cond
      (nil? c) (fail "the string ends inside a directive")
      (= \' c) [(nth s (inc i)) (+ i 2)]
      (#{\v \V} c) [:argument (inc i)]
      (= \# c) [:remaining (inc i)]
      :else (let [digits (re-find #"^[+-]?\d+" (subs s i))]
              (if digits
                [(parse-long digits) (+ i (count digits))]
                [nil i])))))

(defn- parse-directive
  "[directive index] for what follows a ~ at index i."
  [s i]
  (loop [i i, params []]
    (let [[param i] (parse-param s i)]
      (if (= \, (nth s i nil))
        (recur (inc i) (conj params param))
        (loop [i i, flags #{}]
          (let [c (nth s i nil)]
            (cond
              (nil? c) (fail "the string ends inside a directive")
              (#{\: \@} c) (recur (inc i) (conj flags c))
              :else [{:char (first (str/lower-case (str c)))
                      :params (if (nil? param) params (conj params param))
                      :colon (contains? flags \:)
                      :at (contains? flags \@)}
                     (inc i)])))))))

(defn- tokens
  "The strings and directives of a format string, in order."
  [s]
  (loop [i 0, out []]
    (let [tilde (str/index-of s "~" i)]
      (if (nil? tilde)
        (if (< i (count s)) (conj out (subs s i)) out)
        (let [out (if (< i tilde) (conj out (subs s i tilde)) out)
              [directive after] (parse-directive s (inc tilde))]
          (if (= \newline (:char directive))
            ;; ~ and a newline: the blanks that begin the next line don't count.
            (let [blanks (count (re-find #"^[ \t]*" (subs s after)))]
              (recur (if (:colon directive) after (+ after blanks))
                     (if (:at directive) (conj out "\n") out)))
            (recur after (conj out directive))))))))

(def ^:private partners {\( \), \[ \], \{ \}, \< \>})

(defn- nest
  "[nodes rest closing]: the nodes up to one of the closing characters, nested."
  [tokens closers]
  (loop [tokens tokens, nodes []]
    (let [[token & more] tokens
          c (:char token)]
      (cond
        (empty? tokens) (if closers
                          (fail (str "no ~" (first (remove #{\;} closers))))
                          [nodes nil nil])
        (and c (contains? closers c)) [nodes more token]
        (partners c)
        (let [[directive more]
              (loop [clauses [], separators [], more more]
                (let [[clause more closing] (nest more (if (#{\[ \<} c) #{\; (partners c)} #{(partners c)}))]
                  (if (= \; (:char closing))
                    (recur (conj clauses clause) (conj separators closing) more)
                    [(assoc token :clauses (conj clauses clause) :separators separators :closing closing)
                     more])))]
          (recur more (conj nodes directive)))
        (#{\) \] \} \> \;} c) (fail (str "~" c " without its beginning"))
        :else (recur more (conj nodes token))))))

(defn parse
  "Returns the nodes of a format string, which may be parsed already."
  [format-in]
  (if (string? format-in)
    (first (nest (tokens format-in) nil))
    format-in))

(defn pretty?
  "Do nodes of a format string have logical blocks, or places where a line may end?"
  [nodes]
  (boolean (some (fn [{:keys [char closing clauses]}]
                   (or (#{\_ \i} char) (and (= \< char) (:colon closing)) (some pretty? clauses)))
                 (remove string? nodes))))

;;; Arguments

(defn- navigator
  [args]
  {:args (vec args), :position (volatile! 0)})

(defn- remaining
  [{:keys [args position]}]
  (- (count args) @position))

(defn- next-arg
  [{:keys [args position] :as nav}]
  (when-not (pos? (remaining nav))
    (fail "not enough arguments for the format string"))
  (let [arg (nth args @position)]
    (vswap! position inc)
    arg))

(defn- move
  "Moves to an argument."
  [{:keys [args position]} to]
  (when (neg? to)
    (fail "there is no such argument"))
  (vreset! position (min to (count args))))

(defn- param-values
  "The parameters of a directive, those given by arguments looked up."
  [params nav]
  (mapv (fn [param]
          (case param
            :argument (next-arg nav)
            :remaining (remaining nav)
            param))
        params))

(defn- param
  [params i default]
  (let [value (nth params i nil)]
    (if (nil? value) default value)))

;;; Text

(defn- column
  "How many characters of the line are written."
  []
  (let [text (if (py/hasattr *out* "getvalue") (.getvalue *out*) "")
        newline-at (str/last-index-of text "\n")]
    (if newline-at (- (count text) newline-at 1) (count text))))

(defn- repeated
  [n c]
  (apply str (repeat n c)))

(defn- print-padded
  "~A and ~S: text and padding up to mincol, in steps of colinc, at least minpad."
  [text params left?]
  (let [mincol (param params 0 0)
        colinc (param params 1 1)
        minpad (param params 2 0)
        missing (- mincol (count text) minpad)
        pad (+ minpad (if (pos? missing) (* colinc (quot (+ missing (dec colinc)) colinc)) 0))
        padding (repeated pad (param params 3 \space))]
    (print (if left? (str padding text) (str text padding)))))

(defn- capitalize-words
  [s]
  (str/replace (str/lower-case s) #"[\p{L}\p{N}]+" str/capitalize))

(defn- convert-case
  [{:keys [colon at]} s]
  (cond
    (and colon at) (str/upper-case s)
    colon (capitalize-words s)
    at (let [lower (str/lower-case s)]
         (str/replace-first lower #"\p{L}" str/upper-case))
    :else (str/lower-case s)))

;;; Numbers

(defn- grouped
  "Digits with a separator between every group, counted from the right."
  [digits separator size]
  (->> (reverse digits)
       (partition-all size)
       (map #(apply str (reverse %)))
       reverse
       (str/join separator)))

(defn- print-integer
  "~D ~B ~O ~X and ~nR; a decimal is cut off at its point, what else is no whole number is printed as by ~A."
  [n base params {:keys [colon at]}]
  (if (or (integer? n) (decimal? n) (and (float? n) (.is_integer n)))
    (let [n      (bigint n)
          digits (numerals/in-base (abs n) base)
          text (str (cond (neg? n) "-" at "+")
                    (if colon (grouped digits (param params 2 \,) (param params 3 3)) digits))]
      (print (str (repeated (- (param params 0 0) (count text)) (param params 1 \space)) text)))
    (print-padded (print-str n) [(param params 0 0) 1 0 (param params 1 \space)] true)))

(defn- print-radix
  [n params {:keys [colon at] :as directive}]
  (if-let [base (param params 0 nil)]
    (print-integer n base (subvec params 1) directive)
    (print (cond
             (and at (not (number? n))) (print-str n)
             (and at colon) (numerals/old-roman n)
             at (numerals/roman n)
             colon (numerals/ordinal n)
             :else (numerals/cardinal n)))))

(defn- float-options
  "The parameters of ~F ~E ~G by name, and the flag."
  [ks params {:keys [at]}]
  (into {:at at} (map-indexed (fn [i k] [k (param params i nil)]) ks)))

(defn- print-float
  "~F ~E ~G, by a function of clojure.pprint.floats."
  [f ks x params directive]
  (when-not (number? x)
    (throw (ClassCastException. (str "cl-format: ~" (:char directive) " needs a number, not " (cljsh.core/show x)))))
  (if (and (float? x) (or (infinite? x) (NaN? x)))
    (print-padded (py/str x) [(param params 0 0)] true)
    (print (f x (float-options ks params directive)))))

(defn- print-money
  "~d,n,w,pad$."
  [x params {:keys [colon at]}]
  (let [d (param params 0 2)
        [_ whole fraction] (re-matches #"(\d+)(\.\d+)?" (format (str "%." d "f") (double (abs x))))
        whole (str (repeated (- (param params 1 1) (count whole)) \0) whole)
        sign (cond (neg? x) "-" at "+" :else "")
        room (- (param params 2 0) (count sign) (count whole) (count (str fraction)))
        padding (repeated room (param params 3 \space))]
    (print (if colon
             (str sign padding whole fraction)
             (str padding sign whole fraction)))))

(def ^:private character-names
  {\newline "Newline", \space "Space", \tab "Tab", \return "Return", \backspace "Backspace"})

(defn- print-character
  [c {:keys [colon at]}]
  (when-not (char? c)
    (throw (ClassCastException. (str "cl-format: ~c needs a character, not " (cljsh.core/show c)))))
  (let [code (int c)]
    (print (cond
             at                      (str "\\" (or (char-name-string c) c))
             (not colon)             (str c)
             (character-names c)     (character-names c)
             (or (< code 32) (= code 127)) (str "Control-" (char (bit-xor code 64)))
             :else                   (str c)))))

;;; Running

(declare run)

(defn- text-of
  "What the nodes print."
  [nodes nav]
  (let [out (io/StringIO)]
    [(binding [*out* out] (run nodes nav)) (.getvalue out)]))

(defn- run-conditional
  "~[...~]: a clause chosen by an argument."
  [{:keys [clauses separators colon at]} params nav]
  (cond
    at (when (next-arg nav)
         (vswap! (:position nav) dec)
         (run (first clauses) nav))
    colon (run (if (next-arg nav) (second clauses) (first clauses)) nav)
    :else (let [n (or (param params 0 nil) (next-arg nav))
                default? (:colon (peek separators))
                clause (cond
                         (and (<= 0 n) (< n (count clauses))) (nth clauses n)
                         default? (peek clauses))]
            (when clause
              (run clause nav)))))

(defn- run-iteration
  "~{...~}: the body for the elements of a list, or for the arguments."
  [{:keys [clauses closing colon at]} params nav]
  (let [limit (param params 0 ##Inf)
        body (if (= [[]] clauses)
               (parse (next-arg nav))
               (first clauses))
        source (if at nav (navigator (next-arg nav)))]
    (loop [n 0]
      (when (and (< n limit)
                 (or (pos? (remaining source))
                     (and (zero? n) (:colon closing))))
        (let [up (if colon
                   ;; Every element is a list of arguments of its own.
                   (let [up (run body (assoc (navigator (if (pos? (remaining source)) (next-arg source) []))
                                             :more? (pos? (remaining source))))]
                     (when (= :out up) up))
                   (run body source))]
          (when-not up
            (recur (inc n))))))
    nil))

(defn- run-justification
  "~mincol,colinc,minpad,padchar<...~>: segments spread over a width.
  A first clause that ends in ~n,width:; is what begins a new line, for when
  the segments and n characters more do not fit."
  [{:keys [clauses separators colon at]} params nav]
  (let [overflow? (:colon (first separators))
        [line-break] (when overflow?
                       [(second (text-of (first clauses) nav))])
        [spare line-width] (when overflow?
                             (let [own (param-values (:params (first separators)) nav)]
                               [(param own 0 0) (param own 1 72)]))
        clauses (if overflow? (rest clauses) clauses)
        segments (loop [clauses clauses, texts []]
                   (if (empty? clauses)
                     texts
                     (let [[up text] (text-of (first clauses) nav)]
                       (if up texts (recur (rest clauses) (conj texts text))))))
        mincol (param params 0 0)
        colinc (param params 1 1)
        minpad (param params 2 0)
        pad (param params 3 \space)
        n (count segments)
        gaps (max 1 (+ (dec n) (if colon 1 0) (if at 1 0)))
        before? (or colon (and (= n 1) (not at)))
        used (+ (reduce + (map count segments)) (* minpad gaps))
        width (if (<= used mincol)
                mincol
                (+ mincol (* colinc (quot (+ (- used mincol) (dec colinc)) colinc))))
        room (- width (reduce + (map count segments)))
        sizes (map (fn [i] (+ (quot room gaps) (if (< i (rem room gaps)) 1 0))) (range gaps))
        paddings (map #(repeated % pad) sizes)]
    (when (and overflow? (> (+ (column) width spare) line-width))
      (print line-break))
    (print (str/join (if before?
                       (concat (interleave paddings segments)
                               (drop (min n gaps) paddings)
                               (drop gaps segments))
                       (concat (interleave segments (concat paddings (repeat "")))))))))

(def ^:dynamic *pretty*
  "Functions of clojure.pprint by name: they are not there yet when this is loaded."
  {})

(defn- run-block
  "~<...~:>: a logical block over a list of arguments."
  [{:keys [clauses separators colon]} nav]
  (let [literal (fn [nodes] (apply str (filter string? nodes)))
        [prefix body suffix] (case (count clauses)
                               1 [nil (first clauses) nil]
                               2 [(literal (first clauses)) (second clauses) nil]
                               [(literal (first clauses)) (second clauses) (literal (nth clauses 2))])
        source (navigator (next-arg nav))
        per-line? (:at (first separators))]
    ((:block *pretty*) {(if per-line? :per-line-prefix :prefix) (or prefix (when colon "("))
                        :suffix (or suffix (when colon ")"))}
                       (fn [] (run body source)))
    nil))

(defn- escape?
  "Does ~^ end what it is in?"
  [params {:keys [colon]} nav]
  (let [[a b c] params]
    (cond
      c (<= a b c)
      b (= a b)
      a (zero? a)
      colon (false? (:more? nav))
      :else (zero? (remaining nav)))))

(defn- tabulate
  [params {:keys [at]}]
  (let [colnum (param params 0 1)
        colinc (param params 1 1)
        here (column)]
    (print (repeated (if at
                       (let [to (+ here colnum)]
                         (+ colnum (if (pos? colinc) (mod (- colinc (mod to colinc)) colinc) 0)))
                       (cond
                         (< here colnum) (- colnum here)
                         (pos? colinc) (- colinc (mod (- here colnum) colinc))
                         :else 0))
                     \space))))

(defn- run-directive
  "Runs a directive; the result is :up or :out when ~^ ends what is around it, else nil."
  [{:keys [char colon at clauses closing] :as directive} nav]
  (if (and (= char \?))
    (if at
      (run (parse (next-arg nav)) nav)
      (let [nodes (parse (next-arg nav))]
        (run nodes (navigator (next-arg nav)))
        nil))
    (let [params (param-values (:params directive) nav)]
      (case char
        \a (do (print-padded (let [x (next-arg nav)] (or ((:number *pretty*) x) (print-str x))) params at) nil)
        \s (do (print-padded (let [x (next-arg nav)] (or ((:number *pretty*) x) (pr-str x))) params at) nil)
        \d (do (print-integer (next-arg nav) 10 params directive) nil)
        \b (do (print-integer (next-arg nav) 2 params directive) nil)
        \o (do (print-integer (next-arg nav) 8 params directive) nil)
        \x (do (print-integer (next-arg nav) 16 params directive) nil)
        \r (do (print-radix (next-arg nav) params directive) nil)
        \f (do (print-float floats/fixed [:w :d :k :overflow :pad] (next-arg nav) params directive) nil)
        \e (do (print-float floats/exponential [:w :d :e :k :overflow :pad :expchar] (next-arg nav) params directive) nil)
        \g (do (print-float floats/general [:w :d :e :k :overflow :pad :expchar] (next-arg nav) params directive) nil)
        \$ (do (print-money (next-arg nav) params directive) nil)
        \c (do (print-character (next-arg nav) directive) nil)
        \p (do (when colon (move nav (dec @(:position nav))))
               (let [one? (= 1 (next-arg nav))]
                 (print (if at (if one? "y" "ies") (if one? "" "s"))))
               nil)
        \w (do ((:write *pretty*) (next-arg nav)) nil)
        \% (do (print (repeated (param params 0 1) \newline)) nil)
        \& (let [n (param params 0 1)]
             (when (pos? n)
               (print (repeated (if (zero? (column)) (dec n) n) \newline)))
             nil)
        \| (do (print (repeated (param params 0 1) \formfeed)) nil)
        \~ (do (print (repeated (param params 0 1) \~)) nil)
        \t (do (tabulate params directive) nil)
        \* (do (move nav (cond
                           at (param params 0 0)
                           colon (- @(:position nav) (param params 0 1))
                           :else (+ @(:position nav) (param params 0 1))))
               nil)
        \_ (do ((:newline *pretty*) (cond (and colon at) :mandatory colon :fill at :miser :else :linear)) nil)
        \i (do ((:indent *pretty*) (if colon :current :block) (param params 0 0)) nil)
        \^ (when (escape? params directive nav) (if colon :out :up))
        \( (let [[up text] (text-of (first clauses) nav)]
             (print (convert-case directive text))
             up)
        \[ (run-conditional directive params nav)
        \{ (run-iteration directive params nav)
        \< (if (:colon closing)
             (run-block directive nav)
             (do (run-justification directive params nav) nil))
        (fail (str "unknown directive ~" char))))))

(defn run
  "Runs nodes with arguments; the result is true when ~^ ended them."
  [nodes nav]
  (reduce (fn [_ node]
            (if (string? node)
              (do (print node) nil)
              (when-let [up (run-directive node nav)]
                (reduced up))))
          nil nodes))

(defn run-with
  "Runs a format string, or what parse made of it, with a seq of arguments."
  [format-in args]
  (run (parse format-in) (navigator args))
  nil)
