;; SPDX-License-Identifier: MIT
(ns io-test
  (:require [cljsh.fs :as fs]
            [cljsh.io :as io]
            [clojure.test :refer [are deftest is testing]]))

(deftest text-and-lines
  (fs/with-temp-file [file]
    (is (= "" (io/read-text file)))
    (is (= [] (vec (io/read-lines file))))
    (io/write-text file "a\ngrüße\n")
    (is (= "a\ngrüße\n" (io/read-text file)))
    (is (= (.encode "a\ngrüße\n") (io/read-bytes file)))
    (is (= ["a" "grüße"] (io/read-lines file)))
    (io/append-text file "end")
    (is (= ["a" "grüße" "end"] (io/read-lines file)))
    (io/write-lines file (map str (range 5)))
    (is (= "0\n1\n2\n3\n4\n" (io/read-text file)))
    (io/append-lines file [5 :six])
    (is (= ["4" "5" ":six"] (drop 4 (io/read-lines file))))
    (io/write-text file (.encode "bytes"))
    (is (= "bytes" (io/read-text file)))
    (io/write-lines file (map (fn [i] (str "line " i)) (range 100000)))
    (is (= 100000 (count (io/read-lines file))))
    (is (= "line 99999" (last (io/read-lines file)))))
  (is (thrown? FileNotFoundError (io/read-text "/no/such/file")))
  (is (thrown? IsADirectoryError (io/read-text "/tmp")))
  (is (thrown? OSError (io/write-text "/dev/full" "x")))
  (is (thrown? OSError (io/write-lines "/dev/full" ["x"]))))

(deftest edn
  (fs/with-temp-file [file]
    (io/write-edn file {:a [1 2.5 "x" nil #{:b}]})
    (is (= {:a [1 2.5 "x" nil #{:b}]} (io/read-edn file)))))

(deftest json
  (are [value text] (= value (io/parse-json text))
    {:a 1}                    "{\"a\": 1}"
    [1 2.5 "x" nil true]      "[1, 2.5, \"x\", null, true]"
    {:a {:b [{:c "grüße"}]}}  "{\"a\": {\"b\": [{\"c\": \"gr\\u00fc\\u00dfe\"}]}}"
    {}                        "{}"
    []                        "[]")
  (is (= {"a" 1} (io/parse-json "{\"a\": 1}" identity)))
  (are [text value] (= text (io/json-str value))
    "{\"a\": [1, 2.5, \"grüße\", null, true]}" {:a [1 2.5 "grüße" nil true]}
    "[1, 2]"                                   '(1 2)
    "{\"a/b\": \"c\", \"1\": {}}"              (array-map :a/b :c 1 {}))
  (is (= "{\n  \"a\": 1\n}" (io/json-str {:a 1} 2)))
  (fs/with-temp-file [file]
    (io/write-json file {:a [1]})
    (is (= {:a [1]} (io/read-json file))))
  (is (thrown? ValueError (io/parse-json "{"))))

(deftest csv
  (is (= [["a" "b c"] ["1" "x,\"y"]] (io/parse-csv "a,b c\n1,\"x,\"\"y\"\n")))
  (is (= [["a" "two\nlines"] ["z"]] (io/parse-csv ["a,\"two" "lines\"" "z"])))
  (is (= "a,\"b,c\",\"say \"\"x\"\"\",,1" (io/csv-line ["a" "b,c" "say \"x\"" nil 1])))
  (is (= [{:name "x" :age "3"}] (io/rows->maps [["name" "age"] ["x" "3"]])))
  (fs/with-temp-file [file]
    (io/write-csv file [["a" "b"] [1 "x,y"]])
    (is (= [["a" "b"] ["1" "x,y"]] (io/read-csv file)))))
