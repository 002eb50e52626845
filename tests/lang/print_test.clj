;; SPDX-License-Identifier: MIT
(ns print-test
  (:require [clojure.java.io :as io]
            [clojure.test :refer [are deftest is testing]]))

(deftest printing
  (are [result call] (= result (with-out-str call))
    ""              nil
    "1"             (pr 1)
    "\"a\" :b nil" (pr "a" :b nil)
    ""              (pr)
    "a b nil"       (print "a" \b nil)
    ""              (print)
    "[\"a\"]\n"     (prn ["a"])
    "1 2\n"         (prn 1 2)
    "\n"            (prn)
    "[a]\n"         (println ["a"])
    "1 a :b\n"      (println 1 "a" :b)
    "\n"            (println)
    "\n"            (newline)
    "  5 x"         (printf "%3d %s" 5 "x")
    "12"            (do (print 1) (flush) (print 2)))
  (is (nil? (let [v (volatile! :x)] (with-out-str (vreset! v (println 1))) @v)))
  (are [result call] (= result call)
    "\"a\" 1"    (pr-str "a" 1)
    "a 1"        (print-str "a" 1)
    "\"a\"\n"    (prn-str "a")
    "a\n"        (println-str "a")))

(deftest settings
  (are [result call] (= result call)
    "(0 1 2 ...)"       (binding [*print-length* 3] (pr-str (range)))
    "[0 1 ...]"         (binding [*print-length* 2] (pr-str [0 1 2]))
    "[1 [2 #]]"         (binding [*print-level* 2] (pr-str [1 [2 [3]]]))
    "^{:a 1} [1]"       (binding [*print-meta* true] (pr-str (with-meta [1] {:a 1})))
    "#:a{:b 1}"         (binding [*print-namespace-maps* true] (pr-str {:a/b 1}))
    "#:a{:b 1}"          (pr-str {:a/b 1})
    "a\n"               (binding [*print-readably* nil] (with-out-str (prn "a")))))

(deftest reading-lines
  (is (= ["a" "b" nil] (with-in-str "a\nb" [(read-line) (read-line) (read-line)])))
  (is (= ["" "x"] (with-in-str "\nx\n" [(read-line) (read-line)])))
  (is (= ["a" "b" "" "c"] (with-in-str "a\nb\n\nc\n" (doall (line-seq *in*)))))
  (is (nil? (with-in-str "" (line-seq *in*)))))

(deftest files
  (let [file (str "/tmp/cljsh-print-test-" (random-uuid))]
    (is (nil? (spit file "one\n")))
    (is (= "one\n" (slurp file)))
    (spit file "two" :append true)
    (is (= "one\ntwo" (slurp file)))
    (spit file "ä€😀")
    (is (= "ä€😀" (slurp file)))
    (spit file "ä" :encoding "ISO-8859-1")
    (is (= "ä" (slurp file :encoding "ISO-8859-1")))
    (spit file 42)
    (is (= "42" (slurp file)))
    (is (thrown? Exception (slurp (str file "-missing"))))
    (is (= [file] (map str (file-seq file))))
    (io/delete-file file)))

(deftest char-maps
  (is (= "\\n" (char-escape-string \newline)))
  (is (= "\\\"" (char-escape-string \")))
  (is (nil? (char-escape-string \a)))
  (is (= "space" (char-name-string \space))))

(deftest time-test
  (is (re-find #"^\"Elapsed time: [0-9.E-]+ msecs\"\n$" (with-out-str (is (= 3 (time (+ 1 2))))))))

(deftest with-open-test
  (let [order (atom [])
        thing (fn [name]
                (doto ((.-ExitStack (py/__import__ "contextlib")))
                  (.callback (fn [] (swap! order conj name)))))]
    (testing "closed in reverse order, after the body"
      (is (= :value (with-open [_ (thing :a), _ (thing :b)]
                      (swap! order conj :body)
                      :value)))
      (is (= [:body :b :a] @order)))
    (testing "also after an exception"
      (reset! order [])
      (is (thrown-with-msg? Exception #"oops"
            (with-open [_ (thing :a), _ (thing :b)]
              (throw (ex-info "oops" {})))))
      (is (= [:b :a] @order)))
    (testing "what is open when opening the next fails is closed"
      (reset! order [])
      (is (thrown? Exception (with-open [_ (thing :a), _ (throw (ex-info "oops" {}))] :body)))
      (is (= [:a] @order))))
  (testing "a context manager may swallow the exception"
    (is (nil? (with-open [_ (.suppress (py/__import__ "contextlib") py/ValueError)]
                (throw (IllegalArgumentException. "swallowed")))))
    (is (thrown? IndexOutOfBoundsException
          (with-open [_ (.suppress (py/__import__ "contextlib") py/ValueError)]
            (nth [] 1)))))
  (testing "files, and things that have only close"
    (let [file   (str "/tmp/cljsh-open-test-" (random-uuid))
          stream (atom nil)]
      (spit file "a\nb\n")
      (is (= ["a" "b"] (with-open [f (py/open file)]
                         (reset! stream f)
                         (doall (line-seq f)))))
      (is (true? (.-closed @stream)))
      (io/delete-file file))
    (is (= 1 (with-open [] 1)))))
