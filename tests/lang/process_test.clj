;; SPDX-License-Identifier: MIT
(ns process-test
  (:require [cljsh.fs :as fs]
            [cljsh.io :as io]
            [cljsh.process :as p :refer :all]
            [cljsh.process.prim :as prim]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]
            [os]))

(defn open-fds
  "How many descriptors this process has."
  []
  (count (os/listdir "/proc/self/fd")))

(defn children
  "The processes whose parent this one is, zombies included."
  []
  (let [me (str (os/getpid))]
    (filterv (fn [pid]
               (try
                 (let [stat (io/read-text (str "/proc/" pid "/stat"))]
                   (= me (second (str/split (subs stat (+ 2 (str/last-index-of stat ")"))) #" "))))
                 (catch OSError _ false)))
             (filter #(re-matches #"[0-9]+" %) (os/listdir "/proc")))))

(defn command-of
  "The name of a process's program; nil when it is gone."
  [pid]
  (try
    (str/trim (io/read-text (str "/proc/" pid "/comm")))
    (catch OSError _ nil)))

(defn eventually
  "Does f return true within ten seconds?"
  [f]
  (loop [n 1000]
    (cond
      (f)       true
      (zero? n) false
      :else     (do (os/sched_yield)
                    (wait (start (cmd "sleep" "0.01")))
                    (recur (dec n))))))

(defmacro message
  "The message of what body throws, or :nothing."
  [& body]
  `(try
     ~@body
     :nothing
     (catch Throwable e# (ex-message e#))))

(defmacro failure
  "The data of what body throws, or :nothing."
  [& body]
  `(try
     ~@body
     :nothing
     (catch Exception e# (ex-data e#))))

;; --- words -----------------------------------------------------------------

(deftest words-are-literal
  (are [output code] (= output code)
    "hello world"       ($< echo hello world)
    "-n -x --flag=y"    ($< printf "%s" "-n -x --flag=y")
    "-j4"               ($< echo -j4)
    "--flag=x a.b c-d"  ($< echo --flag=x a.b c-d)
    ":kw :a/b"          ($< echo :kw :a/b)
    "1 2.5 -3 1/2"      ($< echo 1 2.5 -3 1/2)
    "1M"                ($< echo 1M)
    "true false nil"    ($< echo true false nil)
    "*"                 ($< echo *)
    "$HOME"             ($< echo $HOME)
    "a  b"              ($< echo "a  b")
    "x y"               ($< echo x y)))

(deftest values-are-words
  (let [n    3
        file "two words.txt"
        none nil]
    (are [output code] (= output code)
      "3"                 ($< echo ~n)
      "two words.txt"     ($< echo ~file)
      "[two words.txt]"   ($< printf "[%s]" ~file)
      "4"                 ($< echo (inc n))
      "a b c"             ($< echo ~["a" "b"] c)
      "0 1 2"             ($< echo ~(range n))
      "a b"               ($< echo a ~none b)
      "a b"               ($< echo a ~[] b ~[nil [nil]])
      "1 2 3"             ($< echo ~[1 [2 [3]]])
      "[a][b c]"          ($< printf "[%s]" ~["a" "b c"])
      ":k sym"            ($< echo ~:k ~'sym)
      "quoted"            ($< echo 'quoted)
      "1.5"               ($< echo ~1.5)
      "grüße €"           ($< echo ~"grüße €"))
    (is (= "/tmp" ($< echo ~((.-Path (py/__import__ "pathlib")) "/tmp"))))
    (is (= "raw" ($< echo ~(.encode "raw"))))
    (is (str/includes? (message ($ echo a ~inc)) "function"))
    (is (str/includes? (message ($ echo ~(str "a" (py/chr 0) "b"))) "NUL"))))

(deftest bytes-survive
  (let [odd (.decode (py/bytes [97 255 98 10 195]) "utf-8" "surrogateescape")]
    (is (= odd ($< printf "%s" ~odd)))
    (is (= (py/bytes [97 255 98 10 195]) ($<bytes printf "%s" ~odd)))
    (is (= [(subs odd 0 3) (subs odd 4)] ($<lines printf "%s" ~odd)))
    (is (= odd (run-str (redirect (cmd "cat") :in odd))))
    (fs/with-temp-dir [dir]
      (let [file (fs/join dir (subs odd 0 3))]
        (io/write-text file odd)
        (is (= odd (io/read-text file)))
        (is (= [file] (fs/list-dir dir)))
        (is (= [file] (fs/glob (fs/join dir "a?b"))))
        (is (= odd ($< cat ~file)))))))

;; --- running ---------------------------------------------------------------

(deftest running
  (is (job? ($ true)))
  (is (= 0 (:status ($ true))))
  (is (= [0] (:statuses ($ true))))
  (is (= :done (:state ($ true))))
  (is (= 0 @($ true)))
  (is (true? ($? true)))
  (is (false? ($? false)))
  (is (true? ($? test -d "/")))
  (is (false? ($? sh -c "exit 7")))
  (is (= "a\nb" ($< printf "a\nb\n")))
  (is (= "a\n" ($< printf "a\n\n")))
  (is (= "" ($< true)))
  (is (= (.encode "a\n") ($<bytes echo a)))
  (is (= ["a" "" "b"] ($<lines printf "a\n\nb")))
  (is (= [] (vec ($<lines true))))
  (is (= {:a [1 2 {:b nil}]} ($<json echo "{\"a\": [1, 2, {\"b\": null}]}")))
  (is (= {:a #{1}} ($<edn echo "{:a #{1}}")))
  (is (= "#<job true, status 0>" (pr-str ($ true)))))

(deftest failing
  (are [text code] (= text (message code))
    "false: exited with 1"                              ($ false)
    "sh -c 'exit 42': exited with 42"                   ($ sh -c "exit 42")
    "sh -c 'kill -9 $$': killed by SIGKILL"             ($ sh -c "kill -9 $$")
    "sh -c 'kill $$': killed by SIGTERM"                ($ sh -c "kill $$")
    "no-such-command: command not found"                ($ no-such-command)
    "./no/such: No such file or directory"              ($ "./no/such")
    "/etc: Is a directory"                              ($ "/etc")
    "/etc/passwd: Permission denied"                    ($ "/etc/passwd")
    "true: cannot run in /no/such: No such file or directory" ($ {:dir "/no/such"} true)
    "false: exited with 1"                              ($< false)
    "false: exited with 1"                              ($<bytes false)
    "false: exited with 1"                              (doall ($<lines false))
    "false: exited with 1"                              ($ true && false)
    "sh -c 'exit 3': exited with 3; false: exited with 1" ($ sh -c "exit 3" | false))
  (is (= 127 (:status (run-job (cmd "no-such-command")))))
  (is (= 126 (:status (run-job (cmd "/etc")))))
  (is (= 137 (:status (run-job (cmd "sh" "-c" "kill -9 $$")))))
  (is (= [42] (:statuses (failure ($ sh -c "exit 42")))))
  (is (= :cljsh.process/failed (:type (failure ($ false)))))
  (is (job? (:job (failure ($ false)))))
  (is (nil? (:stderr-tail (failure ($ false)))))
  (is (= "bad" (:stderr-tail (failure ($ sh -c "echo bad >&2; exit 1" {:err :capture})))))
  (is (= [127 0] (:statuses (failure ($ no-such-command | cat)))))
  (is (= [126] (:statuses (failure ($ "/etc"))))))

(deftest lists
  (is (= "a\nb" ($< echo a && echo b)))
  (is (= "b" ($< false || echo b)))
  (is (= "a" ($< echo a || echo b)))
  (is (= "c" ($< true && false || echo c)))
  (is (= "a\nc" ($< false && echo x || echo a && echo c)))
  (is (true? ($? false || true)))
  (is (false? ($? true && false)))
  (is (= "1" ($< true && seq 3 | head -1)))
  (is (= (.encode "a\nb\n") ($<bytes echo a && echo b))))

(deftest pipelines
  (is (= "a\nb" ($< printf "c\nb\na\n" | sort | head -2)))
  (is (= [0 0 0] (:statuses ($ true | true | true))))
  (is (= [0 3 0] (:statuses (run-job (pipe (cmd "true") (cmd "sh" "-c" "exit 3") (cmd "true"))))))
  (testing "a stage whose reader has had enough has not failed"
    (is (= [141 0] (:statuses ($ yes | head -1 > :null))))
    (is (= "y" ($< yes | head -1)))
    (is (= 0 @($ yes | head -1 > :null))))
  (testing "|& joins stderr"
    (is (= "2" ($< sh -c "echo o; echo e >&2" |& wc -l))))
  (testing "more than fits a pipe"
    (is (= "3000000" ($< head -c 3000000 "/dev/zero" | cat | wc -c)))
    (is (= 3000000 (count ($<bytes head -c 3000000 "/dev/zero" | cat)))))
  (testing "values as stages"
    (let [sorted (cmd "sort" "-r")
          ends   (pipe (cmd "sort") (cmd "head" "-1"))]
      (is (= "b\na" ($< printf "a\nb\n" | ~sorted)))
      (is (= "a" ($< printf "b\na\n" | ~ends)))
      (is (= "A" ($< printf "b\na\n" | ~ends | tr a A))))))

(deftest functions-as-stages
  (is (= ["2" "4"] ($<lines seq 5 | ~(filter (fn [line] (even? (py/int line)))))))
  (is (= "2" ($< seq 5 | ~(filter (fn [line] (even? (py/int line)))) | wc -l)))
  (is (= "5" ($< seq 5 | ~reverse | head -1)))
  (is (= "5" ($< seq 5 | ~count)))
  (is (= "xa" ($< echo a | ~(map (fn [line] (str "x" line))))))
  (is (= "a" ($< ~(fn [_] ["b" "a"]) | sort | head -1)))
  (is (= "1\n2\n3" ($< seq 100000 | ~(take 3))))
  (is (= "b a" ($< echo "a b" | ~(map (fn [line] (str/join " " (reverse (str/split line #" "))))) | cat)))
  (is (= "100000" ($< seq 100000 | ~identity | ~(map identity) | cat | wc -l)))
  (is (= "oops" (message ($ echo a | ~(fn [_] (throw (Exception. "oops"))) | cat))))
  (is (= "lazily" (message ($ echo a | ~(map (fn [_] (throw (Exception. "lazily")))) > :null))))
  (is (= [0 0 0] (:statuses ($ seq 3 | ~identity | cat > :null)))))

;; --- redirections ----------------------------------------------------------

(deftest redirections
  (fs/with-temp-dir [dir]
    (let [file (fs/join dir "file") other (fs/join dir "other")]
      ($ echo one > ~file)
      (is (= "one\n" (io/read-text file)))
      ($ echo two >> ~file)
      (is (= "one\ntwo\n" (io/read-text file)))
      (is (= "one\ntwo" ($< cat < ~file)))
      (is (= "2" ($< wc -l < ~file)))
      ($ echo short > ~file)
      (is (= "short\n" (io/read-text file)))
      ($ sh -c "echo o; echo e >&2" &> ~file)
      (is (= "o\ne\n" (io/read-text file)))
      ($ sh -c "echo o; echo e >&2" &>> ~file)
      (is (= "o\ne\no\ne\n" (io/read-text file)))
      ($ sh -c "echo o; echo e >&2" > ~file 2> ~other)
      (is (= ["o\n" "e\n"] [(io/read-text file) (io/read-text other)]))
      ($ sh -c "echo e >&2" 2>> ~other)
      (is (= "e\ne\n" (io/read-text other)))
      (is (= "o\ne" ($< sh -c "echo o; echo e >&2" 2>&1)))
      (is (= "e" ($< sh -c "echo o; echo e >&2" 2>&1 > :null)))
      (is (= "" ($< sh -c "echo o; echo e >&2" > ~file 2>&1)))
      (run (redirect (cmd "sh" "-c" "echo o; echo e >&2") :out file :err other))
      (is (= ["o\n" "e\n"] [(io/read-text file) (io/read-text other)]))
      (run (redirect (cmd "sh" "-c" "echo o; echo e >&2") :out [:append file] :err :out))
      (is (= "o\no\ne\n" (io/read-text file)))
      (run (redirect (cmd "sh" "-c" "echo e >&2") :2>> other))
      (is (= "e\ne\n" (io/read-text other)))
      (is (= "sorted" (do (run (redirect (pipe (cmd "sort") (cmd "head" "-1")) :in ["x" "sorted"] :out file))
                          (str/trim (io/read-text file)))))
      (with-open [out (py/open file "w")]
        (.write out "before\n")
        (run (redirect (cmd "echo" "within") :out out)))
      (is (= "before\nwithin\n" (io/read-text file)))
      (with-open [in (py/open file "rb")]
        (is (= "before\nwithin" (run-str (redirect (cmd "cat") :in in)))))
      (is (= "before" (run-str (redirect (cmd "head" "-1") :in [:file file]))))
      (is (thrown? FileNotFoundError ($ cat < "/no/such/file")))
      (is (thrown? IsADirectoryError ($ echo a > "/tmp")))))
  (is (= "text" (run-str (redirect (cmd "cat") :in "text"))))
  (is (= "bytes" (run-str (redirect (cmd "cat") :in (.encode "bytes")))))
  (is (= "a\nb" (run-str (redirect (cmd "cat") :in ["a" "b"]))))
  (is (= "here" ($< cat <<< here)))
  (is (= "" (run-str (redirect (cmd "cat") :in nil))))
  (is (= "e" (run-str (redirect (cmd "sh" "-c" "echo e >&2") :err :out))))
  (is (= "e" ($< sh -c "echo e >&2" {:err :out})))
  (is (= "" ($< sh -c "echo e >&2" {:err :null})))
  (let [job (run-job (redirect (cmd "sh" "-c" "echo o; echo e >&2; exit 3") :out :capture :err :capture))]
    (is (= ["o\n" "e\n" 3] [(:out job) (:err job) (:status job)])))
  (testing "both ways at once"
    (let [text (apply str (repeat 300000 "0123456789"))]
      (is (= text (run-str (redirect (cmd "cat") :in text))))
      (is (= 300000 (count (run-lines (redirect (cmd "cat") :in (repeat 300000 "line"))))))
      (is (= 2000000 (count (:err (run-job (redirect (cmd "sh" "-c" "head -c 2000000 /dev/zero >&2; head -c 2000000 /dev/zero")
                                                     :out :capture :err :capture)))))))
    (is (= "x" (run-str (redirect (cmd "head" "-1") :in (repeat "x")))) "an endless input ends with the command")))

;; --- lazy lines ------------------------------------------------------------

(deftest lines-come-lazily
  (is (= ["y" "y" "y"] (take 3 ($<lines yes))))
  (is (= 200000 (count ($<lines seq 200000))))
  (is (= "200000" (last ($<lines seq 200000))))
  (is (= ["grüße" "€" ""] ($<lines printf "grüße\n€\n\n")))
  (is (= ["a\r" "b"] ($<lines printf "a\r\nb")))
  (is (= [5000000 2] (map count ($<lines sh -c "head -c 5000000 /dev/zero; echo; echo ab"))))
  (testing "a line is there before the command has ended"
    (let [lines ($<lines sh -c "echo first; sleep 5")]
      (is (= "first" (with-timeout 2000 (first lines))))))
  (testing "failure comes at the end"
    (let [lines ($<lines sh -c "echo a; echo b; exit 3")]
      (is (= "a" (first lines)))
      (is (= "sh -c 'echo a; echo b; exit 3': exited with 3" (message (dorun lines))))))
  (testing "dropping closes the pipe and reaps the child"
    (let [before (children)]
      (dotimes [_ 20] (first ($<lines yes)))
      (is (eventually #(= before (children)))))))

;; --- jobs ------------------------------------------------------------------

(deftest background-jobs
  (let [job ($& sleep 100)]
    (is (= :running (:state job)))
    (is (nil? (:status job)))
    (is (= [nil] (:statuses job)))
    (is (integer? (:pid job)))
    (is (nil? (wait job 20)))
    (is (identical? job (kill job)))
    (is (= 143 (wait job)))
    (is (= 143 @job))
    (is (= :done (:state job))))
  (is (= 137 (wait (kill ($& sleep 100) :kill))))
  (is (= 130 (wait (kill ($& sleep 100) 2))))
  (is (= 3 @($& sh -c "exit 3")))
  (is (= 7 (wait ($& sh -c "exit 7") 5000)))
  (is (= "no such signal: nonsense" (message (kill ($ true) :nonsense))))
  (is (= 0 @($ true &)))
  (is (= [] (vec (job-lines (start (redirect (cmd "cat") :out :pipe))))) "standard input is empty")
  (let [job    (start (redirect (cmd "tr" "a" "b") :in :pipe :out :pipe))
        writer (job-writer job)]
    (cljsh.process.prim/write-line writer "banana")
    (.close writer)
    (is (= ["bbnbnb"] (job-lines job)))))

(deftest captured-in-the-background
  (let [job (start (redirect (cmd "sh" "-c" "head -c 300000 /dev/zero; echo e >&2; exit 3") :out :capture :err :capture))]
    (is (= 3 (wait job)))
    (is (= [300000 "e\n"] [(count (:out job)) (:err job)])))
  (let [job (start (redirect (cmd "seq" 3) :out :pipe))]
    (is (= ["1" "2" "3"] (job-lines job)))))

(deftest stopped-and-continued
  (let [job ($& sleep 0.3)]
    (kill job :stop)
    (is (eventually #(= :stopped (:state job))))
    (is (nil? (wait job 20)))
    (kill job :cont)
    (is (= 0 (wait job)))
    (is (= :done (:state job)))))

(defn alive
  "How many processes sleep so many seconds."
  [seconds]
  (count (remove str/blank? (str/split-lines (:out (run-job (cmd "pgrep" "-f" (str "^sleep " seconds) {:out :capture})))))))

(deftest the-whole-family
  (testing "a signal reaches what the job has started"
    (let [job ($& sh -c "sleep 7272 & (sleep 7272; true); wait")]
      (is (eventually #(= 2 (alive 7272))))
      (kill job)
      (is (= 143 (wait job)))
      (is (eventually #(zero? (alive 7272))))))
  (testing "and so does a time limit"
    (is (thrown? TimeoutError (with-timeout 200 ($ sh -c "sleep 7273; true"))))
    (is (thrown? TimeoutError (with-timeout 200 ($< sh -c "sleep 7273; true" | cat))))
    (is (thrown? TimeoutError (with-timeout 200 (first ($<lines sh -c "sleep 7273; true")))))
    (is (thrown? TimeoutError (with-timeout 200 ($< sh -c "sleep 7273; true" | ~(map str)))))
    (is (= ["late" "late" "late"]
           (mapv deref (mapv (fn [f] (future (try (with-timeout 200 (f)) (catch TimeoutError _ "late"))))
                             [#($ sh -c "sleep 7273; true")
                              #($< sh -c "sleep 7273; true" | cat)
                              #(first ($<lines sh -c "sleep 7273; true"))]))))
    (is (eventually #(zero? (alive 7273))))))

(deftest looked-up-from-the-directory
  (fs/with-temp-dir [dir]
    (fs/make-dir (fs/join dir "bin"))
    (doseq [name ["tool" "bin/other"]]
      (io/write-text (fs/join dir name) (str "#!/bin/sh\necho " name "\n"))
      ($ chmod +x (fs/join dir name)))
    (is (= "tool" (run-str (dir-with (cmd "./tool") dir))))
    (is (= "bin/other" (run-str (cmd "bin/other" {:dir dir}))))
    (is (= "bin/other" (run-str (cmd "other" {:dir dir :env {"PATH" "bin"}}))))
    (is (= "./tool: No such file or directory" (message (run (cmd "./tool")))))
    (is (= "tool" (with-dir dir (run-str (cmd "./tool")))))
    (is (str/includes? (message (run (cmd "true" {:dir "/no/such"}))) "/no/such"))))

(deftest waiting-from-threads
  (let [job  ($& sleep 0.2)
        seen (atom [])
        wait (fn [] (swap! seen conj @job))
        ts   (mapv (fn [_] (.Thread (py/__import__ "threading") nil wait)) (range 4))]
    (run! (fn [t] (.start t)) ts)
    (run! (fn [t] (.join t)) ts)
    (is (= [0 0 0 0] @seen))))

(deftest time-limits
  (is (thrown? TimeoutError (with-timeout 100 ($ sleep 10))))
  (is (thrown? TimeoutError (with-timeout 100 ($< sleep 10))))
  (is (thrown? TimeoutError (with-timeout 100 (loop [] (recur)))))
  (is (= :done (with-timeout 5000 :done)))
  (is (= "inner" (with-timeout 5000 (try (with-timeout 50 ($ sleep 10)) (catch TimeoutError _ "inner")))))
  (is (eventually #(not-any? (fn [pid] (= "sleep" (command-of pid))) (children)))))

(deftest nothing-leaks
  ($ true)
  ($< seq 3 | ~identity | cat) ; what waiting needs is open from now on
  (let [fds    (open-fds)
        before (set (children))]
    (dotimes [_ 20]
      ($< echo a | cat)
      ($? false)
      (message ($ no-such-command | cat))
      (first ($<lines yes))
      (run-job (redirect (cmd "cat") :in ["a"] :out :capture :err :capture))
      ($< seq 3 | ~identity | cat)
      (message ($ cat < "/no/such")))
    (is (eventually #(<= (open-fds) fds)) "fewer: idle threads end meanwhile")
    (is (eventually #(every? before (children))))))

;; --- data ------------------------------------------------------------------

(deftest descriptions-are-data
  (is (= {:argv ["ls" "-l" "a" "1"]} (cmd "ls" "-l" ["a" nil 1])))
  (is (= {:argv ["ls"] :dir "/" :env {"A" "1"}} (cmd "ls" {:dir "/" :env {"A" "1"}})))
  (is (= [{:argv ["a"]} {:argv ["b"]} {:argv ["c"]}] (pipe (cmd "a") (pipe (cmd "b") (cmd "c")))))
  (is (= [{:argv ["a"] :redirects [[1 :write "f"]]}] (redirect (cmd "a") :out "f")))
  (is (= [{:argv ["a"] :redirects [[0 :read "f"]]} {:argv ["b"] :redirects [[1 :append "g"]]}]
         (redirect (pipe (cmd "a") (cmd "b")) :< "f" :>> "g")))
  (is (= "/usr" (run-str (dir-with (cmd "pwd") "/usr"))))
  (is (= "1-2" (run-str (env-with (cmd "sh" "-c" "echo $A-$B") {"A" 1 :B 2}))))
  (is (= "B=x" (run-str (cmd "/usr/bin/env" {:clear-env true :env {:B "x"}}))))
  (is (= "x y" (run-str (apply cmd "echo" ["x" "y"]))))
  (is (= 0 (:status ((external "true")))))
  (is (= "false: exited with 1" (message ((external "false")))))
  (is (= 0 (:status ((external "test") "-d" "/"))))
  (is (thrown? Exception (run 5)))
  (is (thrown? Exception (run [])))
  (is (thrown? Exception (run (cmd)))))

(deftest pipelines-are-made-out-once
  (let [looked (atom 0)
        lines  (map (fn [x] (swap! looked inc) x) ["b" "a"])
        p      (prim/pipeline [(redirect (cmd "sort" {:env {"LC_ALL" "C"}}) :in lines) (fn [ls] (map str/upper-case ls)) [(cmd "cat")]])]
    (is (= ["A" "B"] (str/split-lines (run-str p)) (str/split-lines (run-str p))) "launched twice")
    (is (= 2 @looked))
    (is (= "#<pipeline sort | fn | cat>" (pr-str p)))
    (is (= "#<pipeline sort | fn | cat | wc -l>" (pr-str (prim/pipeline (list p {:argv ["wc" "-l"]}))))
        "pipelines are stages of others")
    (is (= "2" (str/trim (run-str (prim/pipeline [p (cmd "wc" "-l")])))))
    (is (identical? p (prim/pipeline p))))
  (fs/with-temp-dir [dir]
    (let [file (fs/join dir "f")
          p    (prim/pipeline (redirect (cmd "echo" "x") :>> file))]
      (is (not (fs/exists? file)) "what it redirects to is opened when it is launched")
      (run p)
      (run p)
      (is (= "x\nx\n" (io/read-text file)))))
  (testing "what is wrong with it is said before anything runs"
    (doseq [x [5 {:argv []} {:argv [inc]} {:argv ["a\u0000b"]} {:argv ["ls"], :redirects [[0 :sideways]]}
               {:argv ["ls"], :redirects [[-1 :null]]} {:argv ["ls"], :redirects [[1 "write" "f"]]} {:argv ["ls"], :redirects [[1]]}
               {:argv ["ls"], :env {"A=B" "1"}} {:argv ["ls"], :env {"A" ["1" "2"]}} {:argv ["ls"], :dir ["a" "b"]}
               {:argv ["ls"], :redirects 5} [[(cmd "ls") 7]]]]
      (is (thrown? Exception (prim/pipeline x)) (pr-str x)))
    (is (thrown? Exception (prim/launch {:argv ["ls"]} false false nil)))))

;; --- surroundings ----------------------------------------------------------

(deftest environment
  (is (nil? (getenv "NO_SUCH_VARIABLE")))
  (is (= :none (getenv "NO_SUCH_VARIABLE" :none)))
  (is (= "x" (setenv "CLJSH_TEST" "x")))
  (is (= "x" (getenv "CLJSH_TEST") (get (env) "CLJSH_TEST") (os/getenv "CLJSH_TEST") ($< sh -c "echo $CLJSH_TEST")))
  (is (nil? (setenv "CLJSH_TEST" nil)))
  (is (nil? (getenv "CLJSH_TEST")))
  (is (nil? (os/getenv "CLJSH_TEST")))
  (is (= "1" (with-env {"CLJSH_TEST" 1} ($< sh -c "echo $CLJSH_TEST"))))
  (is (nil? (getenv "CLJSH_TEST")))
  (is (thrown? Exception (setenv "A=B" "x"))))

(deftest directories
  (let [before (pwd)]
    (is (= "/usr" (with-dir "/usr" (pwd))))
    (is (= before (pwd)))
    (is (= "/usr" (with-dir "/usr" ($< pwd))))
    (with-dir "/usr"
      (is (= "/usr/bin" (cd "bin")))
      (is (= "/usr" (cd "..")))
      (is (= "/usr/bin" (cd "-")))
      (is (= "/" (cd "/")))
      (is (= "/tmp" (pushd "/tmp")))
      (is (= ["/tmp" "/"] (dirs)))
      (is (= "/" (popd)))
      (is (thrown? FileNotFoundError (cd "/no/such")))
      (fs/with-temp-dir [dir]
        (os/symlink "/usr/lib" (fs/join dir "link"))
        (is (= (fs/join dir "link") (cd (fs/join dir "link")) (pwd) (getenv "PWD")))
        (is (= "/usr/lib" (os/getcwd)))
        (is (= (fs/join dir "link") ($< sh -c "pwd")) "children get it by PWD")
        (is (= dir (cd "..")) "the name's parent, not the directory's")
        (cd "/"))
      (is (= "/" (pwd))))
    (is (= before (pwd)))))

(deftest finding-commands
  (is (nil? (which "/etc/passwd")))
  (is (str/ends-with? (which "sh") "/sh"))
  (is (= "/bin/sh" (which "/bin/sh")))
  (is (nil? (which "no-such-command")))
  (fs/with-temp-dir [dir]
    (let [tool (fs/join dir "cljsh-test-tool")]
      (io/write-text tool "echo tool $1\n")
      (is (nil? (which tool)))
      (fs/chmod tool 493)
      (is (= tool (which tool)))
      (is (= "tool 1" ($< ~tool 1)) "a script without #! is run by sh")
      (is (= "tool 2" ($< cljsh-test-tool 2 {:env {"PATH" (str dir ":/bin")}})))
      (is (= "tool 3" (with-env {"PATH" (str dir ":" (getenv "PATH"))} ($< cljsh-test-tool 3))))
      (is (= 127 (:status (run-job (cmd "cljsh-test-tool"))))))))

(deftest leaving
  (is (= "5" (try (exit 5) (catch SystemExit e (str (.-code e))))))
  (is (= "1" (try (exit false) (catch SystemExit e (str (.-code e)))))))

(deftest the-outer-limit-holds-inside-an-inner-one
  (is (= :outer (try (with-timeout 50 (with-timeout 20000 (cljsh.core/pause 3000) :not-limited))
                     (catch TimeoutException _ :outer))))
  (is (= [:inner :outer]
         (try (with-timeout 500
                [(try (with-timeout 20 (cljsh.core/pause 3000)) (catch TimeoutException _ :inner))
                 (try (cljsh.core/pause 3000) (catch TimeoutException _ :outer))])
              (catch TimeoutException _ :late)))))

(deftest a-tasklet-waits-for-a-job
  (testing "parked, and woken by the end of the process, whoever takes notice of that"
    (let [job ($& sleep 0.1)
          all (doall (repeatedly 5 (fn [] (future [@job (wait job)]))))]
      (is (= (repeat 5 [0 0]) (map #(deref % 60000 :late) all)))))
  (testing "and by the end of its time"
    (let [job ($& sleep 100)]
      (is (= [nil nil] @(future [(wait job 20) (wait job 0)])))
      (is (= TimeoutError (type (ex-cause (try @(future (with-timeout 20 @job)) (catch Exception e e))))))
      (is (= 143 @(future (wait (kill job)))))))
  (testing "many, without a thread each"
    (let [threads #(count (os/listdir "/proc/self/task"))
          jobs    (doall (repeatedly 30 (fn [] ($& sleep 0.5))))
          waiting (doall (map (fn [job] (future (wait job))) jobs))]
      (cljsh.core/pause 100)
      (is (< (threads) 20))
      (is (= (repeat 30 0) (map #(deref % 60000 :late) waiting))))))

(deftest signals-reach-what-a-tasklet-starts
  (let [p (promise)]
    (cljsh.tasklet/spawn (fn [] (cljsh.core/pause 2) (deliver p ($< grep SigBlk "/proc/self/status"))))
    (is (= ($< grep SigBlk "/proc/self/status") (deref p 60000 :late))))
  (testing "who is cancelled interrupts the command that it runs"
    (let [begun (promise)
          f     (future (deliver begun true) ($ sleep 100))]
      @begun
      (cljsh.core/pause 50)
      (future-cancel f)
      (is (eventually #(not-any? (fn [pid] (= "sleep" (command-of pid))) (children)))))))

;; --- waiting without threads --------------------------------------------------

(defn- threads []
  (count (os/listdir "/proc/self/task")))

(deftest tasklets-that-wait-for-pipes-need-no-threads
  (let [pipes  (vec (repeatedly 100 #(vec (os/pipe))))
        before (threads)
        sums   (mapv (fn [[in _]] (future (reduce + (map count (io/read-lines in))))) pipes)]
    (cljsh.tasklet/sleep 50)
    (is (< (threads) (+ before 10)))
    (doseq [[_ out] pipes]
      (os/write out (.encode "ab\nc"))
      (os/close out))
    (is (= (repeat 100 3) (map deref sums))))
  (let [before (threads)
        jobs   (doall (for [_ (range 30)]
                        (start (pipe (cmd "sh" "-c" "sleep 0.3; seq 3") (fn [lines] (map #(str % "!") lines)) (map str/upper-case) (cmd "sh" "-c" "cat > /dev/null")))))]
    (cljsh.tasklet/sleep 100)
    (is (< (threads) (+ before 10)))
    (is (= (repeat 30 0) (map deref jobs))))
  (testing "captured output"
    (let [before (threads)
          texts  (doall (for [i (range 30)] (future (run-str (cmd "sh" "-c" (str "sleep 0.2; echo " i))))))]
      (cljsh.tasklet/sleep 50)
      (is (< (threads) (+ before 10)))
      (is (= (map str (range 30)) (map deref texts))))))

(deftest function-stages-keep-back-pressure
  (testing "what nobody reads is not made"
    (let [made (atom 0)
          job  (start (pipe (fn [_] (map (fn [i] (reset! made i) (apply str (repeat 1000 "x"))) (range 1000000)))
                            (cmd "sh" "-c" "sleep 0.5; head -n 1 > /dev/null")))]
      (cljsh.tasklet/sleep 200)
      (is (< @made 1000))
      (is (zero? @job))
      (is (= [141 0] (:statuses job)))))
  (testing "lines longer than any buffer, and a reader that is slow"
    (is (= "3000003" (str/trim (run-str (pipe (fn [_] (repeat 3 (apply str (repeat 1000000 "y")))) (cmd "sh" "-c" "sleep 0.1; wc -c"))))))))
