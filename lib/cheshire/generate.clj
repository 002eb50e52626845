;; SPDX-License-Identifier: MIT
(ns cheshire.generate
  "How types that JSON has not become JSON, under the names of Cheshire."
  {:added "1.12"}
  (:require [clojure.string :as str]))

(alias 'prim 'cljsh.process.prim)

(defprotocol JSONable
  "What becomes JSON by a function of its own."
  (to-json [t jg] "Writes t to a generator."))

(defn ^:no-doc encoders? [] (boolean (seq (:impls JSONable))))

(defn add-encoder
  "Has values of a class become JSON by a function of the value and a generator, which write-string and the like write to."
  {:added "1.12"}
  [cls encoder]
  (extend cls JSONable {:to-json encoder}))
(defn remove-encoder
  "Takes back what add-encoder did."
  {:added "1.12"}
  [cls]
  (cljsh.core/retract-protocol! JSONable cls))

(declare prepared)

(defn ^:no-doc json-text
  "A value as JSON."
  [obj indent]
  (try
    (prim/json-text (if (encoders?) (prepared obj nil nil) obj) indent)
    ;; It has a number or an object that JSON has not.
    (catch Throwable e
      (if (or (instance? py/TypeError e) (instance? py/ValueError e))
        (prim/json-text (prepared obj nil nil) indent)
        (throw e)))))

;; Writes JSON piece by piece. `open` is a stack of what has been begun and not
;; ended, each a pair of its closing character and the number of its parts so far;
;; `field?` tells that a name has been written whose value comes next.
(deftype ^:private Generator [out ^:mutable open ^:mutable field?]
  Object
  (begin_ [_]
    (if field?
      (set! field? false)
      (when-let [[[end n] & more] (seq open)]
        (when (pos? n) (.write out (if end "," " ")))
        (set! open (cons [end (inc n)] more)))))
  (raw_ [this text] (.begin_ this) (.write out text) nil)
  (start_ [this begin end] (.raw_ this begin) (set! open (cons [end 0] open)) nil)
  (end_ [this end]
    (when-not (= end (ffirst open))
      (throw (com.fasterxml.jackson.core.JsonGenerationException. (str "Current context not " (if (= end "}") "Object" "Array")))))
    (.write out end)
    (set! open (rest open))
    nil)
  (writeStartObject [this] (.start_ this "{" "}")) (writeStartObject [this _] (.writeStartObject this))
  (writeEndObject [this] (.end_ this "}"))
  (writeStartArray [this] (.start_ this "[" "]")) (writeStartArray [this & _] (.writeStartArray this))
  (writeEndArray [this] (.end_ this "]"))
  (writeFieldName [this label] (.raw_ this (str (prim/json-text (str label) false) ":")) (set! field? true) nil)
  (writeString [this s] (.raw_ this (prim/json-text s false)))
  (writeNumber [this n] (.raw_ this (if (string? n) n (json-text n false))))
  (writeBoolean [this b] (.raw_ this (if b "true" "false")))
  (writeNull [this] (.raw_ this "null"))
  (writeObject [this o] (.raw_ this (json-text o false)))
  (writePOJO [this o] (.writeObject this o))
  (writeBinary [this b] (.writeString this (.decode ((.-b64encode (py/__import__ "base64")) b) "ascii")))
  (writeRaw [_ s] (.write out (str s)) nil)
  (writeRawValue [this s] (.raw_ this (str s)))
  (writeObjectFieldStart [this k] (.writeFieldName this k) (.writeStartObject this))
  (writeArrayFieldStart [this k] (.writeFieldName this k) (.writeStartArray this))
  (writeStringField [this k s] (.writeFieldName this k) (.writeString this s))
  (writeNumberField [this k n] (.writeFieldName this k) (.writeNumber this n))
  (writeBooleanField [this k b] (.writeFieldName this k) (.writeBoolean this b))
  (writeNullField [this k] (.writeFieldName this k) (.writeNull this))
  (writeObjectField [this k o] (.writeFieldName this k) (.writeObject this o))
  (flush [_] (.flush out) nil)
  (close [_] (.flush out) nil))

(defn ^:no-doc generator "What writes JSON to a writer piece by piece." [writer] (Generator. writer (list [nil 0]) false))

(defn generate
  "Writes a value to a generator: a date as date-format says, keys as key-fn makes them."
  {:added "1.12"}
  [jg obj date-format _ex key-fn]
  (.writeRawValue jg (json-text (if (or date-format key-fn) (prepared obj key-fn date-format) obj) false)))

(defn encode-str "Writes a value's text." {:added "1.12"} [x g] (.writeString g (str x)))
(defn encode-nil "Writes null." {:added "1.12"} [_ g] (.writeNull g))
(defn encode-number "Writes a number." {:added "1.12"} [n g] (.writeNumber g n))
(defn encode-long "Writes an integer." {:added "1.12"} [n g] (.writeNumber g (long n)))
(defn encode-int "Writes an integer." {:added "1.12"} [n g] (.writeNumber g (long n)))
(defn encode-ratio "Writes a ratio as a number with a point." {:added "1.12"} [n g] (.writeNumber g (double n)))
(defn encode-bool "Writes true or false." {:added "1.12"} [b g] (.writeBoolean g b))
(defn encode-seq "Writes a seq." {:added "1.12"} [s g] (.writeObject g (vec s)))
(defn encode-map "Writes a map." {:added "1.12"} [m g] (.writeObject g (into {} m)))
(defn encode-date "Writes a date." {:added "1.12"} [d g] (.writeObject g d))
(defn encode-named "Writes a keyword." {:added "1.12"} [k g] (.writeString g (subs (str k) 1)))
(defn encode-symbol "Writes a symbol." {:added "1.12"} [s g] (.writeString g (str s)))

(defn- encoded
  "What an encoder makes of a value, as a value."
  [f x]
  (let [out (java.io.StringWriter.)]
    (f x (generator out))
    (prim/json-parse (str out) identity)))

(defn- jsonable?
  "Is an encoder's function to be called? A record that has one among its own methods is a map all the same, as in Cheshire."
  [x]
  (and (satisfies? JSONable x)
       (or (not (coll? x)) (contains? (:impls JSONable) (class x)))))

(defn ^:no-doc prepared
  "A value whose keys key-fn has made, with what encoders make of its parts."
  [x key-fn date-format]
  (letfn [(k-of [k] (if key-fn (key-fn k) k))
          (go [x]
            (if (and (some? x) (jsonable? x))
              (encoded to-json x)
              (cond
                (and (float? x) (or (Double/isNaN x) (Double/isInfinite x))) (str x)
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
