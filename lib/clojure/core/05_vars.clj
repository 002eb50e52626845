;; SPDX-License-Identifier: MIT
;; The dynamic vars that settings are kept in.

(in-ns 'clojure.core)

;; These two are made by the compiler.
(cljsh.core/set-var-meta! #'*ns* (assoc (meta #'*ns*) :name '*ns* :ns (find-ns 'clojure.core) :dynamic true :added "1.0" :doc "The current namespace."))
(cljsh.core/set-var-meta! #'*file* (assoc (meta #'*file*) :name '*file* :ns (find-ns 'clojure.core) :dynamic true :added "1.0" :doc "The path of the file being loaded."))

;; The parts of what these take.
(cljsh.core/set-var-meta! #'defn
  (assoc (meta #'defn) :arglists '([name doc-string? attr-map? [params*] prepost-map? body]
                                   [name doc-string? attr-map? ([params*] prepost-map? body) + attr-map?])))
(cljsh.core/set-var-meta! #'defmacro
  (assoc (meta #'defmacro) :arglists '([name doc-string? attr-map? [params*] body]
                                       [name doc-string? attr-map? ([params*] body) + attr-map?])))

(def ^{:dynamic true, :added "1.0"
       :doc "The arguments of the program, a seq of strings, or nil."}
  *command-line-args* nil)

(def ^{:dynamic true, :added "1.0"
       :doc "The value of the last expression at the prompt."}
  *1 nil)

(def ^{:dynamic true, :added "1.0"
       :doc "The value of the last expression but one at the prompt."}
  *2 nil)

(def ^{:dynamic true, :added "1.0"
       :doc "The value of the third last expression at the prompt."}
  *3 nil)

(def ^{:dynamic true, :added "1.0"
       :doc "The last exception at the prompt."}
  *e nil)

;; --- streams ----------------------------------------------------------------

(def ^{:dynamic true, :added "1.0"
       :doc "What is printed to: a Python text stream."}
  *out* (.-stdout (py/__import__ "sys")))

(def ^{:dynamic true, :added "1.0"
       :doc "Where errors are printed to: a Python text stream."}
  *err* (.-stderr (py/__import__ "sys")))

(def ^{:dynamic true, :added "1.0"
       :doc "What is read from: a Python text stream."}
  *in* (.-stdin (py/__import__ "sys")))

(def ^{:dynamic true, :added "1.12"
       :doc "True at the prompt."}
  *repl* false)

;; --- compiling --------------------------------------------------------------

(def ^{:dynamic true, :added "1.0"
       :doc "Does assert check anything where it is compiled now?"}
  *assert* true)

(def ^{:dynamic true, :added "1.3"
       :doc "Does arithmetic with integers that are known to be longs, where it is compiled now, wrap at 64 bits?
  Known are literals, locals with the hint ^long, what long, int and count give, and sums of such."}
  *unchecked-math* false)

(def ^{:dynamic true, :added "1.0"
       :doc "Without meaning here: no call is slower for want of a type hint."}
  *warn-on-reflection* false)

(def ^{:dynamic true, :added "1.4"
       :doc "Without meaning here: code is compiled when it is loaded, and cached."}
  *compiler-options* nil)

(def ^{:dynamic true, :added "1.0"
       :doc "Without meaning here: code is compiled when it is loaded, and cached."}
  *compile-files* false)

(def ^{:dynamic true, :added "1.0"
       :doc "Without meaning here: code is compiled when it is loaded, and cached."}
  *compile-path* "classes")

(def ^{:dynamic true, :added "1.0"
       :doc "The name of the file being loaded, without its folder, or NO_SOURCE_FILE."}
  *source-path* "NO_SOURCE_FILE")

(def ^{:dynamic true, :doc "Without meaning here."}
  *verbose-defrecords* false)

;; --- reading ----------------------------------------------------------------

(def ^{:dynamic true, :added "1.0"
       :doc "May the reader evaluate #=(…)?"}
  *read-eval* true)

(def ^{:dynamic true, :doc "Does the reader only look where a form ends?"}
  *suppress-read* false)

(def ^{:dynamic true
       :doc "Replaces how the reader resolves symbols and aliases, or is nil."}
  *reader-resolver* nil)

(def ^{:dynamic true, :added "1.4"
       :doc "A map from tags of literals, symbols, to functions (or their vars) that make the values."}
  *data-readers* {})

(def ^{:dynamic true, :added "1.5"
       :doc "A function of tag and value for tags without a reader, or nil."}
  *default-data-reader-fn* nil)

;; --- printing ---------------------------------------------------------------

(def ^{:dynamic true, :added "1.0"
       :doc "The number of elements of a collection that are printed, or nil for all."}
  *print-length* nil)

(def ^{:dynamic true, :added "1.0"
       :doc "The number of levels of nested collections that are printed, or nil for all."}
  *print-level* nil)

(def ^{:dynamic true, :added "1.0"
       :doc "Is metadata printed?"}
  *print-meta* false)

(def ^{:dynamic true, :added "1.9"
       :doc "Is the namespace that all keys of a map share printed once, before the map?"}
  *print-namespace-maps* true)

(def ^{:dynamic true, :added "1.0"
       :doc "Are strings and characters printed so that they can be read again?"}
  *print-readably* true)

(def ^{:dynamic true, :added "1.0"
       :doc "Are values printed so that reading them gives the same types?"}
  *print-dup* false)

(def ^{:dynamic true, :added "1.0"
       :doc "Is output flushed after every newline that prn and println print?"}
  *flush-on-newline* true)

(def ^{:added "1.0"
       :doc "A map from the characters that a string literal writes with a backslash to how they are written."}
  char-escape-string
  {\newline   "\\n"
   \tab       "\\t"
   \return    "\\r"
   \"         "\\\""
   \\         "\\\\"
   \formfeed  "\\f"
   \backspace "\\b"})

(def ^{:added "1.0"
       :doc "A map from the characters whose literal is a name to that name."}
  char-name-string
  {\newline   "newline"
   \tab       "tab"
   \space     "space"
   \backspace "backspace"
   \formfeed  "formfeed"
   \return    "return"})

;; --- others -----------------------------------------------------------------

(def ^{:dynamic true
       :doc "The context of decimal arithmetic that with-precision sets, or nil."}
  *math-context* nil)

(def ^{:dynamic true, :added "1.0"
       :doc "The version of the language: a map of :major :minor :incremental :qualifier."}
  *clojure-version*
  {:major 1, :minor 12, :incremental 0, :qualifier nil})
