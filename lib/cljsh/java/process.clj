;; SPDX-License-Identifier: MIT
(ns cljsh.java.process
  "Child processes under their names on the JVM: Process, ProcessBuilder, ProcessHandle."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [cljsh.java.file]
            [cljsh.java.stream]
            [subprocess :as sub])
  (:import [java.io File FileInputStream InputStream OutputStream]))

(declare children-of descendants-of)

(deftype ProcessHandle [number popen]
  Object
  (pid [_] number)
  (isAlive [_]
    (if popen
      (nil? (.poll popen))
      (try (.kill (py/__import__ "os") number 0) true (catch ProcessLookupError _ false) (catch PermissionError _ true))))
  (destroy [_] (try (.kill (py/__import__ "os") number 15) true (catch ProcessLookupError _ false)))
  (destroyForcibly [_] (try (.kill (py/__import__ "os") number 9) true (catch ProcessLookupError _ false)))
  (descendants [_] (descendants-of number))
  (children [_] (map (fn [n] (ProcessHandle. n nil)) (children-of number)))
  (info [this] this)
  (command [_] (try (.readlink (py/__import__ "os") (str "/proc/" number "/exe")) (catch OSError _ nil)))
  (onExit [_] (future (when popen (.wait popen)) nil))
  (toString [_] (str number)))

(defn- children-of [pid]
  (let [text (try (slurp (str "/proc/" pid "/task/" pid "/children")) (catch OSError _ ""))]
    (map parse-long (re-seq #"\d+" text))))

(defn- descendants-of [pid]
  (mapcat (fn [n] (cons (ProcessHandle. n nil) (descendants-of n))) (children-of pid)))

(deftype Process [popen in out err]
  Object
  (getInputStream [_] out)
  (getErrorStream [_] err)
  (getOutputStream [_] in)
  (inputReader [_] ((requiring-resolve 'clojure.java.io/reader) out))
  (errorReader [_] ((requiring-resolve 'clojure.java.io/reader) err))
  (outputWriter [_] ((requiring-resolve 'clojure.java.io/writer) in))
  (waitFor [_] (let [status (.wait popen)] (if (neg? status) (- 128 status) status)))
  (waitFor [_ n unit]
    (try (.wait popen ** :timeout (/ (.toMillis unit n) 1000.0)) true (catch sub/TimeoutExpired _ false)))
  (exitValue [_]
    (let [status (.poll popen)]
      (cond
        (nil? status) (throw (IllegalThreadStateException. "process hasn't exited"))
        (neg? status) (- 128 status)
        :else status)))
  (isAlive [_] (nil? (.poll popen)))
  (pid [_] (.-pid popen))
  (destroy [_] (.terminate popen) nil)
  (destroyForcibly [this] (.kill popen) this)
  (toHandle [_] (ProcessHandle. (.-pid popen) popen))
  (descendants [_] (descendants-of (.-pid popen)))
  (onExit [this] (future (.wait popen) this))
  (info [this] (ProcessHandle. (.-pid popen) popen)))

(defn- program-missing [cmd e]
  (java.io.IOException. (str "Cannot run program \"" (first cmd) "\": error=" (.-errno e) ", " (.-strerror e))))

(defn- target [x] (case x :pipe sub/PIPE :inherit nil :null sub/DEVNULL :out sub/STDOUT x))

(defn- opened-process [cmd dir env in out err]
  (try
    (sub/Popen (py/list (map str cmd))
               **
               :stdin
               in
               :stdout
               out
               :stderr
               err
               :cwd
               (when dir (py/str dir))
               :env
               (when env (py/dict env)))
    (catch OSError e (throw (if (= (str (.-filename e)) (str dir)) e (program-missing cmd e))))))

(defn start
  "Starts a program. In, out and err are descriptors, files of Python's, :inherit, :pipe, :null, or :out for err."
  [cmd {:keys [dir env in out err] :or {in :pipe out :pipe err :pipe}}]
  (flush)
  (let [popen (opened-process cmd dir env (target in) (target out) (target err))]
    (Process. popen
              (if-let [s (.-stdin popen)] (OutputStream. s) (OutputStream. (py/open "/dev/null" "wb")))
              (if-let [s (.-stdout popen)] (InputStream. s) (InputStream. (py/open "/dev/null" "rb")))
              (if-let [s (.-stderr popen)] (InputStream. s) (InputStream. (py/open "/dev/null" "rb"))))))

(enter "java.lang.Process" Process)
(java/note 'java.lang.Process "" "A child process.")
(enter "java.lang.ProcessHandle" ProcessHandle)
(statics java.lang.ProcessHandle "Processes by number."
  (current "This one." (fn [] (ProcessHandle. (.getpid (py/__import__ "os")) nil)))
  (of "That of a number." (fn [n] (ProcessHandle. n nil))))

(deftype Redirect [kind file]
  Object
  (file [_] file)
  (toString [_] (name kind)))
(enter "java.lang.ProcessBuilder$Redirect" Redirect)
(statics java.lang.ProcessBuilder$Redirect "Where a process reads and writes."
  (INHERIT "Where this one does." (Redirect. :inherit nil))
  (PIPE "To this one." (Redirect. :pipe nil))
  (DISCARD "Nowhere." (Redirect. :null nil))
  (to "To a file." (fn [f] (Redirect. :to f)))
  (appendTo "To a file's end." (fn [f] (Redirect. :append f)))
  (from "From a file." (fn [f] (Redirect. :from f))))

(defn- opened [x kind]
  (cond
    (nil? x) :pipe
    (instance? Redirect x)
      (case (.-kind x)
        :to (py/open (py/str (.-file x)) "wb")
        :append (py/open (py/str (.-file x)) "ab")
        :from (py/open (py/str (.-file x)) "rb")
        (.-kind x))
    (keyword? x) x
    :else (py/open (py/str x) kind)))

(deftype ProcessBuilder [^:mutable cmd ^:mutable dir vars ^:mutable in ^:mutable out ^:mutable err ^:mutable join]
  Object
  (command [_] cmd)
  (command [this & xs]
    (set! cmd (if (and (= 1 (count xs)) (not (string? (first xs)))) (py/list (first xs)) (py/list xs)))
    this)
  (directory [_] dir)
  (directory [this x] (set! dir x) this)
  (environment [_] vars)
  (redirectErrorStream [_] join)
  (redirectErrorStream [this on] (set! join on) this)
  (redirectInput [this x] (set! in x) this)
  (redirectOutput [this x] (set! out x) this)
  (redirectError [this x] (set! err x) this)
  (inheritIO [this] (set! in :inherit) (set! out :inherit) (set! err :inherit) this)
  (start [_]
    (start cmd {:dir dir :env vars :in (opened in "rb") :out (opened out "wb") :err (if join :out (opened err "wb"))})))
(enter "java.lang.ProcessBuilder" ProcessBuilder)
(statics java.lang.ProcessBuilder "A child process to be."
  (new "Of its words."
    (fn [& xs]
      (ProcessBuilder. (py/list (if (and (= 1 (count xs)) (not (string? (first xs)))) (first xs) xs))
                       nil
                       ((java/class-named "java.util.HashMap") (py/dict (.-environ (py/__import__ "os"))))
                       nil
                       nil
                       nil
                       false)))
  (startPipeline "Starts several, each reading what the one before writes."
    (fn [builders]
      (py/list (loop [[b & more] builders before nil all []]
                 (let [p (start (.command b)
                                {:dir (.directory b)
                                 :env (.environment b)
                                 :in (if before (.-inner (.getInputStream before)) :pipe)})]
                   (if more (recur more p (conj all p)) (conj all p))))))))
