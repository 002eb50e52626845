;; SPDX-License-Identifier: MIT
;; Evaluates forms and tells what each of them gave; the same file runs on
;; Clojure's JVM, where the answers become the record, and in cljsh:
;;
;;   driver.cljc MILLISECONDS < FORMS > OUTCOMES
;;
;; A line of FORMS is a readable string, the text of a form; (ns …) begins a
;; file, in a namespace of its own.  A line of OUTCOMES is a readable vector:
;; what was printed, and one of
;;
;;   [out :value "…"]     the value's printed form
;;   [out :throws […]]    the names by which Clojure's programs catch it, the
;;                        one it has first; message and data of an ex-info
;;   [out :hangs]         not done in time (on the JVM; here the caller watches)
(ns oracle.driver
  (:require [clojure.string :as str]
            #?(:cljsh [io :as text])))

(def limit (parse-long (first *command-line-args*)))

;; What was thrown while a form was compiled comes wrapped; what was thrown
;; when it ran counts as itself.
(defn thrown [e]
  #?(:cljsh e
     :clj (if (and (instance? clojure.lang.Compiler$CompilerException e)
                   (= :execution (:clojure.error/phase (ex-data e)))
                   (ex-cause e))
            (recur (ex-cause e))
            e)))

(def names
  '[ArithmeticException ArityException ArrayIndexOutOfBoundsException AssertionError ClassCastException
    ClassNotFoundException CompilerException ExceptionInfo FileNotFoundException
    IllegalArgumentException IllegalStateException IndexOutOfBoundsException IOException
    NegativeArraySizeException NoSuchElementException NullPointerException NumberFormatException
    RuntimeException StackOverflowError StringIndexOutOfBoundsException TimeoutException
    UnsupportedOperationException Exception Error])

#?(:cljsh
   (def caught-by
     (into {} (for [n names :let [c (resolve n)] :when (class? c)] [n c]))))

(defn kinds [e]
  #?(:cljsh (vec (for [n names :let [c (caught-by n)] :when (and c (instance? c e))] n))
     :clj [(symbol (str/replace (.getSimpleName (class e)) #"^.*\$" ""))]))

(defn plain
  "Text without what tells one object from another, and without the numbers of gensyms."
  [s]
  (-> s
      (str/replace #"#object\[(?:\"[^\"]*\"|[^\s\]]+)(?: 0x[0-9a-f]*)?(?: \"(?:[^\"\\]|\\.)*\")?" "#object[")
      (str/replace #"#(?:function|multimethod|namespace)\[[^\]]*\]" "#object[]")
      (str/replace #"0x[0-9a-f]+" "0x")
      (str/replace #"__\d+" "__N")))

(defn throws [e]
  (let [e (thrown e)
        info (instance? clojure.lang.ExceptionInfo e)]
    [:throws (cond-> (kinds e)
               info (conj (plain (str (ex-message e))) (plain (pr-str (ex-data e)))))]))

(defn outcome [text]
  (let [out #?(:cljsh (text/StringIO) :clj (java.io.StringWriter.))
        result (binding [*out* out, *print-length* 100, *print-level* 12, *print-namespace-maps* false]
                 (try
                   (let [value (eval (read-string text))]
                     [:value (plain (pr-str value))])
                   (catch Throwable e (throws e))))]
    (into [(plain #?(:cljsh (.getvalue out) :clj (str out)))] result)))

;; On the JVM each form has a thread, which is stopped when it is late.
(defn timely [text]
  #?(:cljsh (outcome text)
     :clj (let [result (promise)
                work (bound-fn [] (deliver result [(outcome text) *ns*]))
                thread (Thread. nil work "form" 4000000)]
            (.setDaemon thread true)
            (.start thread)
            (if-let [[answer ns] (deref result limit nil)]
              (do (set! *ns* ns) answer)
              (do (.stop thread) ["" :hangs])))))

(binding [*ns* *ns*]
  (doseq [line (line-seq #?(:cljsh *in* :clj (java.io.BufferedReader. *in*)))]
    (println (pr-str (timely (read-string line))))
    (flush)))
#?(:cljsh (exit 0) :clj (System/exit 0))
