;; SPDX-License-Identifier: MIT
;; Reading forms from a text stream, one at a time and never further.
;;
;; The reader itself reads strings.  So a form's end is looked for here,
;; character by character, and the text so far is given to the reader where
;; it may be one.  The character that ends a token has to be read to see it;
;; it stays with the stream, in an attribute.

(in-ns 'clojure.core)

(defn- held-text
  "What has been given back to a stream, or is part of a line that a tasklet waits for: waits until that has come."
  [stream]
  (let [held (py/getattr stream "unread_" "")]
    (if (string? held)
      held
      (do
        (cljsh.core/lock! held)
        (cljsh.core/unlock! held)
        (recur stream)))))

(defn- next-char
  "The next character of a stream, as a string; empty at the end."
  [stream]
  (let [held (held-text stream)]
    (if (= held "")
      (do
        (cljsh.core/await-text stream)
        (.read stream 1))
      (do
        (py/setattr stream "unread_" "")
        held))))

(defn- unread-char
  "Gives a character back to a stream."
  [stream c]
  (try
    (py/setattr stream "unread_" c)
    (catch AttributeError _ nil)))

(defn- line-ended
  "What a line's part is when its last character ends the line, and what was read behind it, else nil.
  After a carriage return that is known by the next character."
  [stream part]
  (cond
    (.endswith part "\n")       [part ""]
    (and (.endswith part "\r")
         (.-newlines stream))   (let [c (.read stream 1)]
                                  (if (= c "\n")
                                    [(str part c) ""]
                                    [part c]))))

(defn- next-part
  "Reads more of a line, as whose parts these are held; reduced when it is the last, or that is not known."
  [stream parts]
  (let [n (cljsh.core/text-line stream parts)]
    (cond
      (string? n) (reduced n)
      (nil? n)    (reduced (.readline stream))
      :else       (let [part (.read stream n)]
                    (if (= n (count part))
                      part
                      (reduced part))))))

(defn- next-line-in-parts
  "The next line of a stream, of which `held` was read already, and more of which may be waited for. Others who read of the
  stream wait meanwhile. Nil when somebody else is about to read it."
  [stream held]
  (let [parts (volatile! [held])]
    (cljsh.core/lock! parts)
    (try
      (when (cljsh.core/claim-text stream held parts)
        (loop [part held]
          (let [[ended more] (line-ended stream (unreduced part))]
            (if (or ended (reduced? part))
              (do
                (unread-char stream (or more ""))
                (.join "" (if ended (conj (pop @parts) ended) @parts)))
              (let [part (next-part stream parts)]
                (vswap! parts conj (unreduced part))
                (recur part))))))
      (finally
        (when (identical? parts (py/getattr stream "unread_" "")) ; it was broken off
          (unread-char stream (.join "" @parts)))
        (cljsh.core/unlock! parts)))))

(defn- next-line
  "The next line of a stream with its end; empty at the end of the stream."
  [stream]
  (let [held (held-text stream)
        end  (if (= held "") 0 (inc (.find held "\n")))]
    (if (pos? end)
      (do
        (py/setattr stream "unread_" (subs held end))
        (subs held 0 end))
      (let [line (if (= held "") (cljsh.core/text-line stream "") 0)]
        (cond
          (string? line) line
          (nil? line)    (.readline stream)
          (and line (py/hasattr stream "newlines")) (or (next-line-in-parts stream held) (recur stream))
          line           (do
                           (py/setattr stream "unread_" "")
                           (str held (.readline stream)))
          :else          (recur stream))))))

(defn- skip-to
  "Reads up to and including the character end, which a backslash can hide; returns the text."
  [stream end]
  (loop [text ""]
    (let [c (next-char stream), text (str text c)]
      (cond
        (or (= c "") (= c end)) text
        (and (= c "\\") (= end "\"")) (recur (str text (next-char stream)))
        :else (recur text)))))

(defn- parse-or-more
  "The form parse makes of text; `nothing` when text holds no whole form."
  [parse text]
  (try
    (parse text)
    (catch [Exception Error] e
      (if (py/getattr e "incomplete" false)
        nothing
        (throw e)))))

(defn- read-next
  "Reads a form: a vector of the form and its text, or nil when there is none.
  parse makes a form of a text, or `nothing` if there is none in it."
  [stream parse]
  (loop [text "", depth 0, token? false]
    (let [c (next-char stream)]
      (if (= c "")
        (let [form (parse text)]
          (if (identical? form nothing)
            nil
            [form text]))
        (let [ends-token? (contains? #{" " "\t" "\n" "\r" "\f" "," "\"" ";" "(" ")" "[" "]" "{" "}"} c)
              form        (if (and token? ends-token? (zero? depth))
                            (parse-or-more parse text)
                            nothing)]
          (if (identical? form nothing)
            (let [text    (str text c)
                  closed? (contains? #{")" "]" "}"} c)
                  depth   (cond
                            closed?                        (dec depth)
                            (contains? #{"(" "[" "{"} c)   (inc depth)
                            :else                          depth)
                  text    (cond
                            (= c "\"") (str text (skip-to stream "\""))
                            (= c ";")  (str text (skip-to stream "\n"))
                            (= c "\\") (str text (next-char stream))
                            :else      text)
                  form    (if (and (< depth 1) (or closed? (= c "\"")))
                            (parse-or-more parse text)
                            nothing)]
              (if (identical? form nothing)
                (recur text depth
                       (cond
                         ends-token? false
                         (contains? #{"'" "@" "^" "`" "~" "#"} c) token?
                         :else true))
                [form text]))
            (do
              (unread-char stream c)
              [form text])))))))

(defn- read-with
  "Reads a form with parse, a function of options and text; at the end, what :eof says."
  [parse options stream]
  (let [eof   (get options :eof :eofthrow)
        found (read-next stream (fn [text] (parse (assoc options :eof nothing) text)))]
    (cond
      found              found
      (= eof :eofthrow)  (throw (EOFError. "EOF while reading"))
      :else              [eof ""])))

(intern 'cljsh.core 'read-with read-with)

(defn- eof-options
  "The arguments eof-error? and eof-value of read as options."
  [eof-error? eof-value]
  (if eof-error? {} {:eof eof-value}))

(declare about-to-read!)

(def ^:private input-unknown
  "True until it is known what sys.stdin is, and after a command may have read of it."
  (volatile! true))

(defn- read-here
  "What read-with gives, with the lists' places in the stream as metadata."
  [options stream]
  (when @input-unknown
    (about-to-read! stream))
  (let [[line column :as place] (py/getattr stream "place_" [1 1])
        [_ text :as found] (read-with (fn [options text] (cljsh.core/read-at options text line column)) options stream)
        newlines (.count text "\n")]
    (try
      (py/setattr stream "place_" [(+ line newlines)
                                   (if (zero? newlines)
                                     (+ column (count text))
                                     (- (count text) (.rfind text "\n")))])
      (catch AttributeError _ nil))
    found))

(defn read
  "Reads the next form from a stream, *in* if none is given.
  At the end that is an error, unless eof-error? is false: then it is
  eof-value. The options are those of read-string. The metadata of a list has
  its :line and :column in what was read of the stream."
  {:added "1.0"}
  ([] (read *in*))
  ([stream] (first (read-here {} stream)))
  ([opts stream] (first (read-here opts stream)))
  ([stream eof-error? eof-value]
   (first (read-here (eof-options eof-error? eof-value) stream)))
  ([stream eof-error? eof-value recursive?]
   (read stream eof-error? eof-value)))

(defn read+string
  "Reads as read does, and returns the vector of the form and its text."
  {:added "1.10"}
  ([] (read+string *in*))
  ([stream] (read+string {} stream))
  ([opts stream]
   (let [[form text] (read-here opts stream)]
     [form (.strip text)]))
  ([stream eof-error? eof-value]
   (read+string (eof-options eof-error? eof-value) stream))
  ([stream eof-error? eof-value recursive?]
   (read+string stream eof-error? eof-value)))

;; --- lines ------------------------------------------------------------------

(defn- chomp
  "A line as a stream gives it, without what ends it; nil for the empty one, at the end."
  [line]
  (let [n (count line)]
    (cond
      (zero? n)                                    nil
      (not= \newline (nth line (dec n)))           line
      (and (> n 1) (= \return (nth line (- n 2)))) (subs line 0 (- n 2))
      :else                                        (subs line 0 (dec n)))))

(defn read-line
  "Reads a line from *in*; returns it without its end, or nil if there is none."
  {:added "1.0"}
  []
  (when @input-unknown
    (about-to-read! *in*))
  (chomp (next-line *in*)))

(defn- lines-left [stream]
  (let [line (chomp (next-line stream))]
    (if (nil? line)
      nil
      (cons line (lazy-seq (lines-left stream))))))

(defn line-seq
  "Returns a lazy seq of the lines of a stream, or nil if there are none."
  {:added "1.0"}
  [rdr]
  (when-not (py/hasattr rdr "readline")
    (throw (ClassCastException. (str "line-seq needs a stream that can be read, not " (.-__qualname__ (py/type rdr))))))
  (lines-left rdr))
