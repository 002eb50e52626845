;; SPDX-License-Identifier: MIT
(ns clojure.stacktrace
  "Printing exceptions and where they came from.")

(defn- python-frames
  "The places in Python code an exception came through, innermost first, as [function file line]."
  [tr]
  (loop [tb (py/getattr tr "__traceback__" nil), frames ()]
    (if (nil? tb)
      frames
      (let [code (.-f_code (.-tb_frame tb))]
        (recur (.-tb_next tb)
               (cons [(.-co_name code) (.-co_filename code) (.-tb_lineno tb)] frames))))))

(defn ^:no-doc trace-elements
  "Returns the places an exception came through, innermost first, as vectors of function, file and line."
  [tr]
  (concat (python-frames tr)
          (cljsh.core/ex-trace tr)))

(defn root-cause
  "Returns the last exception in the chain of causes that begins with tr."
  {:added "1.1"}
  [tr]
  (if-let [cause (ex-cause tr)]
    (recur cause)
    tr))

(defn print-trace-element
  "Prints a place in a stack trace as function (file:line)."
  {:added "1.1"}
  [e]
  (let [[function file line] e]
    (print (str function " (" file ":" line ")"))))

(defn print-throwable
  "Prints the class and the message of an exception, and its data if it has some."
  {:added "1.1"}
  [tr]
  (print (str (.-__name__ (class tr)) ": " (ex-message tr)))
  (when-let [info (ex-data tr)]
    (newline)
    (pr info)))

(defn print-stack-trace
  "Prints an exception and the places it came through, at most n of them."
  {:added "1.1"}
  ([tr] (print-stack-trace tr nil))
  ([tr n]
   (print-throwable tr)
   (newline)
   (let [elements (trace-elements tr)]
     (print " at ")
     (if-let [e (first elements)]
       (print-trace-element e)
       (print "[empty stack trace]"))
     (newline)
     (doseq [e (if n (take (dec n) (rest elements)) (rest elements))]
       (print "    ")
       (print-trace-element e)
       (newline)))))

(defn print-cause-trace
  "Prints an exception as print-stack-trace does, and then its causes."
  {:added "1.1"}
  ([tr] (print-cause-trace tr nil))
  ([tr n]
   (print-stack-trace tr n)
   (when-let [cause (ex-cause tr)]
     (print "Caused by: ")
     (recur cause n))))

(defn e
  "Prints a short stack trace of the last exception at the prompt."
  {:added "1.1"}
  []
  (print-stack-trace (root-cause *e) 8))
