;; SPDX-License-Identifier: MIT
;; Calls every function of core and of the namespaces beside it with input of
;; each kind, and tells what came of it; the same file runs on Clojure's JVM,
;; where the answers become the record inputs.txt, and in cljsh:
;;
;;   inputs.cljc MILLISECONDS < CALLS > OUTCOMES
;;
;; A line of CALLS is a vector: a symbol, and a vector of names of inputs. A
;; line of OUTCOMES tells what the call gave: = and the value's printed form,
;; or ! and the names by which what was thrown is caught (on the JVM the class
;; itself), or … when it was not done in time. Without CALLS on standard input
;; but with the argument `list`, the calls are listed.
(ns oracle.inputs
  (:require [clojure.string :as str]
            clojure.set clojure.walk clojure.edn clojure.zip clojure.data clojure.math clojure.template))

(def limit (parse-long (first *command-line-args*)))

;; Fresh for each call, as some of them change what they are given.
(def inputs
  {'nil (fn [] nil), 'zero (fn [] 0), 'one (fn [] 1), 'minus (fn [] -1), 'huge (fn [] 100000000000000000000N)
   'float (fn [] 1.5), 'nan (fn [] ##NaN), 'ratio (fn [] 1/2), 'true (fn [] true)
   'string (fn [] "abc"), 'blank (fn [] ""), 'key (fn [] :k), 'symbol (fn [] 'sym)
   'vector (fn [] [1 2 3]), 'empty (fn [] []), 'list (fn [] '(1 2)), 'map (fn [] {:k 1}), 'set (fn [] #{1})
   'inc (fn [] inc), 'vec (fn [] vector), 'range (fn [] (range)), 'atom (fn [] (atom 1))})

;; Names of inputs for calls with one, two and three arguments.
(def tuples
  (concat [[]]
          (map vector '[nil zero minus huge float nan ratio true string blank key symbol vector empty list map set inc range atom])
          (for [a '[nil one minus string key vector map inc], b '[nil one huge string vector map]] [a b])
          '[[range one] [one range] [inc range] [nil range] [range range]]
          (for [a '[nil one inc vec], b '[nil one string vector], c '[nil minus vector map]] [a b c])
          '[[inc nil range] [inc range vector]]
          (for [a '[nil map vector key]] [a 'one 'one 'one])))

;; What waits, reads the terminal, changes the namespaces or the machine, or gives something else each time.
(def left-out
  '#{shutdown-agents read read-line read+string flush newline pr prn print println printf pr-str prn-str
     print-str println-str spit slurp load load-file load-reader load-string require use requiring-resolve refer refer-clojure in-ns
     create-ns remove-ns ns-unmap ns-unalias alias intern import await await-for await1 agent send send-off send-via
     rand rand-int rand-nth shuffle random-sample random-uuid gensym hash hash-combine hash-ordered-coll hash-unordered-coll
     mix-collection-hash eval compile add-classpath alter-var-root push-thread-bindings pop-thread-bindings
     set-agent-send-executor! set-agent-send-off-executor! add-tap remove-tap tap> file-seq seque
     future-call pmap pcalls xml-seq resultset-seq proxy-mappings proxy-super init-proxy update-proxy proxy-name
     proxy-call-with-super get-proxy-class construct-proxy print-method print-dup print-simple print-ctor method-sig
     -cache-protocol-fn -reset-methods find-protocol-impl find-protocol-method
     ->ArrayChunk ->Vec ->VecNode ->VecSeq ->Eduction EMPTY-NODE primitives-classnames
     all-ns loaded-libs ns-map ns-publics ns-interns ns-refers ns-imports ns-aliases get-thread-bindings
     clojure-version release-pending-sends Throwable->map StackTraceElement->vec PrintWriter-on
     extend extenders extends? supers bases bean class type memfn
     make-hierarchy derive underive reset-meta! alter-meta! enumeration-seq iterator-seq stream-seq!
     unquote unquote-splicing default-data-readers char-escape-string char-name-string postwalk-demo prewalk-demo
     aset aset-boolean aset-byte aset-char aset-double aset-float aset-int aset-long aset-short
     aget alength aclone make-array into-array to-array to-array-2d object-array int-array long-array short-array
     byte-array boolean-array char-array double-array float-array booleans bytes chars doubles floats ints longs shorts
     random ulp next-after next-up next-down get-exponent hashing seq-to-map-for-destructuring
     munge namespace-munge destructure find-keyword cosh sinh chunk chunk-append chunk-buffer chunk-cons chunk-first chunk-next chunk-rest})

(def spaces '[clojure.core clojure.string clojure.set clojure.walk clojure.edn clojure.zip clojure.data clojure.math clojure.template])

(defn functions []
  (for [space spaces
        [n v] (sort (ns-publics space))
        :when (and (bound? v) (fn? @v) (not (:macro (meta v))) (not (left-out n)))]
    (symbol (str space) (str n))))

(defn plain [s]
  (-> s
      (str/replace #"(?i)clojure\.core\$\w+@[0-9a-f]+" "#object[]") ; what str gives
      (str/replace #"(?i)#(?:function|multimethod|namespace)\[[^\]]*\]" "#object[]")
      (str/replace #"#object\[(?:\"[^\"]*\"|[^\s\]]+)(?: 0x[0-9a-f]*)?(?: \"(?:[^\"\\]|\\.)*\")?" "#object[")
      (str/replace #"__\d+" "__N")))

(def names
  '[ArithmeticException ArityException ClassCastException IllegalArgumentException IllegalStateException
    IndexOutOfBoundsException NullPointerException NumberFormatException UnsupportedOperationException
    NoSuchElementException AssertionError StackOverflowError OutOfMemoryError ExceptionInfo RuntimeException Exception Error])

#?(:cljsh
   (def caught-by
     (into {} (for [n names :let [c (resolve n)] :when (class? c)] [n c]))))

(defn thrown [e]
  #?(:cljsh (str/join " " (for [n names :let [c (caught-by n)] :when (and c (instance? c e))] n))
     :clj (str/replace (.getSimpleName (class e)) #"^.*\$" "")))

(defn outcome [[f args]]
  (try
    (let [value (apply (deref (resolve f)) (map #((inputs %)) args))]
      ;; A value that is lazy may fail when it is printed.
      (binding [*print-length* 8, *print-level* 5, *print-namespace-maps* false]
        (str "= " (plain (pr-str value)))))
    (catch Throwable e
      (str "! " (thrown e)))))

(defn timely [call]
  #?(:cljsh (outcome call)
     :clj (let [result (promise)
                thread (Thread. nil (fn [] (deliver result (outcome call))) "call" 1000000)]
            (.setDaemon thread true)
            (.start thread)
            (let [answer (deref result limit "…")]
              (when (= answer "…") (.stop thread))
              answer))))

(if (= (second *command-line-args*) "list")
  (doseq [f (functions), tuple tuples]
    (prn [f (vec tuple)]))
  (doseq [line (line-seq #?(:cljsh *in* :clj (java.io.BufferedReader. *in*)))]
    (println (str/replace (timely (read-string line)) #"\p{Cntrl}" "?"))
    (flush)))
#?(:cljsh (exit 0) :clj (System/exit 0))
