;; SPDX-License-Identifier: MIT
(ns cljsh.python-main
  "The interpreter of Python that cljsh has in it, as the command python3: cljsh --python FILE, -c CODE, -m MODULE.

  sys.executable is a link to the program under the name python3, and means the
  same: so the processes that multiprocessing starts have Clojure, too."
  {:added "1.12"})

(def ^:private sys (py/__import__ "sys"))

(defn- read-options
  "What the words in front of the program say, as python3 has them: {:run kind, :what text, :args words, :flags #{…} …}."
  [words]
  (loop [words (seq words), opts {:flags #{} :warnings []}]
    (let [[word & more] words]
      (cond
        (nil? word)                     (assoc opts :run :input)
        (= word "-")                    (assoc opts :run :input :args more)
        (#{"-V" "--version"} word)      (assoc opts :run :version)
        (#{"-W" "-X" "--check-hash-based-pycs"} word)
        (recur (next more) (cond-> opts (= word "-W") (update :warnings conj (first more))))
        (re-find #"^-[cm]" word)
        (let [joined (subs word 2)
              [what args] (if (= joined "") [(first more) (next more)] [joined more])]
          (if what
            (assoc opts :run (if (= \c (get word 1)) :code :module) :what what :args args)
            (throw (IllegalArgumentException. (str "Argument expected for the " word " option")))))
        (re-find #"^-W." word)          (recur more (update opts :warnings conj (subs word 2)))
        (re-find #"^-X." word)          (recur more opts)
        (re-find #"^-[bBdEhiIOPqRsSuvx]+([cm].*)?$" word)
        (let [[_ letters [kind :as run]] (re-find #"^-([bBdEhiIOPqRsSuvx]+)([cm].*)?$" word)
              opts (update opts :flags into letters)]
          (if kind
            (recur (cons (str "-" run) more) opts)
            (recur more opts)))
        (re-find #"^-" word)            (throw (IllegalArgumentException. (str "unknown option: " word)))
        :else                           (assoc opts :run :file :what word :args more)))))

(defn- set-flags!
  [{:keys [flags warnings]}]
  (when (flags \B) (set! (.-dont_write_bytecode sys) true))
  (when (flags \u)
    (doseq [stream [(.-stdout sys) (.-stderr sys)]]
      (.reconfigure stream ** :write_through true)))
  (when (seq warnings)
    (._processoptions (py/__import__ "warnings") (py/list warnings))))

(defn- add-builtins!
  "What Python's module site gives to every program: exit, quit, help, copyright."
  []
  (let [site (py/__import__ "site")]
    (.setquit site)
    (.setcopyright site)
    (.sethelper site)))

(defn- begin!
  "Sets sys.argv and the first folder of sys.path, where the program's own modules are."
  [argv0 args folder]
  (set! (.-argv sys) (py/list (cons argv0 args)))
  (.insert (.-path sys) 0 folder)
  (when-not (= folder "")
    (.append (cljsh.core/load-path) folder)))

(defn- run-code
  "Runs the text of a program in the module __main__."
  [text file]
  (let [names (py/vars (get (.-modules sys) "__main__"))]
    (py/exec (py/compile text file "exec" ** :dont_inherit true) names)))

(defn- run-file
  [file]
  (let [names (py/vars (get (.-modules sys) "__main__"))]
    (aset names "__file__" file)
    (aset names "__cached__" nil)
    (run-code (with-open [f (py/open file "rb")] (.read f)) file)))

(defn- interact []
  (if (.isatty (.-stdin sys))
    (.interact (py/__import__ "code") ** :local (py/vars (get (.-modules sys) "__main__")) :exitmsg "")
    (run-code (.read (.-stdin sys)) "<stdin>")))

(defn- below-us
  "The part of a traceback that is the program's, without what called it."
  [traceback]
  (if (and traceback (.-tb_next traceback)
           (re-find #"^cljsh:|^cljsh/" (.-co_filename (.-f_code (.-tb_frame traceback)))))
    (recur (.-tb_next traceback))
    traceback))

(defn- run-program
  [{:keys [run what args]}]
  (let [os-path (.-path (py/__import__ "os"))
        runpy   (fn [] (py/__import__ "runpy"))]
    (case run
      :version (println (str "Python " (.python_version (py/__import__ "platform"))))
      :code    (do (begin! "-c" args "")
                   (run-code what "<string>"))
      :module  (do (begin! "-m" args (.getcwd (py/__import__ "os")))
                   (._run_module_as_main (runpy) what))
      :file    (if (.isdir os-path what)
                 (do (begin! what args what)
                     (.run_path (runpy) what ** :run_name "__main__"))
                 (do (begin! what args (.dirname os-path (.realpath os-path what)))
                     (run-file what)))
      :input   (do (begin! "-" args "")
                   (interact)))
    0))

(defn run
  "Runs the program that the words of the command line name. Returns the status; an exception was shown as Python shows it."
  [words]
  (let [opts (try (read-options words) (catch IllegalArgumentException e e))]
    (if (instance? Exception opts)
      (do (.write (.-stderr sys) (str "python3: " (ex-message opts) "\n"))
          2)
      (do
        (set-flags! opts)
        (when-not ((:flags opts) \S)
          (add-builtins!))
        (try
          (if (and (= :file (:run opts)) (not (.exists (.-path (py/__import__ "os")) (:what opts))))
            (do (.write (.-stderr sys) (str "python3: can't open file '" (:what opts) "': [Errno 2] No such file or directory\n"))
                2)
            (run-program opts))
          (catch [Exception Error] e
            ((.-excepthook sys) (class e) e (below-us (.-__traceback__ e)))
            1))))))
