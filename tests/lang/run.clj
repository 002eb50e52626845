;; SPDX-License-Identifier: MIT
;; Runs every suite in this folder, or those named on the command line:
;;
;;   cljsh tests/lang/run.clj [SUITE…]      (cljsh tests/lang/run.clj set walk)
;;
;; Ends with a line `N passed, M failed`; the status is 1 when M is not 0.
(ns run
  (:require [clojure.stacktrace :as stack]
            [clojure.string :as str]
            [clojure.test :as t]
            [glob]
            [os.path :as path]))

;; The address sanitizer's vfork does not know the stack that we run on.
(set! (.-_USE_VFORK (py/__import__ "subprocess")) false)

(def folder (path/dirname (path/abspath *file*)))

(def files
  (if (seq *command-line-args*)
    (map #(path/join folder (str % "_test.clj")) *command-line-args*)
    (sort (glob/glob (path/join folder "*_test.clj")))))

(defn suite-ns
  "The namespace of a file: its name, with - for _."
  [file]
  (symbol (str/replace (str/replace (path/basename file) #"\.clj$" "") "_" "-")))

(defn run-file
  "Loads a suite and runs it; what can't be loaded, or asserts nothing, is one error."
  [file]
  (try
    (load-file file)
    (let [suite (the-ns (suite-ns file))
          counts (binding [*ns* suite]
                   (t/test-ns suite))]
      (if (zero? (+ (:pass counts) (:fail counts) (:error counts)))
        (throw (ex-info (str "nothing is asserted in " file) {}))
        counts))
    (catch Throwable e
      (println "\nERROR loading" file)
      (stack/print-cause-trace e 20)
      {:test 0, :pass 0, :fail 0, :error 1})))

(let [counts (reduce (fn [sum file] (merge-with + sum (run-file file)))
                     {:pass 0, :fail 0, :error 0}
                     files)
      failed (+ (:fail counts) (:error counts))]
  (println)
  (println (str (:pass counts) " passed, " failed " failed"))
  (flush)
  (exit (if (zero? failed) 0 1)))
