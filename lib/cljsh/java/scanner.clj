;; SPDX-License-Identifier: MIT
(ns cljsh.java.scanner
  "java.util.Scanner: what stands between delimiters, as words and as numbers."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter-class]]
            [clojure.string :as str]))

(def ^:private whitespace #"\p{javaWhitespace}+")
(def ^:private line-end #"\r\n|[\n\r\u2028\u2029\u0085]")
(def ^:private symbols-of-english {:group "," :point "."})

;; --- what numbers look like ------------------------------------------------------------

(defn- digit-class [radix]
  (str "[0-"
       (char (+ 47 (min radix 10)))
       (when (< 10 radix) (let [last (char (+ 86 radix))] (str "a-" last "A-" (str/upper-case last))))
       "]"))

(defn- numeral [radix {:keys [group]}]
  (let [d (digit-class radix)]
    (str "(?:" d "{1,3}(?:" "\\" group d "{3})+|" d "+)")))

(def ^:private integer-pattern
  (memoize (fn [radix symbols] (re-pattern (str "[-+]?" (numeral radix symbols))))))

(def ^:private decimal-pattern
  (memoize (fn [{:keys [point] :as symbols}]
             (re-pattern (str "[-+]?(?:" (numeral 10 symbols) "(?:\\" point "[0-9]*)?|\\" point
                              "[0-9]+)(?:[eE][-+]?[0-9]+)?")))))

(def ^:private float-pattern
  (memoize (fn [symbols] (re-pattern (str (decimal-pattern symbols) "|[-+]?(?:NaN|Infinity)")))))

(defn- plain-digits
  "A number's text as a program would write it."
  [text {:keys [group point]}]
  (str/replace (str/replace text group "") point "."))

(defn- whole [text radix least greatest]
  (let [n (py/int text radix)]
    (cond
      (<= least n greatest) n
      (< greatest 65536) (throw (NumberFormatException. (str "Value out of range. Value:\"" text "\" Radix:" radix)))
      :else (throw (NumberFormatException. (str "For input string: \"" text "\""
                                                (when (not= radix 10) (str " under radix " radix))))))))

;; --- the scanner ------------------------------------------------------------------------------

(deftype ^:private Found [groups start end]
  Object
  (group [_] (first groups))
  (group [_ n] (nth groups n))
  (groupCount [_] (dec (count groups)))
  (start [_] start)
  (end [_] end)
  (toString [_] (str "Match[" (first groups) "]")))

(defn- found
  "The match of a matcher that has found one."
  [m]
  (let [groups (re-groups m)]
    (Found. (if (vector? groups) groups [groups]) (.start m) (.end m))))

(defn- found-from
  "The first match from an index on, or nil."
  [m at]
  (when (.find m at)
    m))

(defn- pattern-of [x] (if (string? x) (re-pattern x) x))

(deftype Scanner [^:mutable text ^:mutable at ^:mutable source ^:mutable delimiter ^:mutable radix ^:mutable symbols ^:mutable match ^:mutable closed]
  Object
  (more_
    ;; Reads another line; was there one? What was passed is forgotten.
    [_]
    (let [line (if source (.readline source) "")]
      (if (or (nil? line) (= (count line) 0))
        (do (set! source nil) false)
        (do (set! text (str (subs text at) line))
            (set! at 0)
            true))))
  (bounds_
    ;; Passes the delimiter before the next token, and returns where that is, or nil: [start end].
    [this]
    (when closed
      (throw (IllegalStateException. "Scanner closed")))
    (let [size (count text), m (re-matcher delimiter text)
          first-found (found-from m at)
          start (if (and first-found (= at (.start m))) (.end m) at)
          again (fn [] (.more_ this) (.bounds_ this))]
      (cond
        (and source (= start size)) (again)
        (= start size)              nil
        :else
        (let [next-found (if (= start at)
                           (if (and first-found (= start (.end m))) (found-from m (inc start)) first-found)
                           (let [f (found-from m start)] (if (and f (= start (.end m))) (found-from m (inc start)) f)))]
          (cond
            (and next-found (or (< (.start m) size) (nil? source))) [start (.start m)]
            source (again)
            :else  [start size])))))
  (token_
    ;; The next token, where it matches a pattern, as what a function makes of it; it stays.
    [this pattern make]
    (if-let [[start end] (.bounds_ this)]
      (let [token (subs text start end), groups (re-matches pattern token)]
        (when (nil? groups)
          (throw (java.util.InputMismatchException.)))
        (let [value (try (make token) (catch NumberFormatException e (throw (java.util.InputMismatchException. (ex-message e)))))]
          [value end (Found. (if (vector? groups) groups [groups]) start end)]))
      (throw (java.util.NoSuchElementException.))))
  (take_ [this pattern make]
    (let [[value end found] (.token_ this pattern make)]
      (set! at end)
      (set! match found)
      value))
  (has_ [this pattern make]
    (try (.token_ this pattern make) true
      (catch java.util.NoSuchElementException _ false)))
  (whole_ [this radix least greatest]
    (let [own symbols]
      [(integer-pattern radix own) (fn [token] (whole (plain-digits token own) radix least greatest))]))
  (decimal_ [this pattern make]
    (let [own symbols]
      [(pattern own) (fn [token] (make (plain-digits token own)))]))

  (hasNext [this] (some? (.bounds_ this)))
  (hasNext [this pattern] (.has_ this (pattern-of pattern) identity))
  (next [this] (.take_ this #"(?s).*" identity))
  (next [this pattern] (.take_ this (pattern-of pattern) identity))
  (hasNextBoolean [this] (.has_ this #"(?i)true|false" identity))
  (nextBoolean [this] (.take_ this #"(?i)true|false" (fn [token] (= "true" (str/lower-case token)))))
  (hasNextByte [this] (.hasNextByte this radix))
  (hasNextByte [this radix] (let [[p make] (.whole_ this radix -128 127)] (.has_ this p make)))
  (nextByte [this] (.nextByte this radix))
  (nextByte [this radix] (let [[p make] (.whole_ this radix -128 127)] (.take_ this p make)))
  (hasNextShort [this] (.hasNextShort this radix))
  (hasNextShort [this radix] (let [[p make] (.whole_ this radix -32768 32767)] (.has_ this p make)))
  (nextShort [this] (.nextShort this radix))
  (nextShort [this radix] (let [[p make] (.whole_ this radix -32768 32767)] (.take_ this p make)))
  (hasNextInt [this] (.hasNextInt this radix))
  (hasNextInt [this radix] (let [[p make] (.whole_ this radix Integer/MIN_VALUE Integer/MAX_VALUE)] (.has_ this p make)))
  (nextInt [this] (.nextInt this radix))
  (nextInt [this radix] (let [[p make] (.whole_ this radix Integer/MIN_VALUE Integer/MAX_VALUE)] (.take_ this p make)))
  (hasNextLong [this] (.hasNextLong this radix))
  (hasNextLong [this radix] (let [[p make] (.whole_ this radix Long/MIN_VALUE Long/MAX_VALUE)] (.has_ this p make)))
  (nextLong [this] (.nextLong this radix))
  (nextLong [this radix] (let [[p make] (.whole_ this radix Long/MIN_VALUE Long/MAX_VALUE)] (.take_ this p make)))
  (hasNextBigInteger [this] (.hasNextBigInteger this radix))
  (hasNextBigInteger [this radix] (.has_ this (integer-pattern radix symbols) identity))
  (nextBigInteger [this] (.nextBigInteger this radix))
  (nextBigInteger [this radix] (let [own symbols] (.take_ this (integer-pattern radix own) (fn [token] (BigInteger. (plain-digits token own) radix)))))
  (hasNextBigDecimal [this] (.has_ this (decimal-pattern symbols) identity))
  (nextBigDecimal [this] (let [[p make] (.decimal_ this decimal-pattern bigdec)] (.take_ this p make)))
  (hasNextDouble [this] (.has_ this (float-pattern symbols) identity))
  (nextDouble [this] (let [[p make] (.decimal_ this float-pattern (fn [s] (Double/parseDouble s)))] (.take_ this p make)))
  (hasNextFloat [this] (.hasNextDouble this))
  (nextFloat [this] (let [[p make] (.decimal_ this float-pattern (fn [s] (Float/parseFloat s)))] (.take_ this p make)))

  (line_
    ;; Where the next line and what ends it end, or nil.
    [this]
    (when closed
      (throw (IllegalStateException. "Scanner closed")))
    (let [m (re-matcher line-end text)]
      (cond
        (and (found-from m at) (or (nil? source) (< (.end m) (count text)) (not= "\r" (.group m)))) [(.start m) (.end m)]
        (.more_ this)       (.line_ this)
        (= at (count text)) nil
        :else               [(count text) (count text)])))
  (hasNextLine [this] (some? (.line_ this)))
  (nextLine [this]
    (if-let [[end passed] (.line_ this)]
      (let [line (subs text at end)]
        (set! match (Found. [(subs text at passed)] at passed))
        (set! at passed)
        line)
      (throw (java.util.NoSuchElementException. "No line found"))))
  (find_
    ;; The first match before an index, which is passed then; nil if there is none.
    [_ pattern end]
    (let [m (re-matcher (pattern-of pattern) (subs text 0 end))]
      (when (found-from m at)
        (set! match (found m))
        (set! at (.end m))
        (.group m))))
  (findInLine [this pattern] (let [[end] (or (.line_ this) [at])] (.find_ this pattern end)))
  (findWithinHorizon [this pattern horizon]
    (while (and source (or (zero? horizon) (< (- (count text) at) horizon)))
      (.more_ this))
    (.find_ this pattern (if (zero? horizon) (count text) (min (count text) (+ at horizon)))))
  (findAll [this pattern]
    ((requiring-resolve 'cljsh.java.util-stream/stream-of)
     (doall (take-while some? (repeatedly (fn [] (when (.findWithinHorizon this pattern 0) (.match this))))))))
  (skip [this pattern]
    (while source (.more_ this))
    (let [m (re-matcher (pattern-of pattern) text)]
      (when-not (and (found-from m at) (= at (.start m)))
        (throw (java.util.NoSuchElementException.)))
      (set! match (found m))
      (set! at (.end m))
      this))
  (match [_] (or match (throw (IllegalStateException. "No match result available"))))
  (tokens [this] ((requiring-resolve 'cljsh.java.util-stream/stream-of) (doall (iterator-seq this))))
  (delimiter [_] delimiter)
  (useDelimiter [this pattern] (set! delimiter (pattern-of pattern)) this)
  (radix [_] radix)
  (useRadix [this n] (set! radix n) this)
  (useLocale [this locale]
    (let [own (java.text.DecimalFormatSymbols/getInstance locale)]
      (set! symbols {:group (str (.getGroupingSeparator own)) :point (str (.getDecimalSeparator own))})
      this))
  (reset [this] (set! delimiter whitespace) (set! radix 10) (set! symbols symbols-of-english) this)
  (ioException [_] nil)
  (remove [_] (throw (UnsupportedOperationException.)))
  (close [_]
    (when-not closed
      (set! closed true)
      (when (py/hasattr source "close")
        (.close source)))
    nil)
  (__enter__ [this] this)
  (__exit__ [this & _] (.close this) false)
  (__iter__ [this] this)
  (__next__ [this] (if (.hasNext this) (.next this) (throw (py/StopIteration.)))))
(java/implementing! Scanner ["java.util.Iterator" "java.io.Closeable"])

(enter-class java.util.Scanner Scanner "Reads words, numbers and lines."
  (new "Of a text, file or stream, and of the name of its characters."
    (fn [x & [charset]]
      (let [[text source] (cond
                            (string? x) [x nil]
                            (instance? java.nio.file.Path x)
                              [""
                               ((requiring-resolve 'clojure.java.io/reader) (.toFile x) :encoding (or charset "UTF-8"))]
                            :else ["" ((requiring-resolve 'clojure.java.io/reader) x :encoding (or charset "UTF-8"))])]
        (Scanner. text 0 source whitespace 10 symbols-of-english nil false)))))
