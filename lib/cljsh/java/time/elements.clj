;; SPDX-License-Identifier: MIT
;; Elements that a format is made of: each writes and reads one thing; a part of cljsh.java.time.

(in-ns 'cljsh.java.time)

(defn- zone-parts [x]
  (let [o (cond (py/hasattr x "getOffset") (some-> (.getOffset x) .-secs) (instance? Instant x) 0)]
    [o (when (py/hasattr x "getZone") (.getZone x))]))

(defn- literal [text]
  {:write (fn [_] text)
   :read  (fn [fields s i]
            (let [there (subs s i (min (count s) (+ i (count text))))]
              (when (or (= there text) (and (:fold-case fields) (= (str/lower-case there) (str/lower-case text))))
                [fields (+ i (count text))])))})

(defn- digits-at
  "How many digits stand in a text from a position, at most so many."
  [s i most]
  (loop [n 0]
    (if (and (< n most) (< (+ i n) (count s)) (<= 48 (py/ord (nth s (+ i n))) 57)) (recur (inc n)) n)))

(defn- number-element
  "A field as a number of least to most digits; a sign stands before it as style says; keep is how many digits to leave for what follows."
  [field least most style]
  {:field field
   :fixed (when (= least most) least)
   :least least
   :most most
   :write (fn [x]
            (let [n (point-field x field) text (pad (abs n) least)]
              (when (> (count text) (max most least))
                (bad "Field "
                     (if (string? field) (words field) field)
                     " cannot be printed as the value "
                     n
                     " exceeds the maximum print width of "
                     most))
              (str (cond
                     (neg? n) "-"
                     (= style "ALWAYS") "+"
                     (and (= style "EXCEEDS_PAD") (< least 19) (> (count text) least)) "+")
                   text)))
   :read (fn [fields s i]
           (let [sign (when (and (< i (count s)) (contains? #{\+ \-} (nth s i))
                                 (contains? #{"NORMAL" "ALWAYS" "EXCEEDS_PAD"} style))
                        (nth s i))
                 start (if sign (inc i) i)
                 keep (:keep fields 0)
                 found (digits-at s start (+ most keep))
                 n (if (pos? keep) (max least (min most (- found keep))) (min most found))]
             (when (and (<= least n) (<= n found) (pos? n))
               [(assoc fields field (* (if (= sign \-) -1 1) (parse-long (subs s start (+ start n))))) (+ start n)])))})

(defn- reduced-element
  "The last digits of a year, of the hundred years from a first one."
  [field width base]
  (let [size (long (Math/pow 10 width))]
    {:field field :fixed width
     :write (fn [x] (pad (mod (point-field x field) size) width))
     :read  (fn [fields s i]
              (when (= width (digits-at s i width))
                (let [n (parse-long (subs s i (+ i width)))]
                  [(assoc fields field (+ base (mod (- n base) size))) (+ i width)])))}))

(defn- fraction-element [field least most point?]
  (let [top (inc (.getMaximum (range-of-field field))) all (count (str (dec top)))]
    {:fixed (when (and (= least most) (not point?)) least)
     :write (fn [x]
              (let [text (pad (point-field x field) all)
                    kept (loop [n (min most all)] (if (and (> n least) (= \0 (nth text (dec n)))) (recur (dec n)) n))]
                (str (when (and point? (pos? kept)) ".") (subs text 0 kept) (when (> least all) (pad 0 (- least all))))))
     :read (fn [fields s i]
             (let [start (if (and point? (< i (count s)) (= \. (nth s i))) (inc i) i)
                   n (if (and point? (= start i)) 0 (digits-at s start most))]
               (cond
                 (and (zero? n) (zero? least)) [fields i]
                 (>= n least) [(assoc fields
                                      field
                                      (quot (* top (parse-long (subs s start (+ start n)))) (long (Math/pow 10 n))))
                               (+ start n)])))}))

(defn- text-element
  "A field in words: names, each with its number."
  [field names]
  (let [by-number (into {} (map (fn [[n text]] [n text])) names)
        longest (sort-by (fn [[_ text]] (- (count text))) names)]
    {:write (fn [x] (let [n (point-field x field)] (get by-number n (str n))))
     :read (fn [fields s i]
             (some (fn [[n text]]
                     (let [there (subs s i (min (count s) (+ i (count text))))]
                       (when (or (= there text)
                                 (and (:fold-case fields) (= (str/lower-case there) (str/lower-case text))))
                         [(assoc fields field n) (+ i (count text))])))
                   longest))}))

(defn- names-of-field [field style]
  (let [cut (fn [all]
              (map-indexed (fn [i x]
                             (let [t (str/capitalize (str x))]
                               [(inc i) (case style "FULL" t "NARROW" (subs t 0 1) (subs t 0 3))]))
                           all))]
    (case (label field)
      "MONTH_OF_YEAR" (cut months)
      "DAY_OF_WEEK" (cut days)
      "AMPM_OF_DAY" (if (= style "NARROW") [[0 "a"] [1 "p"]] [[0 "AM"] [1 "PM"]])
      "ERA" (case style "FULL" [[0 "Before Christ"] [1 "Anno Domini"]] "NARROW" [[0 "B"] [1 "A"]] [[0 "BC"] [1 "AD"]])
      nil)))

(defn- short-style [style] (str/replace (str style) "_STANDALONE" ""))
(defn- worded [field style]
  (if-let [names (names-of-field field (short-style style))]
    (text-element (label field) names)
    (number-element (label field) 1 19 "NORMAL")))

(defn- offset-element
  "Hours, minutes and seconds that a time is ahead, by a pattern as +HH:MM; none is written as zero."
  [pattern zero]
  (let [colon (if (str/includes? pattern ":") ":" "")
        minutes (cond (str/includes? pattern "MM") :always (str/includes? pattern "mm") :other :else :never)
        seconds (cond (str/includes? pattern "SS") :always (str/includes? pattern "ss") :other :else :never)
        re (re-pattern (str "([-+])(\\d\\d)"
                         (case minutes :always (str colon "(\\d\\d)") :other (str "(?:" colon "(\\d\\d))?") "()")
                         (case seconds :always (str colon "(\\d\\d)") :other (str "(?:" colon "(\\d\\d))?") "()")))]
    {:write (fn [x]
              (let [secs (or (first (zone-parts x)) (bad "Unable to extract ZoneId from temporal " x))
                    a (abs secs)
                    h (quot a 3600)
                    m (mod (quot a 60) 60)
                    sec (mod a 60)
                    sec? (or (= seconds :always) (and (= seconds :other) (pos? sec)))
                    m? (or (= minutes :always) (and (= minutes :other) (or sec? (pos? m))))]
                (if (and (zero? h) (or (not m?) (zero? m)) (or (not sec?) (zero? sec)) (zero? secs))
                  zero
                  (str (if (neg? secs) "-" "+") (pad h 2) (when m? (str colon (pad m 2)))
                       (when sec? (str colon (pad sec 2)))))))
     :read (fn [fields s i]
             (if-let [[all sign h m sec] (let [found (re-find re (subs s i))]
                                           (when (and found (str/starts-with? (subs s i) (first found))) found))]
               (let [part (fn [t] (if (seq t) (parse-long t) 0))]
                 [(assoc fields
                         "OFFSET_SECONDS"
                         (* (if (= sign "-") -1 1) (+ (* 3600 (part h)) (* 60 (part m)) (part sec))))
                  (+ i (count all))])
               (let [there (subs s i (min (count s) (+ i (count zero))))]
                 (when (or (= there zero) (and (:fold-case fields) (= (str/lower-case there) (str/lower-case zero))))
                   [(assoc fields "OFFSET_SECONDS" 0) (+ i (count zero))]))))}))

(defn- localized-offset [full?]
  {:write (fn [x]
            (let [secs (or (first (zone-parts x)) (bad "Unable to extract ZoneId from temporal " x))
                  a (abs secs)
                  h (quot a 3600)]
              (str "GMT"
                (when-not (zero? secs)
                  (str (if (neg? secs) "-" "+")
                       (if full? (pad h 2) h)
                       (when (or full? (pos? (mod a 3600))) (str ":" (pad (mod (quot a 60) 60) 2))))))))
   :read (fn [fields s i]
           (when-let [[all offset] (re-find #"^(?:GMT|UTC|UT)((?:[-+]\d{1,2}(?::?\d{2})?)?)" (subs s i))]
             [(assoc fields "OFFSET_SECONDS" (if (= offset "") 0 (parse-offset offset))) (+ i (count all))]))})

(defn- zone-name
  "A zone's name in words: its short one, which tells summer time, too."
  [x]
  (let [[offset z] (zone-parts x)]
    (cond
      (#{"GMT" "UTC" "UT"} (str z)) (str z)
      (and z (py/hasattr z "info"))
        (let [t (.astimezone (+ (dt/datetime 1970 1 1 ** :tzinfo (.-utc dt/timezone))
                                (dt/timedelta 0 (known-second (fdiv (.-nanos (moment x)) 1000000000))))
                             (.-info z))]
          (.tzname t))
      offset (offset-text offset)
      :else (bad "Unable to extract ZoneId from temporal " x))))

(def ^:private zone-abbreviations
  {"EST" "America/New_York"
   "EDT" "America/New_York"
   "CST" "America/Chicago"
   "CDT" "America/Chicago"
   "MST" "America/Denver"
   "MDT" "America/Denver"
   "PST" "America/Los_Angeles"
   "PDT" "America/Los_Angeles"
   "CET" "Europe/Paris"
   "CEST" "Europe/Paris"
   "BST" "Europe/London"
   "JST" "Asia/Tokyo"})

(defn- zone-element [write]
  {:write write
   :read  (fn [fields s i]
            (when-let [all (re-find #"^(?:[-+]\d{1,2}(?::?\d{2})?(?::?\d{2})?|[A-Za-z][A-Za-z0-9_/+~.-]*)" (subs s i))]
              (loop [n (count all)] ; the longest that is a zone: a name may stand before other letters
                (when (pos? n)
                  (let [text (subs all 0 n)]
                    (if-let [z (try (zone (get zone-abbreviations text text)) (catch [Exception Error] _ nil))]
                      [(assoc fields :zone z) (+ i n)]
                      (recur (dec n))))))))})

(defn- zone-id [x]
  (let [[offset z] (zone-parts x)]
    (str (or z (bad "Unable to extract ZoneId from temporal " x)))))

(defn- elements-write [elements x] (str/join (map (fn [e] ((:write e) x)) elements)))

(defn- keeping
  "How many digits the numbers of a fixed width have that follow a number directly."
  [elements]
  (reduce + (map :fixed (take-while :fixed elements))))

(defn- elements-read
  "Reads one element after the other; returns [fields position], or [nil position of the first that does not fit]."
  [elements fields s i]
  (loop [elements (seq elements), fields fields, i i]
    (if-let [[e & more] elements]
      (let [keep (if (and (:most e) (not (:fixed e))) (keeping more) 0)]
        (if-let [[fields j] ((:read e) (assoc fields :keep keep) s i)]
          (recur more fields j)
          [nil i]))
      [fields i])))

(defn- optional [elements]
  {:write (fn [x] (try (elements-write elements x) (catch [Exception Error] _ "")))
   :read  (fn [fields s i] (let [[found j] (elements-read elements fields s i)] (if found [found j] [fields i])))})

(defn- setting [k v] {:write (fn [_] "") :read (fn [fields _ i] [(assoc fields k v) i])})
(defn- default-of [field n]
  {:write (fn [_] "") :read (fn [fields _ i] [(update fields :defaults assoc (label field) n) i])})

(defn- padded [element width ch]
  {:write (fn [x]
            (let [t ((:write element) x)]
              (when (> (count t) width)
                (bad "Cannot print as output of " (count t) " characters exceeds pad width of " width))
              (.rjust t width (str ch))))
   :read (fn [fields s i]
           (let [end (min (count s) (+ i width))
                 start (loop [i i] (if (and (< i end) (= (str ch) (str (nth s i)))) (recur (inc i)) i))
                 [found j] ((:read element) fields (subs s 0 end) start)]
             (when (and found (= j end)) [found j])))})
