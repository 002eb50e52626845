;; SPDX-License-Identifier: MIT
;; What text is written to; a part of cljsh.java.stream.

(in-ns 'cljsh.java.stream)

(defn- writable-text [x] (cond (string? x) x (integer? x) (py/chr x) :else (text-of-array x)))

(defn- write-text
  ([w x] (.write_text w (writable-text x)) nil)
  ([w x offset n] (.write_text w (subs (text-of-array x) offset (+ offset n))) nil))

(defn- print-text [x] (if (array? x) (str/join x) (if (nil? x) "null" (str x))))

(def Writer
  "What text is written to."
  (make-class "java.io.Writer" nil
    (merge closing
      {"__init__"   (fn [this & [inner]] (when inner (set! (.-inner this) inner)) nil)
       "write_text" (fn [this text]
                      (if (py/hasattr this "inner")
                        (.write (.-inner this) text)
                        (.write this (py/list text) 0 (count text))))
       "write"      write-text
       "writable"   (fn [_] true)
       "flush"      (fn [this] (when (py/hasattr this "inner") (.flush (.-inner this))) nil)
       "append"     (fn ([this x] (.write this (if (nil? x) "null" (str x))) this)
                        ([this x start end] (.write this (subs (str x) start end)) this))
       "newLine"    (fn [this] (.write this "\n") nil)
       "print"      (fn [this x] (.write this (print-text x)) nil)
       "println"    (fn ([this] (.write this "\n") nil) ([this x] (.write this (str (print-text x) "\n")) nil))
       "printf"     (fn [this f & args] (.write this (apply java.lang.String/format f args)) this)
       "format"     (fn [this f & args] (.write this (apply java.lang.String/format f args)) this)
       "checkError" (fn [_] false)})))

(.register abc Writer io/TextIOWrapper)
(.register abc Writer io/StringIO)

(java/note 'java.io.Writer "" "What text is written to.")
(make-class "java.io.StringWriter" Writer
  {"__init__"  (fn [this & _] (set! (.-inner this) (java/StringBuilder)) nil)
   "toString"  (fn [this] (.getvalue (.-inner this)))
   "__str__"   (fn [this] (.getvalue (.-inner this)))
   "getvalue"  (fn [this] (.getvalue (.-inner this)))
   "getBuffer" (fn [this] (.-inner this))})
(java/note 'java.io.StringWriter "" "Keeps what is written to it.")
(statics java.io.StringWriter "Keeps what is written to it."
  (new "An empty one." (fn [& _] ((make "java.io.StringWriter")))))
(make-class "java.io.CharArrayWriter" (make "java.io.StringWriter")
  {"toCharArray" (fn [this] (py/list (.getvalue (.-inner this))))})

(defn- writing-stream
  "A stream of Python's that writes text to a writer or to a stream of bytes."
  ([x] (writing-stream x nil))
  ([x encoding]
   (let [inner (if (py/hasattr x "inner") (.-inner x) x)]
     (cond
       (instance? io/TextIOBase inner) inner
       (or (instance? io/RawIOBase inner) (instance? io/BufferedIOBase inner))
       (io/TextIOWrapper inner (charset (or encoding "UTF-8")) "surrogateescape" "")
       (py/hasattr inner "make_text_writer") (.make_text_writer inner (charset (or encoding "UTF-8")))
       :else inner))))

(defmacro ^:private writer-class [full doc make]
  `(do (make-class ~(str full) Writer {})
       (java/note '~full "" ~doc)
       (statics ~full ~doc (~'new "Makes one." ~make))))

(defn- file-writer* [full file mode]
  ((make full) (py/open (py/str file) mode -1 "utf-8" "surrogateescape" "")))

(writer-class java.io.OutputStreamWriter "Text as bytes to a stream."
  (fn ([out] ((make "java.io.OutputStreamWriter") (writing-stream out)))
      ([out encoding] ((make "java.io.OutputStreamWriter") (writing-stream out encoding)))))
(writer-class java.io.BufferedWriter
              "Text to another writer."
              (fn [out & _] ((make "java.io.BufferedWriter") (writing-stream out))))
(writer-class java.io.FilterWriter
              "Text to another writer, for proxies."
              (fn [out] ((make "java.io.FilterWriter") out)))
(writer-class java.io.PrintWriter "Text to another writer, with .println."
  (fn [out & _] (if (or (string? out) (py/hasattr out "__fspath__"))
                  (file-writer* "java.io.PrintWriter" out "w")
                  ((make "java.io.PrintWriter") (writing-stream out)))))
(writer-class java.io.PrintStream "Text to a stream of bytes, with .println."
  (fn [out & _] ((make "java.io.PrintStream") (writing-stream out))))
(doseq [k [:out :err]] (.register abc (make "java.io.PrintStream") (py/type (k java/standard-streams))))
(writer-class java.io.FileWriter "Text to a file."
  (fn ([file] (file-writer* "java.io.FileWriter" file "w"))
      ([file append] (file-writer* "java.io.FileWriter" file (if (true? append) "a" "w")))))
