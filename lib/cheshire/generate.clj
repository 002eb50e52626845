;; SPDX-License-Identifier: MIT
(ns cheshire.generate
  "How types that JSON has not become JSON, under the names of Cheshire."
  {:added "1.12"}
  (:require [clojure.string :as str]))

(def ^:private encoders (atom {}))

(defn ^:no-doc encoders? [] (boolean (seq @encoders)))

(defn add-encoder
  "Has values of a class become JSON by a function of the value and a generator, which write-string and the like write to."
  {:added "1.12"}
  [cls encoder]
  (swap! encoders assoc cls encoder)
  nil)
(defn remove-encoder "Takes back what add-encoder did." {:added "1.12"} [cls] (swap! encoders dissoc cls) nil)

(deftype ^:private Generator [^:mutable x]
  Object
  (writeString [_ s] (set! x s) nil) (writeNumber [_ n] (set! x n) nil) (writeBoolean [_ b] (set! x b) nil) (writeNull [_] (set! x nil) nil)
  (writeObject [_ o] (set! x o) nil) (writeRaw [_ s] (set! x s) nil) (value_ [_] x))

(defn encode-str "Writes a value's text." {:added "1.12"} [x g] (.writeString g (str x)))
(defn encode-nil "Writes null." {:added "1.12"} [_ g] (.writeNull g))
(defn encode-number "Writes a number." {:added "1.12"} [n g] (.writeNumber g n))
(defn encode-seq "Writes a seq." {:added "1.12"} [s g] (.writeObject g (vec s)))
(defn encode-map "Writes a map." {:added "1.12"} [m g] (.writeObject g (into {} m)))
(defn encode-date "Writes a date." {:added "1.12"} [d g] (.writeObject g d))
(defn encode-named "Writes a keyword." {:added "1.12"} [k g] (.writeString g (subs (str k) 1)))

(defn- encoder-of [x]
  (let [all @encoders]
    (or (get all (class x))
        (some (fn [[c f]] (when (and (class? c) (instance? c x)) f)) all))))

(defn ^:no-doc prepared
  "A value whose keys key-fn has made, with what encoders make of its parts."
  [x key-fn date-format]
  (letfn [(k-of [k] (if key-fn (key-fn k) k))
          (go [x]
            (if-let [f (encoder-of x)]
              (let [g (Generator. nil)] (f x g) (let [y (.value_ g)] (if (identical? y x) x (go y))))
              (cond
                (map? x)  (into (if (sorted? x) (sorted-map) (array-map)) (map (fn [[k v]] [(k-of k) (go v)])) x)
                (and date-format (inst? x)) (.format (doto (java.text.SimpleDateFormat. date-format) (.setTimeZone (java.util.TimeZone/getTimeZone "UTC"))) x)
                (or (sequential? x) (set? x)) (mapv go x)
                :else x)))]
    (go x)))

(defn ^:no-doc pretty-text
  "JSON over several lines as Jackson writes it: key, blank, colon; arrays on one line."
  [text]
  (let [cs text, n (count cs)]
    (loop [i 0, out (StringBuilder.), stack (), in-array 0]
      (if (= i n)
        (str out)
        (let [c (nth cs i)]
          (cond
            (= c \") (let [end (loop [j (inc i)] (case (str (nth cs j)) "\\" (recur (+ j 2)) "\"" j (recur (inc j))))]
                       (.append out (subs cs i (inc end)))
                       (recur (inc end) out stack in-array))
            (and (= c \:)) (do (.append out " :") (recur (inc i) out stack in-array))
            (= c \[) (let [j (loop [j (inc i)] (if (#{\space \newline} (nth cs j)) (recur (inc j)) j))]
                       (.append out (if (= \] (nth cs j)) "[ " "[ ")) (recur j out (conj stack :array) (inc in-array)))
            (= c \]) (do (let [t (str out)] (when-not (str/ends-with? t " ") (.append out " "))) (.append out "]") (recur (inc i) out (rest stack) (dec in-array)))
            (= c \{) (do (.append out "{") (recur (inc i) out (conj stack :map) in-array))
            (= c \}) (do (when (= \{ (nth cs (dec i))) (.append out " ")) (.append out "}") (recur (inc i) out (rest stack) in-array))
            (= c \newline) (if (= :array (first stack))
                             (let [j (loop [j (inc i)] (if (= \space (nth cs j)) (recur (inc j)) j))]
                               (when (= \, (nth cs (dec i))) (.append out " "))
                               (recur j out stack in-array))
                             (let [j (loop [j (inc i)] (if (= \space (nth cs j)) (recur (inc j)) j))
                                   depth (count (filter #{:map} stack)), depth (if (= \} (nth cs j)) (dec depth) depth)]
                               (.append out "\n") (.append out (apply str (repeat (* 2 depth) " ")))
                               (recur j out stack in-array)))
            :else (do (.append out (str c)) (recur (inc i) out stack in-array))))))))
