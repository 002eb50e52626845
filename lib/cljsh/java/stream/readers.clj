;; SPDX-License-Identifier: MIT
;; What text is read from; a part of cljsh.java.stream.

(in-ns 'cljsh.java.stream)

(defn- text-of-array [x] (if (array? x) (str/join x) (str x)))

(def ^:private SocketText
  "Text of a socket, which tells whether there is any without waiting."
  (py/type "SocketText"
    (py/tuple [py/object])
    (py/dict {"__init__" (fn [this bytes encoding] (set! (.-bytes this) bytes) (set! (.-encoding this) encoding) nil)
              "readline" (fn [this & _] (.decode (.readline (.-bytes this)) (.-encoding this) "replace"))
              "read" (fn [this & [n]]
                       (let [in (.-bytes this)]
                         (if (or (nil? n) (neg? n))
                           (.decode (.read in) (.-encoding this) "replace")
                           (loop [text "" k 0]
                             (if (= k n)
                               text
                               (let [b (.read in 1)]
                                 (if (zero? (count b))
                                   text
                                   (let [lead (first b)
                                         more (cond
                                                (not= "utf-8" (.-encoding this)) 0
                                                (< lead 192) 0
                                                (< lead 224) 1
                                                (< lead 240) 2
                                                :else 3)]
                                     (recur (str text
                                                 (.decode (.__add__ b (.read in more)) (.-encoding this) "replace"))
                                            (inc k))))))))))
              "ready_" (fn [this]
                         (let [in (.-bytes this) socket (py/getattr (.-raw in) "_sock") timeout (.gettimeout socket)]
                           (.settimeout socket 0)
                           (try
                             (pos? (count (.peek in 1)))
                             (catch OSError _ false)
                             (finally (.settimeout socket timeout)))))
              "seekable" (fn [_] false)
              "close" (fn [this] (.close (.-bytes this)) nil)
              "closed" (py/property (fn [this] (.-closed (.-bytes this))))})))

(defn- socket? [x] (= "SocketIO" (.-__name__ (py/type (py/getattr x "raw" nil)))))

(defn- text-stream
  "A stream of Python's whose text is that of a reader, or of a stream of bytes."
  ([x] (text-stream x nil))
  ([x encoding]
   (let [inner (if (and (py/hasattr x "inner") (not (py/hasattr x "pushed"))) (.-inner x) x)]
     (cond
       (instance? io/TextIOBase inner) inner
       (socket? inner) (SocketText inner (charset (or encoding "UTF-8")))
       (or (instance? io/RawIOBase inner) (instance? io/BufferedIOBase inner))
       (io/TextIOWrapper inner (charset (or encoding "UTF-8")) "surrogateescape" "")
       (py/hasattr inner "make_text") (.make_text inner (charset (or encoding "UTF-8")))
       :else inner))))

(defn- read-chars
  "`.read` of readers: a number without arguments; Python's with a count; into an array."
  ([r] (let [c (.read_text r 1)] (if (= c "") -1 (py/ord c))))
  ([r n] (if (integer? n) (.read_text r n) (fill-chars n 0 (.read_text r (count n)))))
  ([r array offset n] (fill-chars array offset (.read_text r n))))

(defn- held-text
  "What clojure.core's reading gave back to the stream."
  [r]
  (let [held (py/getattr r "unread_" "")]
    (when-not (= held "") (set! (.-unread_ r) ""))
    held))

(defn- chomp [line]
  (when-not (= line "")
    (let [line (.removesuffix line "\n")] (.removesuffix line "\r"))))

(def Reader
  "What text is read from."
  (make-class "java.io.Reader" nil
    (merge closing
      {"__init__"  (fn [this & [inner]]
                     (when inner
                       (let [text (text-stream inner)]
                         (set! (.-inner this) text)))
                     nil)
       "read_text" (fn [this n]
                     (if (py/hasattr this "inner")
                       (let [held (held-text this)]
                         (cond
                           (= held "") (.read (.-inner this) n)
                           (= n 1)     held
                           (neg? n)    (str held (.read (.-inner this) -1))
                           :else       (str held (.read (.-inner this) (dec n)))))
                       ;; one of a program's own, which can only fill arrays
                       (let [array (py/list (repeat (if (neg? n) 4096 n) nil))]
                         (loop [text ""]
                           (let [k (.read this array 0 (count array))]
                             (cond
                               (or (nil? k) (neg? k)) text
                               (neg? n)  (recur (str text (str/join (take k array))))
                               :else     (str/join (take k array))))))))
       "read"      read-chars
       "read_all"  (fn [this] (.read_text this -1))
       "readline"  (fn [this & _]
                     (if (py/hasattr this "inner")
                       (.readline (.-inner this))
                       (loop [line ""]
                         (let [c (.read_text this 1)]
                           (if (or (= c "") (= c "\n")) (str line c) (recur (str line c)))))))
       "readLine"  (fn [this] (chomp (str (held-text this) (.readline this))))
       "lines"     line-seq
       "__iter__"  (fn [this] (py/iter (map (fn [l] (str l "\n")) (line-seq this))))
       "readable"  (fn [_] true)
       "ready"     (fn [this] (let [inner (py/getattr this "inner" nil)] (if (py/hasattr inner "ready_") (.ready_ inner) true)))
       "skip"      (fn [this n] (count (.read_text this n)))
       "markSupported" (fn [this] (.seekable (.-inner this)))
       "mark"      (fn [this _] (set! (.-marked this) (.tell (.-inner this))) nil)
       "reset"     (fn [this] (.seek (.-inner this) (py/getattr this "marked" 0)) nil)
       "transferTo" (fn [this out] (let [text (.read_text this -1)] (.write out text) (count text)))})))

(.register abc Reader io/TextIOWrapper)
(.register abc Reader io/StringIO)

(java/note 'java.io.Reader "" "What text is read from.")
(defmacro ^:private reader-class [full doc make]
  `(do (make-class ~(str full) Reader {})
       (java/note '~full "" ~doc)
       (statics ~full ~doc (~'new "Makes one." ~make))))

(defn- make [full] (java/class-named full))

(reader-class java.io.InputStreamReader "Text of a stream of bytes."
  (fn ([in] ((make "java.io.InputStreamReader") (text-stream in)))
      ([in encoding] ((make "java.io.InputStreamReader") (text-stream in encoding)))))
(reader-class java.io.BufferedReader "Text with .readLine."
  (fn [in & _] ((make "java.io.BufferedReader") in)))
(reader-class java.io.FilterReader "Text of another reader, for proxies."
  (fn [in] ((make "java.io.FilterReader") in)))
(reader-class java.io.LineNumberReader "Text with .readLine."
  (fn [in & _] ((make "java.io.LineNumberReader") in)))
(reader-class java.io.StringReader "The text of a string."
  (fn [text]
    (when (nil? text) (throw (NullPointerException. "a text is needed, not nil")))
    ((make "java.io.StringReader") (io/StringIO text ""))))
(reader-class java.io.CharArrayReader "The text of an array of characters."
  (fn [chars] ((make "java.io.CharArrayReader") (io/StringIO (str/join chars) ""))))
(reader-class java.io.FileReader
              "The text of a file."
              (fn [file & [encoding]]
                ((make "java.io.FileReader") (py/open (py/str file)
                                                      "r"
                                                      -1
                                                      (charset (or encoding "UTF-8"))
                                                      "surrogateescape"
                                                      ""))))

(defn- pushed-text
  "The text of up to n characters, first of what was given back."
  [this n]
  (let [held (str (held-text this) (.-pushed this))]
    (cond
      (neg? n)           (do (set! (.-pushed this) "") (str held (.read_text (.-source this) -1)))
      (<= n (count held)) (do (set! (.-pushed this) (subs held n)) (subs held 0 n))
      :else              (do (set! (.-pushed this) "") (str held (.read_text (.-source this) (- n (count held))))))))

(defn- give-back
  ([this x]
   (set! (.-pushed this)
         (str (if (integer? x) (py/chr (if (neg? x) (bit-and x 65535) x)) (text-of-array x))
              (held-text this)
              (.-pushed this)))
   nil)
  ([this array offset n] (give-back this (str/join (take n (drop offset array))))))

(def ^:private pushback
  {"__init__" (fn [this source & _]
                (set! (.-source this)
                      (if (instance? Reader source)
                        (if (py/hasattr source "read_text") source (Reader source))
                        (Reader source)))
                (set! (.-pushed this) "")
                nil)
   "read_text" pushed-text
   "readline" (fn [this & _]
                (let [pushed (.-pushed this) end (.find pushed "\n")]
                  (if (neg? end)
                    (do (set! (.-pushed this) "") (str pushed (.readline (.-source this))))
                    (do (set! (.-pushed this) (subs pushed (inc end))) (subs pushed 0 (inc end))))))
   "unread" give-back
   "close" (fn [this] (.close (.-source this)) nil)
   "closed" (py/property (fn [this] (py/getattr (.-source this) "closed" false)))})

(make-class "java.io.PushbackReader" Reader pushback)
(java/note 'java.io.PushbackReader "" "Text that can be given back.")
(statics java.io.PushbackReader "Text that can be given back."
  (new "Over a reader." (fn [in & _] ((make "java.io.PushbackReader") in))))

(defn- passed
  "Counts the lines of text that has been read, and the characters since the last began."
  [this text]
  (let [lines (.count text "\n")]
    (set! (.-at this) (+ (py/getattr this "at" 1) lines))
    (set! (.-column this) (if (pos? lines)
                            (- (count text) (.rfind text "\n"))
                            (+ (py/getattr this "column" 1) (count text))))
    text))

(make-class "clojure.lang.LineNumberingPushbackReader" (make "java.io.PushbackReader")
  {"read_text" (fn [this n] (passed this (pushed-text this n)))
   "unread"    (fn [this x]
                 (let [text (if (integer? x) (py/chr x) (text-of-array x))]
                   (give-back this x)
                   (set! (.-at this) (- (py/getattr this "at" 1) (.count text "\n")))
                   (set! (.-column this) (- (py/getattr this "column" 1) (count text)))
                   nil))
   "readline"  (fn [this & _] (passed this ((.-readline (make "java.io.PushbackReader")) this)))
   "getLineNumber" (fn [this] (py/getattr this "at" 1))
   "setLineNumber" (fn [this n]
                     (set! (.-at this) n)
                     (set! (.-place_ this) [n (second (py/getattr this "place_" [1 1]))]) ; what is read next is there
                     nil)
   "getColumnNumber" (fn [this] (py/getattr this "column" 1))
   "atLineStart"   (fn [this] (= 1 (py/getattr this "column" 1)))})
(java/note 'clojure.lang.LineNumberingPushbackReader "" "Text that can be given back, whose lines are counted.")
(statics clojure.lang.LineNumberingPushbackReader "Text that can be given back, whose lines are counted."
  (new "Over a reader." (fn [in & _] ((make "clojure.lang.LineNumberingPushbackReader") in))))
