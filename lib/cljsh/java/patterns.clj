;; SPDX-License-Identifier: MIT
;; Regular expressions, a part of cljsh.java.

(in-ns 'cljsh.java)

(statics java.util.regex.Pattern "Regular expressions."
  (CASE_INSENSITIVE "A flag." 2)
  (MULTILINE "A flag." 8)
  (DOTALL "A flag." 32)
  (UNICODE_CASE "A flag." 64)
  (COMMENTS "A flag." 4)
  (LITERAL "A flag." 16)
  (UNIX_LINES "A flag." 1)
  (CANON_EQ "A flag." 128)
  (UNICODE_CHARACTER_CLASS "A flag." 256)
  (compile "The pattern of a text, with flags."
    (fn ([text] (re-pattern text))
        ([text flags]
         (let [text (if (bit-test flags 4) (str "\\Q" text "\\E") text)
               chars (str (when (bit-test flags 1) "i") (when (bit-test flags 3) "m") (when (bit-test flags 5) "s")
                          (when (bit-test flags 2) "x") (when (bit-test flags 8) "U"))]
           (re-pattern (if (= chars "") text (str "(?" chars ")" text)))))))
  (quote "The text as a pattern that matches it." (fn [text] (str "\\Q" text "\\E")))
  (matches "Does the whole text match?" (fn [re text] (some? (re-matches (re-pattern re) text)))))
(defn- pattern? [x] (instance? java.util.regex.Pattern x))
(defn- flags-of
  "The flags at the front of a pattern's text."
  [p]
  (reduce (fn [flags c] (bit-or flags (get {"i" 2 "m" 8 "s" 32 "x" 4 "u" 64 "U" 320 "d" 1} c 0)))
          0 (second (re-find #"^\(\?([imsxuUd]+)\)" (str p)))))
(defmethods "Pattern" pattern?
  (matcher "A matcher for a text." (fn [p s] (re-matcher p (str s))))
  (pattern "Its text." str)
  (flags "Its flags." flags-of)
  (asMatchPredicate "Does a whole text match?" (fn [p] (fn [s] (some? (re-matches p s)))))
  (split "A text's parts." (fn ([p s] (py/list (str/split s p))) ([p s n] (py/list (str/split s p n)))))
  (asPredicate "Is there a match in a text?" (fn [p] (fn [s] (some? (re-find p s))))))
(def ^:private matcher-class (class (re-matcher #"" "")))
(enter "java.util.regex.Matcher" matcher-class)
(statics java.util.regex.Matcher "Searches of a text."
  (quoteReplacement "The text as a replacement that stands for itself." str/re-quote-replacement))
(defn- matcher? [x] (identical? (class x) matcher-class))
(defn- groups-of [m] (let [g (re-groups m)] (if (vector? g) g [g])))
(defn- group-number [m n] (if (string? n) (cljsh.core/matcher-group-number m n) n))

(defn- replacement-text
  "What a replacement stands for: $1 and ${name} are groups, a backslash quotes."
  [m text]
  (str/replace text #"(?s)\\(.)|\$(\d)|\$\{(\w+)\}"
               (fn [[_ quoted n group-name]]
                 (or quoted (str (nth (groups-of m) (if n (parse-long n) (group-number m group-name))))))))

(defn- append-replacement [m b text]
  (.append b (cljsh.core/matcher-passed! m false))
  (.append b (replacement-text m text))
  m)

(defn- frozen-match
  "A matcher's match, which stays as it is."
  [m]
  (let [groups (groups-of m)
        bounds (mapv (fn [n] (or (cljsh.core/matcher-bounds m n) [-1 -1])) (range (count groups)))]
    (reify Object
      (group [_] (first groups))
      (group [_ n] (nth groups (group-number m n)))
      (groupCount [_] (dec (count groups)))
      (start [_] (first (first bounds)))
      (start [_ n] (first (nth bounds n)))
      (end [_] (second (first bounds)))
      (end [_ n] (second (nth bounds n))))))

(defn- match-function
  "What replaces a match when a function of a match is given, as .replaceAll takes it."
  [f p]
  (fn [match]
    (let [groups (if (vector? match) match [match])]
      (f (reify Object
           (group [_] (first groups))
           (group [_ n] (nth groups (if (string? n) (group-number (re-matcher p "") n) n)))
           (groupCount [_] (dec (count groups))))))))

(defmethods "Matcher" matcher?
  (find "Goes on to the next match, or to the first from an index on."
    (fn ([m] (some? (re-find m)))
        ([m start] (some? (re-find (cljsh.core/matcher-reset! m (second (cljsh.core/matcher-subject m)) start))))))
  (matches "Does the whole text match?" (fn [m] (cljsh.core/matcher-matches m)))
  (lookingAt "Does the text begin with a match?" cljsh.core/matcher-prefix)
  (hitEnd "Did the last search look at the end of the text?" cljsh.core/matcher-hit-end)
  (group "The match, or a group of it, by number or name."
    (fn ([m] (first (groups-of m))) ([m n] (nth (groups-of m) (group-number m n)))))
  (groupCount "How many groups there are." (fn [m] (nth (cljsh.core/matcher-subject m) 2)))
  (start "Where the match, or a group of it, begins."
    (fn ([m] (first (cljsh.core/matcher-bounds m 0)))
        ([m n] (or (first (cljsh.core/matcher-bounds m (group-number m n))) -1))))
  (end "Where it ends."
    (fn ([m] (second (cljsh.core/matcher-bounds m 0)))
        ([m n] (or (second (cljsh.core/matcher-bounds m (group-number m n))) -1))))
  (pattern "Its pattern." (fn [m] (first (cljsh.core/matcher-subject m))))
  (reset "Begins anew, with another text or the same."
    (fn ([m] (cljsh.core/matcher-reset! m (second (cljsh.core/matcher-subject m)) 0))
        ([m s] (cljsh.core/matcher-reset! m (str s) 0))))
  (replaceAll "The text with all matches replaced."
    (fn [m x] (let [[p s] (cljsh.core/matcher-subject m)] (str/replace s p (if (ifn? x) (match-function x p) x)))))
  (replaceFirst "The text with the first match replaced."
    (fn [m x] (let [[p s] (cljsh.core/matcher-subject m)] (str/replace-first s p x))))
  (appendReplacement "Appends what lies before the match, and its replacement." append-replacement)
  (appendTail "Appends what lies behind the last match." (fn [m b] (.append b (cljsh.core/matcher-passed! m true))))
  (results "All matches."
    (fn [m]
      (let [[p s] (cljsh.core/matcher-subject m) m (re-matcher p s)]
        (take-while some? (repeatedly (fn [] (when (re-find m) (frozen-match m))))))))
  (toMatchResult "The match as it is now." frozen-match))
