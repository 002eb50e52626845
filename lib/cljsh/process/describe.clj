;; SPDX-License-Identifier: MIT
;; Commands, pipelines and redirections as data.

(in-ns 'cljsh.process)

(defn job?
  "Is x a job?"
  {:added "1.0"}
  [x]
  (prim/job? x))

(defn- stage?
  "Is x a command or a function stage?"
  [x]
  (and (map? x) (or (contains? x :argv) (contains? x :fn))))

(defn- stages-of
  "Returns the stages of a command, a function or a pipeline, as a vector."
  [x]
  (cond
    (stage? x)                       [x]
    (fn? x)                          [{:fn x}]
    (and (vector? x) (every? stage? x)) x
    (sequential? x)                  (into [] (mapcat stages-of) x)
    :else (throw (py/TypeError (str "not a command or a pipeline: " (cljsh.core/show x))))))

(defn- file-object?
  "Is x a descriptor or something that has one?"
  [x]
  (or (integer? x) (py/hasattr x "fileno")))

(defn- input
  "Returns the redirection of a command's standard input to what target says."
  [target]
  (cond
    (nil? target)                     [0 :null]
    (keyword? target)                 (case target
                                        (:null :inherit :close) [0 target]
                                        :pipe [0 :in-pipe]
                                        (throw (py/ValueError (str "no such input: " target))))
    (or (string? target)
        (instance? py/bytes target))  [0 :text target]
    (file-object? target)             [0 :file target]
    (py/hasattr target "__fspath__")  [0 :read target]
    (and (vector? target)
         (= :file (first target)))    [0 :read (second target)]
    :else                             [0 :lines target]))

(defn- output
  "Returns the redirection of descriptor fd of a command to what target says."
  [fd target]
  (cond
    (nil? target)          [fd :null]
    (keyword? target)      (case target
                             (:null :inherit :close) [fd target]
                             (:capture :pipe) [fd (if (= fd 2) :err-pipe :out-pipe) target]
                             :out [fd :dup 1]
                             :err [fd :dup 2]
                             (throw (py/ValueError (str "no such output: " target))))
    (vector? target)       (case (first target)
                             :append [fd :append (second target)]
                             :file [fd :write (second target)]
                             (throw (py/ValueError (str "no such output: " (cljsh.core/show target)))))
    (file-object? target)  [fd :file target]
    :else                  [fd :write target]))

(defn file-redirect
  "Returns the redirection [fd op file]; file may also be a descriptor, a file object, or :null and the like."
  {:added "1.0"}
  [fd op file]
  (cond
    (keyword? file)     (output fd file)
    (nil? file)         (throw (py/ValueError "a redirection to nil"))
    (file-object? file) [fd :file file]
    :else               [fd op file]))

(defn- text-redirect
  "Returns the redirection of standard input to text or to a seq of lines."
  [text]
  (if (or (string? text) (instance? py/bytes text))
    [0 :text (if (string? text) (str text "\n") text)]
    [0 :lines text]))

(defn- redirections
  "Returns the redirections that one key and target of `redirect` stand for."
  [key target]
  (case key
    :in   [(input target)]
    :out  [(output 1 target)]
    :err  [(output 2 target)]
    :<    [(file-redirect 0 :read target)]
    :<>   [(file-redirect 0 :read-write target)]
    :<<<  [(text-redirect target)]
    :>    [(file-redirect 1 :write target)]
    :>>   [(file-redirect 1 :append target)]
    :2>   [(file-redirect 2 :write target)]
    :2>>  [(file-redirect 2 :append target)]
    :&>   [(file-redirect 1 :write target) [2 :dup 1]]
    :&>>  [(file-redirect 1 :append target) [2 :dup 1]]
    (if (integer? key)
      [(if (zero? key) (input target) (output key target))]
      (throw (py/ValueError (str "no such redirection: " (cljsh.core/show key)))))))

(defn- add-redirection
  "Adds a redirection to the stages it is about: input to the first, output to the last, others to all."
  [stages redirection]
  (let [add (fn [stage] (assoc stage :redirects (conj (vec (:redirects stage)) redirection)))]
    (case (first redirection)
      0 (assoc stages 0 (add (first stages)))
      1 (conj (pop stages) (add (peek stages)))
      (mapv add stages))))

(defn redirect
  "Returns a command or pipeline with redirections added, given as keys and targets.

  :in      a string or bytes to read, a seq of lines, [:file name] or a path, a
           descriptor or file object, :null, :inherit, :pipe
  :out :err  a file name or path, [:append name], a descriptor or file object,
           :null, :inherit, :capture, :out or :err (the other one)
  :< :> :>> :2> :2>> :&> :&>> :<> :<<<   as in a shell, with a file name (:<<< text)
  a number   any other descriptor"
  {:added "1.0"}
  [x & {:as redirects}]
  (reduce add-redirection
          (stages-of x)
          (mapcat (fn [[key target]] (redirections key target)) redirects)))

(defn env-with
  "Returns a command or pipeline that runs with variables added to its environment; a nil value removes one."
  {:added "1.0"}
  [x env]
  (mapv (fn [stage] (update stage :env merge env)) (stages-of x)))

(defn dir-with
  "Returns a command or pipeline that runs in a directory."
  {:added "1.0"}
  [x dir]
  (mapv (fn [stage] (assoc stage :dir dir)) (stages-of x)))

(defn with-options
  "Returns a stage changed as a map of options says: :env :clear-env :dir, and what redirect takes."
  {:added "1.0"}
  [stage options]
  (reduce-kv (fn [stage key value]
               (case key
                 :env       (update stage :env merge value)
                 (:dir :clear-env :argv :fn) (assoc stage key value)
                 :redirects (update stage :redirects (fnil into []) value)
                 (update stage :redirects (fnil into []) (redirections key value))))
             stage
             options))

(defn cmd
  "Returns a command of these words.

  A word is a string, a number, a keyword, a path…; a collection stands for its
  elements, nil for no word. A map has options, as for with-options."
  {:added "1.0"}
  [& words]
  (reduce with-options
          {:argv (prim/words (remove map? words))}
          (filter map? words)))

(defn pipe
  "Returns the pipeline of commands, functions and pipelines, each reading what the one before writes.

  A function gets the seq of lines and returns a seq of lines; a transducer
  works on lines."
  {:added "1.0"}
  [& stages]
  (into [] (mapcat stages-of) stages))
