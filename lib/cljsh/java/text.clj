;; SPDX-License-Identifier: MIT
(ns cljsh.java.text
  "java.text.MessageFormat and ChoiceFormat: texts with places for arguments."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [clojure.string :as str]))

(defn- bad [text] (throw (IllegalArgumentException. text)))

(defn- element
  "Reads what stands in braces, from behind the first one: [text index behind it]."
  [pattern start]
  (loop [i start, depth 1, quoted false]
    (if (= i (count pattern))
      (bad "Unmatched braces in the pattern.")
      (let [c (nth pattern i)]
        (cond
          (= c \')                             (recur (inc i) depth (not quoted))
          quoted                               (recur (inc i) depth quoted)
          (= c \{)                             (recur (inc i) (inc depth) quoted)
          (and (= c \}) (= depth 1))           [(subs pattern start i) (inc i)]
          (= c \})                             (recur (inc i) (dec depth) quoted)
          :else                                (recur (inc i) depth quoted))))))

(defn- argument [text]
  (let [[n kind style] (map str/trim (str/split text #"," 3))]
    (when-not (re-matches #"\d+" (or n "")) (bad (str "can't parse argument number: " n)))
    {:index (parse-long n), :kind kind, :style style}))

(defn- parts
  "A pattern as texts and arguments. '' is a quote, and what stands between quotes stands for itself."
  [pattern]
  (loop [i 0, text "", quoted false, all []]
    (if (>= i (count pattern))
      (conj all text)
      (let [c (nth pattern i), after (get pattern (inc i))]
        (cond
          (and (= c \') (= after \')) (recur (+ i 2) (str text "'") quoted all)
          (= c \')                    (recur (inc i) text (not quoted) all)
          (and (= c \{) (not quoted)) (let [[inside end] (element pattern (inc i))]
                                        (recur end "" false (conj all text (argument inside))))
          :else                       (recur (inc i) (str text c) quoted all))))))

(defn- choose
  "The text of a choice, such as 0#none|1#one|1<many, for a number."
  [pattern x]
  (let [choices (map (fn [choice]
                       (let [[_ limit op text] (or (re-matches #"(?s)\s*(-?[\d.]+|-?∞)\s*([#≤<])(.*)" choice)
                                                   (bad pattern))
                             limit (case limit "∞" ##Inf "-∞" ##-Inf (parse-double limit))]
                         [(if (= op "<") (fn [x] (> x limit)) (fn [x] (>= x limit))) text]))
                     (str/split pattern #"\|"))]
    (or (last (keep (fn [[holds? text]] (when (holds? x) text)) choices)) (second (first choices)))))

(defn- decimal [pattern x] (.format (java.text.DecimalFormat. pattern) x))

(defn- date-text [kind style x]
  (let [usual {"date" {"short" "M/d/yy" "medium" "MMM d, yyyy" "long" "MMMM d, yyyy" "full" "EEEE, MMMM d, yyyy"}
               "time" {"short" "h:mm a" "medium" "h:mm:ss a" "long" "h:mm:ss a z" "full" "h:mm:ss a z"}}]
    (.format (java.text.SimpleDateFormat. (get-in usual [kind (or style "medium")] style)) x)))

(declare message)

(defn- argument-text [{:keys [index kind style]} args]
  (let [x (nth args index ::none)]
    (cond
      (= x ::none) (str "{" index "}")
      (nil? x) "null"
      (= kind "number") (decimal (case style
                                   nil "#,##0.###"
                                   "integer" "#,##0"
                                   "percent" "#,##0%"
                                   "currency" "$#,##0.00"
                                   style)
                                 x)
      (contains? #{"date" "time"} kind) (date-text kind style x)
      (= kind "choice") (let [text (choose style x)] (if (str/includes? text "{") (message text args) text))
      (some? kind) (bad (str "unknown format type: " kind))
      (number? x) (decimal "#,##0.###" x)
      (inst? x) (.format (java.text.SimpleDateFormat. "M/d/yy, h:mm a") x)
      :else (str x))))

(defn- message [pattern args]
  (str/join (map (fn [part] (if (string? part) part (argument-text part args))) (parts pattern))))

(defn- all-arguments [args]
  (if (and (= 1 (count args)) (or (sequential? (first args)) (instance? py/list (first args))))
    (vec (first args))
    (vec args)))

(deftype MessageFormat [pattern]
  Object
  (format [_ & args] (message pattern (all-arguments args)))
  (toPattern [_] pattern)
  (setLocale [_ _] nil))

(deftype ChoiceFormat [pattern]
  Object
  (format [_ x] (choose pattern x))
  (toPattern [_] pattern))

(doseq [[full class] {"java.text.MessageFormat" MessageFormat, "java.text.ChoiceFormat" ChoiceFormat}]
  (cljsh.core/name-class! full class)
  (enter full class))

(statics java.text.MessageFormat "Texts with places for arguments, {0} or {0,number,#.##}."
  (new "Of a pattern." (fn [pattern & _] (parts pattern) (MessageFormat. pattern)))
  (format "The text of a pattern with arguments." (fn [pattern & args] (message pattern (all-arguments args)))))
(statics java.text.ChoiceFormat "Texts by the size of a number, 0#none|1#one|1<many."
  (new "Of a pattern." (fn [pattern] (ChoiceFormat. pattern))))
