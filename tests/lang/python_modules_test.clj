;; SPDX-License-Identifier: MIT
(ns python-modules-test
  (:require [clojure.test :refer [are deftest is testing use-fixtures]]
            [os]
            [os.path :as path]
            [shutil]
            [tempfile]))

;; Python imports Clojure.

(def files
  {"imported_ns.clj"     "(ns imported-ns \"A doc.\" (:require [clojure.string :as str]))
                          (defn up-case [s] (str/upper-case s))
                          (defn blank? [s] (str/blank? s))
                          (defn go! [a & {:keys [b]}] [a b])
                          (def version 3)
                          (def ^:private hidden 1)
                          (defmacro m [x] x)"
   "imported/part_two.cljc" "(ns imported.part-two) (defn twice [x] (* 2 x))"
   "imported_broken.clj" "(ns imported-broken) (foo"
   "imported_py.py"      "import imported_ns\ndef f(x): return imported_ns.up_case(x)\n"})

(use-fixtures :once
  (fn [run]
    (let [folder (tempfile/mkdtemp), sys-path (.-path (py/__import__ "sys"))]
      (doseq [[file text] files]
        (os/makedirs (path/dirname (path/join folder file)) ** :exist_ok true)
        (spit (path/join folder file) text))
      (.append (cljsh.core/load-path) folder)
      (.append sys-path folder)
      (try
        (run)
        (finally
          (.remove (cljsh.core/load-path) folder)
          (.remove sys-path folder)
          (shutil/rmtree folder))))))

(defn- python
  "The values of expressions after statements, as a vector."
  [statements & expressions]
  (let [d (py/dict)]
    (py/exec statements d)
    (mapv (fn [e] (py/eval e d)) expressions)))

(deftest importing
  (is (= ["A" true false 3 "A doc." "imported_ns"]
         (python "import imported_ns as m" "m.up_case('a')" "m.blank_QMARK_('')" "getattr(m, 'blank?')('x')" "m.version"
                 "m.__doc__" "m.__name__")))
  (is (= [[1 2] [1 nil]] (python "import imported_ns as m" "m.go_BANG_(1, b=2)" "getattr(m, 'go!')(1)")))
  (is (= ["X" 3] (python "from imported_ns import up_case, version" "up_case('x')" "version")))
  (is (= ["X" 3] (python "from imported_ns import *" "up_case('x')" "version")))
  (is (= [8 8] (python "import imported.part_two\nfrom imported.part_two import twice" "imported.part_two.twice(4)" "twice(4)")))
  (is (= ["Q"] (python "import imported_py" "imported_py.f('q')")))
  (is (= [["blank_QMARK_" "go_BANG_" "up_case" "version"]] (python "import imported_ns" "imported_ns.__all__")))
  (is (= [true true] (python "import imported_ns, sys" "'up_case' in dir(imported_ns)" "sys.modules['imported_ns'] is imported_ns")))
  (is (= ["B" "  1"] (python "import clojure.string, clojure.pprint" "clojure.string.upper_case('b')" "clojure.pprint.cl_format(None, '~3d', 1)"))))

