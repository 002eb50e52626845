;; SPDX-License-Identifier: MIT
;; How numbers are written for people, a part of cljsh.java.time.

(in-ns 'cljsh.java.time)

(def ^:private number-marks
  "Language -> what stands between thousands and before the fraction; English's for others."
  (merge {"fr" ["\u202f" ","] "en" ["," "."]}
         (zipmap ["de" "es" "it" "nl" "pt" "da" "tr" "id" "el"] (repeat ["." ","]))
         (zipmap ["sv" "nb" "no" "fi" "pl" "ru" "uk" "cs" "sk" "bg" "hu"] (repeat ["\u00a0" ","]))))

(defn- marks-of [locale]
  (get number-marks (some-> locale str (str/split #"[_-]") first) ["," "."]))

(defn- rounded
  "A number's digits, half even, with up to `most` of a fraction and at least `least`: [whole fraction]."
  [x least most mode]
  (let [decimal (.quantize (bigdec x)
                           (.scaleb (bigdec 1) (- most))
                           (str "ROUND_" (case mode ("UNNECESSARY" nil) "HALF_EVEN" mode)))
        [w f] (str/split (str (.__format__ (.copy_abs decimal) "f") ".") #"\." -1)
        f (loop [f (or f "")]
            (if (and (> (count f) least) (str/ends-with? f "0")) (recur (subs f 0 (dec (count f)))) f))]
    [w f]))

(defn- grouped [w mark size]
  (loop [w w, done ""]
    (if (> (count w) size)
      (recur (subs w 0 (- (count w) size)) (str mark (subs w (- (count w) size)) done))
      (str w done))))

(defn- exponent-text
  "As 1.235E3: as many digits before the point as the pattern has zeros there."
  [x least-whole least most least-exponent [_ point]]
  (let [x (bigdec x)
        e (if (zero? x) 0 (- (.adjusted x) (dec (max 1 least-whole))))
        [w f] (rounded (.scaleb x (- e)) least most nil)]
    (str (when (neg? x) "-") w (when (seq f) (str point f)) "E" (when (neg? e) "-")
         (.zfill (str (abs e)) least-exponent))))

(defn- format-number [pattern locale mode least most x]
  (let [[_ prefix number exponent suffix] (re-matches #"(?s)([^0#,.]*)([0#,.]+)(?:E(0+))?(.*)"
                                                      (first (str/split pattern #";")))
        [whole part] (str/split (str number ".") #"\." -1)
        zeros (fn [s] (count (filter #{\0} s)))
        x (cond (str/includes? suffix "%") (* 100 (bigdec x)) (str/includes? suffix "‰") (* 1000 (bigdec x)) :else x)
        least (or least (zeros part))
        most (max least (or most (count part)))
        [mark point :as marks] (marks-of locale)]
    (cond
      (and (float? x) (NaN? x)) "NaN"
      (and (float? x) (infinite? x)) (str (when (neg? x) "-") prefix "∞" suffix)
      exponent (str prefix (exponent-text x (zeros whole) least most (count exponent) marks) suffix)
      :else (let [[w f] (rounded x least most mode)
                  w (.zfill (.lstrip w "0") (zeros whole))
                  w (if (str/includes? whole ",") (grouped w mark (count (last (str/split whole #"," -1)))) w)
                  minus (when (and (neg? x) (re-find #"[1-9]" (str w f))) "-")]
              (str minus prefix w (when (seq f) (str point f)) suffix)))))

(defn- parse-formatted [locale text]
  (let [[mark point] (marks-of locale)
        [_ sign digits percent] (or (re-find (re-pattern (str "^[^\\d" point "-]*(-?)[^\\d" point "-]*([\\d" mark point
                                                              "]+)(%?)"))
                                             text)
                                    (throw (java.text.ParseException. (str "Unparseable number: \"" text "\"") 0)))
        n (bigdec (str sign (-> digits (str/replace mark "") (str/replace point ".") (.rstrip "."))))
        n (if (seq percent) (/ n 100) n)]
    (if (== n (bigint n)) (long n) (double n))))

(deftype DecimalFormat [^:mutable pattern locale ^:mutable mode ^:mutable least ^:mutable most]
  Object
  (setRoundingMode [_ m] (set! mode (str m)) nil)
  (setMaximumFractionDigits [_ n] (set! most n) (when (and least (< n least)) (set! least n)) nil)
  (setMinimumFractionDigits [_ n] (set! least n) (when (and most (> n most)) (set! most n)) nil)
  (setGroupingUsed [_ on] (when-not on (set! pattern (str/replace pattern "," ""))) nil)
  (setParseBigDecimal [_ _] nil)
  (setDecimalFormatSymbols [_ _] nil)
  (applyPattern [_ p] (set! pattern p) nil)
  (toPattern [_] pattern)
  (parse [_ text] (parse-formatted locale text))
  (parse [_ text _place] (try (parse-formatted locale text) (catch java.text.ParseException _ nil)))
  (format [_ x] (format-number pattern locale mode least most x)))

(defn- number-format [pattern]
  (fn ([] (DecimalFormat. pattern nil nil nil nil)) ([locale] (DecimalFormat. pattern locale nil nil nil))))

(def ^:private money
  "Country -> how an amount of money is written."
  {"US" "$#,##0.00"
   "GB" "£#,##0.00"
   "JP" "￥#,##0"
   "DE" "#,##0.00 €"
   "FR" "#,##0.00 €"
   "IT" "#,##0.00 €"
   "ES" "#,##0.00 €"
   "CA" "$#,##0.00"
   "IN" "₹#,##0.00"
   "CN" "¥#,##0.00"})

(java/enter-class java.text.DecimalFormat DecimalFormat "How numbers are written."
  (new "Of a pattern."
    (fn ([] ((number-format "#,##0.###")))
        ([p] ((number-format p)))
        ([p symbols] ((number-format p) (if (py/hasattr symbols "getLocale") (.getLocale symbols) symbols))))))
(deftype DecimalFormatSymbols [locale]
  Object
  (getLocale [_] locale)
  (getDecimalSeparator [_] (second (marks-of locale)))
  (getGroupingSeparator [_] (first (marks-of locale)))
  (setDecimalSeparator [_ _] nil)
  (setGroupingSeparator [_ _] nil))
(java/enter-class java.text.DecimalFormatSymbols DecimalFormatSymbols "The marks of numbers."
  (new "Of a locale." (fn ([] (DecimalFormatSymbols. nil)) ([locale] (DecimalFormatSymbols. locale))))
  (getInstance "Of a locale." (fn ([] (DecimalFormatSymbols. nil)) ([locale] (DecimalFormatSymbols. locale)))))
(statics java.text.NumberFormat "Formats of numbers."
  (getInstance "With commas." (number-format "#,##0.###"))
  (getNumberInstance "With commas." (number-format "#,##0.###"))
  (getIntegerInstance "With commas." (number-format "#,##0"))
  (getPercentInstance "As a percentage." (number-format "#,##0%"))
  (getCurrencyInstance "As an amount of money."
    (fn ([] ((number-format "$#,##0.00")))
        ([locale] ((number-format (get money (.getCountry locale) "¤#,##0.00")) locale)))))
