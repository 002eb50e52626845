;; SPDX-License-Identifier: MIT
(ns clojure.pprint.floats
  "Floating-point numbers as text, for the directives ~F ~E ~G of cl-format.

  A number is taken apart into its decimal digits, a string without zeros at
  either end (\"0\" for zero), and the exponent of the first of them:
  31.4 is [\"314\" 1]. Rounding is half up, on these digits."
  (:require [clojure.string :as str]))

(defn- repeated
  [n c]
  (apply str (repeat n c)))

(defn- plain
  "A number's absolute value as an integer, decimal or float. A ratio is a float, or a
  decimal (as *math-context* has it) where it is too large or too small for one."
  [x]
  (let [x (abs x)]
    (cond
      (or (integer? x) (decimal? x)) x
      (ratio? x) (let [d (try (double x) (catch OverflowError _ 0.0))]
                   (if (zero? d) (bigdec x) d))
      :else (double x))))

(defn parts
  "Returns the digits of a number's absolute value and the exponent of the first one."
  [x]
  (let [text (py/format (.Decimal (py/__import__ "decimal")
                                  (py/str (plain x))
                                  ** :context nil)
                        "E")
        [_ digits exponent] (re-matches #"([\d.]+)E([+-]\d+)" text)
        digits   (str/replace digits "." "")
        stripped (.rstrip digits "0")]
    (if (= "" stripped)
      ["0" 0]
      [stripped (parse-long exponent)])))

(defn round-digits
  "Rounds digits to the first n of them: the digits, perhaps more of them than there were, and whether they grew."
  [digits n]
  (cond
    (neg? n) ["0" false]
    (>= n (count digits)) [digits false]
    :else (let [kept (if (zero? n) 0 (parse-long (subs digits 0 n)))
                up?  (>= (- (int (nth digits n)) (int \0)) 5)
                text (.zfill (str (if up? (inc kept) kept)) n)]
            (if (zero? n)
              [(if up? "1" "0") up?]
              [text (> (count text) n)]))))

(defn- shifted
  "x times ten to the k."
  [x k]
  (if (zero? k)
    x
    (* x (if (neg? k) (/ 1 (reduce * (repeat (- k) 10))) (reduce * (repeat k 10))))))

(defn- padded
  "text behind as many pads as bring it to the width, or the overflow character all over when it is too wide."
  [text {:keys [w pad overflow too-wide?]}]
  (if (and w overflow (or too-wide? (> (count text) w)))
    (repeated w overflow)
    (str (repeated (- (or w 0) (count text)) (or pad \space)) text)))

(defn- sign
  [x at?]
  (cond
    (neg? x) "-"
    at?      "+"
    :else    ""))

(defn- fraction-digits
  "How many digits there may be behind the point: d, or what room there is, or nil for all."
  [exponent d room]
  (cond
    d    d
    room (if (neg? exponent)
           (dec room)
           (max 0 (- room 2 exponent)))))

(defn fixed
  "Returns x with a point and no exponent, as ~w,d,k,overflow,padF prints it."
  [x {:keys [w d k at] :as options}]
  (let [mark         (sign x at)
        [digits e]   (parts (shifted x (or k 0)))
        room         (when w (max 2 (- w (count mark))))
        behind       (fraction-digits e d room)
        ;; e + 1 digits stand before the point, if it is positive
        [kept grew]  (if behind (round-digits digits (+ e 1 behind)) [digits false])
        e            (if grew (inc e) e)
        kept         (if (= kept "0") "" (if (and grew (> (count kept) 1)) (.rstrip kept "0") kept))
        whole        (if (neg? e) "" (.ljust (subs kept 0 (min (count kept) (inc e))) (inc e) "0"))
        whole        (if (= "" (.lstrip whole "0")) (if (and (= digits "0") (not d)) "0" "") whole)
        fraction     (cond
                       (= kept "") ""
                       (neg? e)    (str (repeated (- (- e) 1) \0) kept)
                       :else       (subs kept (min (count kept) (inc e))))
        fraction     (cond
                       d                 (.ljust fraction d "0")
                       (and grew behind) (.ljust fraction (dec behind) "0") ; the digit before the point has taken one place
                       :else             fraction)
        body         (str whole "." fraction)
        fits?        (fn [text] (or (nil? w) (<= (+ (count mark) (count text)) w)))
        body         (if (and (= whole "") (fits? (str "0" body))) (str "0" body) body)
        body         (if (and (= whole "") (= fraction "") (not (str/starts-with? body "0"))) (str "0" body) body)
        integral?    (and (not d) (<= (dec (count digits)) e))
        body         (if (and integral? (fits? (str body "0"))) (str body "0") body)]
    (padded (str mark body) options)))

(defn exponential
  "Returns x with an exponent, as ~w,d,e,k,overflow,pad,expcharE prints it."
  [x {:keys [w d e k at expchar] :as options}]
  (let [mark (sign x at)
        k    (or k 1)]
    (loop [[digits exponent] (parts x)]
      (let [shown      (if (= digits "0") 0 (- exponent (dec k)))
            magnitude  (str (abs shown))
            power      (str (or expchar \E) (if (neg? shown) "-" "+")
                            (repeated (- (or e 0) (count magnitude)) \0) magnitude)
            room       (when w (max 2 (- w (count power) (count mark))))
            zeros      (max 0 (- k)) ; between the point and the first digit
            keep       (cond
                         d    (if (pos? k) (inc d) (- d zeros))
                         room (- (max 1 (dec room)) zeros))
            [kept grew] (if keep (round-digits digits keep) [digits false])]
        (if grew
          (recur [(or (not-empty (.rstrip kept "0")) "1") (inc exponent)])
          (let [kept     (if (and d keep) (.ljust kept (max 0 keep) "0") kept)
                kept     (if (pos? k) (.ljust kept k "0") kept)
                whole    (if (pos? k) (subs kept 0 k) "")
                fraction (if (pos? k) (subs kept k) (str (repeated zeros \0) kept))
                fraction (if (and (pos? k) (= fraction "") (nil? d)
                                  (or (nil? w) (< (+ (count mark) (count whole) 1 (count power)) w)))
                           "0"
                           fraction)
                length   (+ (count mark) (count whole) 1 (count fraction) (count power))
                whole    (if (and (= whole "") (or (nil? w) (not= length w))) "0" whole)]
            (padded (str mark whole "." fraction power)
                    (assoc options :too-wide? (and e (> (count magnitude) e))))))))))

(defn general
  "Returns x as fixed where it is of moderate size, with blanks in place of the exponent, else as exponential does."
  [x {:keys [w d e] :as options}]
  (let [[digits exponent] (parts x)
        n     (if (= digits "0") 0 (inc exponent))
        place (if e (+ e 2) 4)
        d     (or d (max (count digits) (min n 7)))
        left  (- d n)]
    (if (<= 0 left d)
      (str (fixed x (assoc options :w (when w (- w place)) :d left :k nil)) (repeated place \space))
      (exponential x options))))
