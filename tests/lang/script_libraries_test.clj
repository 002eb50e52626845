;; SPDX-License-Identifier: MIT
;; The libraries that scripts take for granted, as their documentation says.
(ns script-libraries-test
  (:require [babashka.cli :as cli]
            [babashka.fs :as fs]
            [babashka.process :as p :refer [$ check process sh shell]]
            [cheshire.core :as json]
            [clj-yaml.core :as yaml]
            [clojure.data.csv :as csv]
            [clojure.data.json :as dj]
            [clojure.data.xml :as xml]
            [clojure.java.io :as io]
            [clojure.pprint :refer [pprint]]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is]]
            [clojure.tools.cli :refer [parse-opts]]
            [hiccup.core :as hiccup1]
            [hiccup2.core :as hiccup])
  (:import [java.io PushbackReader StringReader StringWriter]))

(deftest fs-names
  (are [result form] (= result form)
    "a/b"   (str (fs/path "a" "b"))
    "b.txt" (fs/file-name "a/b.txt")
    "gz"    (fs/extension "x/a.tar.gz")
    nil     (fs/extension ".hidden")
    "a/b"   (fs/strip-ext "a/b.txt")
    ["a" "b"] (map str (fs/components "a/b"))
    "sh"    (fs/file-name (fs/which "sh"))
    nil     (fs/which "no-such-program")
    true    (fs/absolute? (fs/cwd))))