(deftest what-it-lacks
  (are [re code] (thrown-with-msg? AttributeError re (python "import imported_ns" code))
    #"namespace imported-ns has no public var 'hidden'"  "imported_ns.hidden"
    #"imported-ns/m is a macro"                          "imported_ns.m"
    #"Did you mean: up_case\?"                           "imported_ns.up_cas")
  (is (thrown? ModuleNotFoundError (python "import imported_nothing")))
  (is (thrown? ImportError (python "from imported_ns import nothing")))
  (dotimes [_ 2]
    (is (thrown-with-msg? Exception #"EOF while reading" (python "import imported_broken")))))

(deftest redefining
  (python "import imported_ns\nimported_ns.version = 4")
  (is (= 4 @(resolve 'imported-ns/version)))
  (alter-var-root (resolve 'imported-ns/version) inc)
  (is (= [5] (python "import imported_ns" "imported_ns.version")))
  (python "import imported_ns\nimported_ns.version = 3")
  (testing "with unittest.mock"
    (is (= ["patched" "A"]
           (python (str "import imported_ns\nfrom unittest.mock import patch\n"
                        "with patch('imported_ns.up_case', lambda s: 'patched'): a = imported_ns.up_case('a')")
                   "a" "imported_ns.up_case('a')")))))

(deftest the-module-cljsh
  (are [expected code] (= [expected] (python "import cljsh" code))
    3               "cljsh.eval('(+ 1 2)')"
    2               "cljsh.eval('1 2')"
    nil             "cljsh.eval('')"
    "some.new.ns"   "str(cljsh.eval('(ns-name *ns*)', 'some.new.ns'))"
    "user"          "str(cljsh.eval('(ns-name *ns*)'))"
    [:a 1]          "cljsh.eval('[:a 1]')"
    "UP"            "cljsh.require('clojure.string').upper_case('up')"
    "UP"            "cljsh.ns.clojure.string.upper_case('up')"
    "UP"            "cljsh.ns['clojure.string'].upper_case('up')"
    3               "cljsh.require('imported-ns').version"
    3               "cljsh.require('imported-ns', reload=True).version"
    6               "cljsh.require('imported.part-two').twice(3)"
    "[1]"           "cljsh.require('json').dumps([1])"
    true            "'clojure.core' in list(cljsh.ns)"
    6               "cljsh.eval('(fn [& xs] (apply + xs))')(1, 2, 3)"
    6               "cljsh.ns.clojure.core._PLUS_(1, 2, 3)"
    [2 3]           "list(cljsh.ns.clojure.core.map(cljsh.ns.clojure.core.inc, [1, 2]))")
  (are [class code] (thrown? class (python "import cljsh" code))
    TypeError             "cljsh.eval('(+ 1 nil)')"
    CompilerException     "cljsh.eval('(nothing)')"
    FileNotFoundError     "cljsh.require('no.such.ns')"
    AttributeError        "cljsh.ns.nothing"
    KeyError              "cljsh.ns['nothing']"
    TypeError             "cljsh.eval()"))

(deftest evaluating-python
  (testing "without a frame of Python the globals are those of __main__"
    (is (= 3 (py/eval "1 + 2")))
    (is (nil? (py/exec "evaluated_here = [1]\ndef evaluate_there(): return (lambda x: eval('x'))(5)")))
    (is (= [1] (vec (py/eval "evaluated_here")) (vec (get (py/globals) "evaluated_here"))))
    (is (= 5 (py/eval "evaluate_there()")) "and what Python calls sees its caller's")
    (is (= 7 (py/eval "x + y" nil (py/dict {"x" 3 "y" 4}))))
    (is (= 2 (py/eval "x" (py/dict {"x" 2}))))
    (is (thrown? NameError (py/eval "no_such_name")))
    (is (thrown? TypeError (py/eval)))
    (py/exec "del evaluated_here, evaluate_there")))

(deftest what-tools-ask-a-module
  (is (= [true true true true "imported_ns"]
         (python "import imported_ns as m, inspect, os"
                 "os.path.basename(m.__file__) == 'imported_ns.clj'"
                 "m.__spec__.origin == m.__file__ == inspect.getfile(m) == inspect.getsourcefile(m)"
                 "m.__spec__.has_location"
                 "'defn up-case' in inspect.getsource(m)"
                 "m.__spec__.name")))
  (is (= ["cljsh" false "clojure.set"]
         (python "import clojure.set as m" "m.__spec__.origin" "hasattr(m, '__file__')" "m.__loader__ is not None and m.__spec__.name")))
  (is (= ["imported_ns.clj"] (python "import cljsh, os" "os.path.basename(cljsh.require('imported-ns').__file__)"))))

(deftest a-namespace-that-is-not-required-yet
  (is (= '(+ 2 1) (eval '(clojure.template/apply-template '[x] '(+ x 1) [2]))))
  (is (= '(var clojure.template/apply-template) (macroexpand '(var clojure.template/apply-template))))
  (is (var? (eval '(var clojure.template/apply-template))))
  (eval '(defn fill [form] (clojure.template/apply-template '[x] form [2])))
  (is (= :mine (with-redefs-fn {(resolve 'clojure.template/apply-template) (fn [_ _ _] :mine)} (fn [] (eval '(fill '(+ x 1))))))
      "compiled as a var"))

(deftest modules-as-values-test
  (is (= "/" (eval '(do (require 'posixpath) (.-sep posixpath)))) "a required module, by its name")
  (are [re form] (thrown-with-msg? Exception re (eval 'form))
    #"Python has no builtin nosuch"              (py/nosuch 1)
    #"loaded by \(require 'colorsys\)"           (import 'colorsys)
    #"module of that name is loaded by require"  (py/colorsys 1)))
