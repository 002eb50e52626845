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

(deftest reading-json
  (are [value text] (= value (io/parse-json text))
    {:a 1}                    "{\"a\": 1}"
    [1 2.5 "x" nil true]      "[1, 2.5, \"x\", null, true]"
    {:a {:b [{:c "grüße"}]}}  "{\"a\": {\"b\": [{\"c\": \"gr\\u00fc\\u00dfe\"}]}}"
    {}                        "{}"
    []                        " [ \n] "
    {:a 2, :b/c 3}            "{\"a\":1,\"a\":2,\"b/c\":3}"
    [0 -0.0 -1 1500.0 0.01]   "[0,-0.0,-1,1.5e3,1E-2]"
    123456789012345678901234  "123456789012345678901234"
    "\"\\/\b\f\n\r\té"        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\""
    "😀é€"                    "\"\\ud83d\\ude00é€\""
    false                     "false"
    [[[[[]]]]]                "[[[[[]]]]]")
  (is (= (zipmap (map #(keyword (str "k" %)) (range 100)) (range 100))
         (io/parse-json (str "{" (apply str (interpose "," (map #(str "\"k" % "\":" %) (range 100)))) "}"))))
  (is (= 1 (count (io/parse-json "\"\\ud83d\""))) "half a pair")
  (is (= [0.0 -0.0 ##Inf] (map identity (io/parse-json "[0.0, -0.0, 1e999]"))))
  (is (= {"a" 1} (io/parse-json "{\"a\": 1}" identity)))
  (is (= {:A 1} (io/parse-json "{\"a\": 1}" #(keyword (.upper %)))))
  (is (= {:é 1} (io/parse-json (.encode "{\"é\": 1}"))))
  (are [message text] (= (str "JSON: " message) (try (io/parse-json text) (catch ValueError e (ex-message e))))
    "the text ends too early, at line 1, column 1"            ""
    "the text ends too early, at line 1, column 2"            "{"
    "the text ends too early, at line 1, column 4"            "[1,"
    "the text ends too early, at line 1, column 5"            "\"abc"
    "the text ends too early, at line 1, column 2"            "-"
    "a value was expected, at line 1, column 2"               "[NaN]"
    "a value was expected, at line 1, column 1"               "Infinity"
    "a value was expected, at line 1, column 7"               "[1, 2,]"
    "a value was expected, at line 2, column 3"               "[\n  nul]"
    "a name in quotes was expected, at line 1, column 2"      "{a: 1}"
    "a name in quotes was expected, at line 1, column 9"      "{\"a\": 1,}"
    "a colon was expected, at line 1, column 6"               "{\"a\" 1}"
    "a comma or ] was expected, at line 1, column 4"          "[1 2]"
    "a comma or } was expected, at line 1, column 9"          "{\"a\": 1 \"b\": 2}"
    "a number must not begin with 0, at line 1, column 1"     "01"
    "a digit must follow the point, at line 1, column 4"      "[1.]"
    "a digit must follow the e, at line 1, column 4"          "[1e]"
    "a control character in a string must be escaped, at line 1, column 4" "[\"a\nb\"]"
    "no such escape in a string, at line 1, column 3"         "\"\\x\""
    "four hexadecimal digits must follow \\u, at line 1, column 5" "\"\\u1g00\""
    "nothing may follow the value, at line 1, column 3"       "1 2")
  (is (thrown? TypeError (io/parse-json 5)))
  (is (thrown? TypeError (io/parse-json nil)))
  (is (thrown? RecursionError (io/parse-json (apply str (repeat 10000000 "["))))))

(deftest writing-json
  (are [text value] (= text (io/json-str value))
    "{\"a\": [1, 2.5, \"grüße\", null, true]}" {:a [1 2.5 "grüße" nil true]}
    "[1, 2]"                                   '(1 2)
    "{\"a/b\": \"c\", \"1\": {}}"              (array-map :a/b :c 1 {})
    "[0.3333333333333333, 1.50, 1e+16, -0.0]"  [1/3 1.50M 1e16 -0.0]
    "123456789012345678901234"                 123456789012345678901234
    "\"\\\"\\\\\\n\\r\\t\\b\\f\\u0001€\\ud800\"" "\"\\\n\r\t\b\f\u0001€\ud800"
    "\"2020-01-02T03:04:05Z\""                 #inst "2020-01-02T03:04:05"
    "\"2020-01-02T03:04:05.678000Z\""          #inst "2020-01-02T03:04:05.678"
    "\"0b1f7b4e-0000-4000-8000-000000000000\"" #uuid "0b1f7b4e-0000-4000-8000-000000000000"
    "[1, [2, 3], {\"a\": 1}]"                  (py/list [1 (py/tuple [2 3]) (py/dict ** :a 1)])
    "[]"                                       #{}
    "[0, 1, 2]"                                (map identity (range 3)))
  (defrecord Point [x y])
  (is (= "{\"x\": 1, \"y\": 2}" (io/json-str (->Point 1 2))))
  (is (= "{\n  \"a\": 1\n}" (io/json-str {:a 1} 2)))
  (is (= "[\n 1,\n {\n  \"b\": []\n }\n]" (io/json-str [1 {:b []}] 1)))
  (are [value] (thrown? ValueError (io/json-str value))
    ##NaN ##Inf ##-Inf [1 {:a ##NaN}] (bigdec "NaN"))
  (are [value] (thrown? TypeError (io/json-str value))
    inc (atom 1) [(Object.)] #"x")
  (let [a (py/list)]
    (.append a a)
    (is (thrown-with-msg? ValueError #"contains itself" (io/json-str a))))
  (is (thrown? RecursionError (io/json-str (reduce (fn [v _] [v]) [] (range 10000000)))))
  (testing "what is written can be read"
    (let [x {:a [1 2.5 "é\n" nil true {:b {}}], :c/d [[]], :n -12345678901234567890}]
      (is (= x (io/parse-json (io/json-str x))))
      (fs/with-temp-file [file]
        (io/write-json file x)
        (is (= x (io/read-json file)))))))

(deftest csv
  (is (= [["a" "b c"] ["1" "x,\"y"]] (io/parse-csv "a,b c\n1,\"x,\"\"y\"\n")))
  (is (= [["a" "two\nlines"] ["z"]] (io/parse-csv ["a,\"two" "lines\"" "z"])))
  (is (= "a,\"b,c\",\"say \"\"x\"\"\",,1" (io/csv-line ["a" "b,c" "say \"x\"" nil 1])))
  (is (= [{:name "x" :age "3"}] (io/rows->maps [["name" "age"] ["x" "3"]])))
  (fs/with-temp-file [file]
    (io/write-csv file [["a" "b"] [1 "x,y"]])
    (is (= [["a" "b"] ["1" "x,y"]] (io/read-csv file)))))