(deftest fs-trees
  (fs/with-temp-dir [dir {:prefix "t"}]
    (spit (fs/file dir "a.txt") "A")
    (fs/create-dirs (fs/path dir "s/t"))
    (spit (fs/file dir "s/t/b.clj") "B")
    (let [seen (fn [paths] (sort (map #(str (fs/relativize dir %)) paths)))]
      (is (= ["a.txt" "s" "s/t" "s/t/b.clj"] (seen (fs/glob dir "**"))))
      (is (= ["s/t/b.clj"] (seen (fs/glob dir "**.clj")) (seen (fs/glob dir "**{.clj,.cljc}"))))
      (is (= ["a.txt"] (seen (fs/glob dir "*.txt"))))
      (is (= ["a.txt" "s"] (seen (fs/list-dir dir)))))
    (fs/copy-tree (fs/path dir "s") (fs/path dir "s2"))
    (is (fs/exists? (fs/path dir "s2/t/b.clj")))
    (is (thrown? IllegalArgumentException (fs/copy-tree (fs/path dir "s") (fs/path dir "s/t"))))
    (fs/zip (fs/path dir "x.zip") [(str (fs/path dir "s"))] {:root (str dir)})
    (fs/unzip (fs/path dir "x.zip") (fs/path dir "out"))
    (is (= "B" (slurp (fs/file dir "out/s/t/b.clj"))))
    (fs/delete-tree (fs/path dir "s"))
    (is (not (fs/exists? (fs/path dir "s"))))
    (is (= "AB" (fs/update-file (fs/path dir "a.txt") str "B")))))

(deftest processes
  (is (= "hi\n" (:out (sh "echo hi"))))
  (is (= 1 (:exit (sh ["false"]))))
  (is (= "a b c d\n" (-> (process {:out :string} "echo a b" "c d") check :out)))
  (is (= "HELLO\n" (-> (process "echo hello") (process {:out :string} "tr a-z A-Z") deref :out)))
  (is (= "text" (:out @(process {:in "text" :out :string} "cat"))))
  (is (= "va l x\n" (let [v "va l"] (-> ($ echo ~v x) :out slurp))))
  (is (= 3 (try (shell {:err :string} "sh -c 'exit 3'") (catch Exception e (:exit (ex-data e))))))
  (is (= "/\n1\n" (:out (shell {:out :string :dir "/" :extra-env {"A" "1"}} "sh -c" "pwd; echo $A"))))
  (is (thrown? java.io.IOException (shell "no-such-program-here")))
  (is (= ["a" "b 'c" "d e"] (p/tokenize "a \"b 'c\" 'd e'")))
  (is (= ["foo \"  bar" "c:\\Users\\g.bat" "\\foo"] (p/tokenize "\"foo \\\"  bar\" c:\\Users\\g.bat \"\\foo\"")))
  (is (= ["A=:a" "b_c=x"] (-> (process ["env"] {:env {"A" :a :b_c 'x}}) :out slurp str/split-lines sort)))
  (is (= ::late (deref (process ["sleep" "5"] {:shutdown p/destroy}) 10 ::late)))
  (is (= 0 (:exit (deref (process ["true"]) 60000 nil)))))

(deftest processes-and-files
  (fs/with-temp-dir [dir {}]
    (let [out (fs/file dir "out file")]
      @(process "echo hello" {:out :write :out-file out})
      (is (= "hello\n" (slurp out)))
      @(process "echo more" {:out :append :out-file out})
      (is (= "hello\nmore\n" (slurp out)))
      @(process {:err out} "sh -c 'echo bad >&2'")
      (is (= "bad\n" (slurp out)))
      (spit out "#!/bin/sh\necho ran\n")
      (fs/set-posix-file-permissions out "rwx------")
      (is (= "ran\n" (:out (sh (str out)))) "the name of a file is no text to split"))))

(deftest process-forms
  (let [config {:a 1}, to (fn [f] (let [w (StringWriter.)] (f w) (str w)))]
    (is (= "{:a 1}\n" (-> ($ echo ~config) :out slurp)))
    (is (= "{:a 1}\n" (to (fn [w] @($ ~{:out w} echo ~config)))))
    (is (= "{:a 1}\n" (to (fn [w] @($ {:out w} echo ~config)))))
    (is (= "{:a 1}\n" (to (fn [w] @^{:out w} ($ echo ~config))))))
  (is (= "x\nx\n" (-> ($ echo x) ($ sed p) deref :out slurp)))
  (is (= "x\n" (-> ($ echo x) ($ {:out :string} cat) deref :out)))
  (is (= [["ls"] ["cat"]] (map :cmd (p/pipeline (-> (process ["ls"]) (process ["cat"])))) (map :cmd (p/pipeline (p/pb ["ls"]) (p/pb ["cat"])))))
  (is (= "x\n" (-> (p/pb "echo x") (p/pb ["cat"] {:out :string}) p/start deref :out)))
  (require 'babashka.process.pprint)
  (is (str/includes? (with-out-str (pprint (process "true"))) ":proc")))

(deftest fs-leftovers
  (is (= ".dotfile" (fs/strip-ext ".dotfile" {:ext "dotfile"})))
  (is (thrown-with-msg? Exception #":continue, :skip-subtree, :skip-siblings, :terminate" (fs/walk-file-tree "." {:pre-visit-dir (fn [_ _])})))
  (fs/with-temp-dir [dir {}]
    (let [f (fs/path dir "f"), time (fs/millis->file-time 100)]
      (spit (fs/file f) "old")
      (fs/set-last-modified-time f time)
      (is (= time (fs/last-modified-time f) (fs/instant->file-time (fs/file-time->instant time))))
      (is (= (fs/creation-time f) (fs/instant->file-time (fs/file-time->instant (fs/creation-time f)))) "to the nanosecond")
      (is (= f (fs/set-creation-time f 0)))
      (is (= (fs/path dir "z") (fs/zip (fs/path dir "z") f {:root dir})) "of a file older than zip archives")
      (is (= (fs/path dir "d") (do (fs/create-dirs (fs/path dir "d/e")) (fs/delete-tree (fs/path dir "d")))))
      (is (nil? (fs/delete-tree (fs/path dir "d")))))))

(deftest jsons
  (are [result form] (= result form)
    {"a" [1 2.5 nil]}  (json/parse-string "{\"a\":[1,2.5,null]}")
    {:a 1}             (json/parse-string "{\"a\":1}" true)
    {:A 1}             (json/parse-string "{\"a\":1}" (comp keyword #(.toUpperCase %)))
    nil                (json/parse-string "")
    "{\"a\":[1,null],\"n/k\":\"v\"}" (json/generate-string {:a [1 nil] :n/k :v})
    "{\n  \"a\" : [ 1, 2 ],\n  \"b\" : { }\n}" (json/generate-string {:a [1 2] :b {}} {:pretty true})
    [{:a 1} {:b 2}]    (json/parsed-seq (StringReader. "{\"a\":1}\n{\"b\":2}") true)
    {:a 1.5}           (dj/read-str "{\"a\":1.5}" :key-fn keyword)
    {"a" 2}            (dj/read-str "{\"a\":1}" :value-fn (fn [_ v] (inc v)))
    "{\"a\":\"x\\/y \\u00e9\"}" (dj/write-str {:a "x/y é"}))
  (let [r (PushbackReader. (StringReader. "{\"a\":1} [2] 3"))]
    (is (= [{"a" 1} [2] 3 :end] [(dj/read r) (dj/read r) (dj/read r) (dj/read r :eof-error? false :eof-value :end)])))
  (is (thrown? Exception (json/parse-string "{")))
  (is (thrown? Exception (dj/read-str ""))))

(deftest csvs
  (is (= [["a" "b"] ["x,\"y" "z"] ["q" "w\nv"]] (csv/read-csv "a,b\n\"x,\"\"y\",z\r\nq,\"w\nv\"")))
  (is (= [["a" "b"]] (csv/read-csv (StringReader. "a;b") :separator \;)))
  (is (= "a,\"b,c\",\"d\"\"e\"\n1,,:k\n" (with-out-str (csv/write-csv *out* [["a" "b,c" "d\"e"] [1 nil :k]]))))
  (is (thrown? Exception (doall (csv/read-csv "a,\"b")))))

(deftest yamls
  (is (= {:a 1 :b ["x" {:c 2.5}]} (yaml/parse-string "a: 1\nb:\n  - x\n  - {c: 2.5}\n")))
  (is (= {"a" 1} (yaml/parse-string "a: 1" :keywords false)))
  (is (= "a: 1\nb:\n- x\n" (yaml/generate-string {:a 1 :b ["x"]} :dumper-options {:flow-style :block})))
  (is (= {:a [1 {:b nil}]} (yaml/parse-string (yaml/generate-string {:a [1 {:b nil}]})))))

(deftest xmls
  (let [x (xml/parse-str "<a x=\"1\"><b>t &amp; u</b><c/></a>")]
    (is (= [:a {:x "1"} [:b :c] ["t & u"]] [(:tag x) (:attrs x) (map :tag (:content x)) (-> x :content first :content)]))
    (is (= "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a x=\"1\"><b>t &amp; u</b><c/></a>" (xml/emit-str x))))
  (is (= "<?xml version=\"1.0\" encoding=\"UTF-8\"?><f a=\"b\"><g>x</g></f>" (xml/emit-str (xml/sexp-as-element [:f {:a "b"} [:g "x"]])))))

(deftest htmls
  (is (= "<div class=\"b c d\" id=\"a\">x &lt; y<br /><li>1</li><li>2</li></div>" (str (hiccup/html [:div#a.b.c {:class "d" :x nil} "x < y" [:br] (for [i [1 2]] [:li i])]))))
  (is (= "<p>x < y</p>" (hiccup1/html [:p "x < y"]))))

(deftest command-lines
  (let [specs [["-p" "--port PORT" "Port number" :default 80 :parse-fn #(Integer/parseInt %) :validate [#(< 0 % 65536) "Must be a port"]]
               ["-v" nil "Verbosity level" :id :verbosity :default 0 :update-fn inc] ["-h" "--help"] [nil "--[no-]daemon" "Daemonize"]]]
    (is (= {:options {:port 8080 :verbosity 3 :daemon false} :arguments ["arg"] :errors nil}
           (dissoc (parse-opts ["-p" "8080" "-vvv" "arg" "--no-daemon"] specs) :summary)))
    (is (= ["Failed to validate \"-p 0\": Must be a port" "Unknown option: \"--bad\"" "Missing required argument for \"-p PORT\""]
           (:errors (parse-opts ["-p" "0" "--bad" "-p"] specs))))
    (is (= "  -p, --port PORT    80  Port number\n  -v                     Verbosity level\n  -h, --help\n      --[no-]daemon      Daemonize"
           (:summary (parse-opts [] specs)))))
  (are [result args opts] (= result (cli/parse-opts args opts))
    {:foo 1 :bar "x" :flag true} ["--foo" "1" "--bar" "x" "--flag"] {}
    {:port 80 :x false}   ["-p" "80" "--no-x"] {:alias {:p :port}}
    {:paths ["a" "b"]}    ["--paths" "a" "--paths" "b"] {:coerce {:paths []}}
    {:a "x" :b "y"}       ["x" "y"] {:args->opts [:a :b]})
  (is (= {:opts {:force true :key "a"} :args ["b"]} (cli/parse-args ["--force" "--key" "a" "b"] {:coerce {:force :boolean}})))
  (is (= [{:x 1} ["f"]] (cli/dispatch [{:cmds ["add"] :fn (juxt :opts :args)} {:cmds [] :fn identity}] ["add" "--x" "1" "f"])))
  (is (thrown? Exception (cli/parse-opts ["--a" "x"] {:coerce {:a :long}})))
  (is (= {:opts {:x 1} :args ["cmd" ":y" "2" "rest"]} (cli/parse-args ["cmd" "--x" "1" ":y" "2" "rest"])))
  (is (= {:opts {:x :y}} (cli/parse-args ["--x" ":y"])))
  (is (= {:opts {:x 1 :y 2}} (cli/parse-args [":x" "1" ":y" "2"])))
  (is (thrown? Exception (cli/parse-opts [] {:require [:q]}))))

(deftest command-lines-told-wrong
  (let [told (fn [f] (try (f) (catch clojure.lang.ExceptionInfo e (ex-data e)))), at {:type :org.babashka/cli :spec nil}]
    (is (= (assoc at :cause :coerce :msg "Coerce failure: cannot transform input \"x\" to long" :option :b :value "x" :opts {})
           (told #(cli/parse-opts [":b" "x"] {:coerce {:b :long}}))))
    (is (= "Coerce failure: cannot transform (implicit) true to string" (:msg (told #(cli/parse-opts ["--a" "--b"] {:coerce {:a :string}})))))
    (is (= {:cause :input-exhausted :all-commands ["a"]} (select-keys (told #(cli/dispatch [{:cmds ["a" "b"] :fn identity}] [])) [:cause :all-commands]))))
  (let [told (atom []), spec {:a {:require true} :b {:validate pos?} :c {:coerce :long}}]
    (cli/parse-args ["--b" "0" "--c" "no" "--more" "x"] {:error-fn #(swap! told conj %) :restrict true :spec spec})
    (is (= [[:coerce :c {:b 0}] [:restrict :more {:b 0 :more "x"}] [:require :a {:b 0 :more "x"}] [:validate :b {:b 0 :more "x"}]] (map (juxt :cause :option :opts) @told)))))

(deftest command-lines-in-letters
  (are [result args opts] (= result (cli/parse-opts args opts))
    {:foo true :a true :b true}      ["--foo" "-ab"]            {}
    {:ab "x"}                        ["-ab" "x"]                {}
    {:vv true}                       ["-vv"]                    {:alias {:v :verbose :vv :vv}}
    {:f "x"}                         ["--f" "x"]                {:alias {:f :foo}}
    {:no-x true :y false}            ["--no-x" "--no-y"]        {:coerce {:no-x :boolean}}
    {:ipv6 true}                     ["-6"]                     {:alias {:6 :ipv6}}
    {:n -6}                          ["--n" "-6"]               {}
    {:foo [:a :b]}                   [":foo" ":a" ":foo" ":b"]  {:coerce {:foo []}})
  (is (= {:a 1 :b [2 3] :c :d} (cli/coerce-opts {:a "1" :b ["2" "3"] :c "d"} {:coerce {:a :long :b [:long] :c :keyword}})))
  (is (= "  --a/b one\n        two" (cli/format-opts {:spec [[:a/b {:desc "one\ntwo"}]]}))))

(deftest commands-below-commands
  (let [table [{:cmds [] :spec {:global {:coerce :boolean}}}
               {:cmds ["foo"] :fn identity :spec {:config {:coerce []}} :args->opts [:some]}
               {:cmds ["foo" "bar"] :fn identity :spec {:bar {:coerce :keyword}}}]]
    (are [result args] (= result (cli/dispatch table args))
      {:dispatch ["foo" "bar"] :opts {:global true :bar :x} :args ["y"]}   ["--global" "foo" "bar" "--bar" "x" "y"]
      {:dispatch ["foo" "bar"] :opts {:config ["a" "b"]} :args nil}        ["foo" "--config" "a" "b" "bar"]
      {:dispatch ["foo"] :opts {:some "x"} :args nil}                      ["foo" "x"])))
