;; SPDX-License-Identifier: MIT
(ns main-test
  "clojure.main: how errors are told."
  (:require [clojure.main :as main]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is]]))

(deftest texts-of-errors
  (are [text known] (= text (main/ex-str (update-keys known #(keyword "clojure.error" (name %)))))
    "Syntax error reading source at (REPL:1).\nx\n"             {:phase :read-source :cause "x"}
    "Syntax error reading source at (a.clj:3:4).\nx\n"          {:phase :read-source :cause "x" :source "a.clj" :line 3 :column 4}
    "Syntax error macroexpanding foo at (a.clj:3:4).\nx\n"      {:phase :macro-syntax-check :cause "x" :source "a.clj" :line 3 :column 4 :symbol 'foo}
    "Unexpected error (Foo) macroexpanding foo at (REPL:1).\nx\n" {:phase :macroexpansion :cause "x" :symbol 'foo :class 'a.b.Foo}
    "Unexpected error (Foo) compiling foo at (a.clj:3:4).\nx\n" {:phase :compilation :cause "x" :source "a.clj" :line 3 :column 4 :symbol 'foo :class 'a.Foo}
    "Error printing return value (Foo) at nil (REPL:1).\nx\n"   {:phase :print-eval-result :cause "x" :class 'a.Foo}
    "Execution error (Foo) at a/f (a.clj:3).\nx\n"              {:phase :execution :cause "x" :class 'a.Foo :symbol 'a/f :source "a.clj" :line 3}
    "Execution error at a/f (a.clj:3).\nx\n"                    {:phase :execution :cause "x" :class 'Exception :symbol 'a/f :source "a.clj" :line 3})
  (is (thrown? IllegalArgumentException (main/ex-str {}))))

(defn- fails [] (throw (ex-info "m" {:a 1})))

(deftest triage
  (is (= #:clojure.error{:phase :execution, :class 'clojure.lang.ExceptionInfo, :cause "m"}
         (main/ex-triage (Throwable->map (ex-info "m" {})))))
  (let [{:clojure.error/keys [symbol source line phase]} (main/ex-triage (Throwable->map (try (fails) (catch Exception e e))))]
    (is (= ['main-test/fails "main_test.clj" :execution] [symbol source phase]))
    (is (pos-int? line)))
  (let [{:clojure.error/keys [phase line column]} (main/ex-triage (Throwable->map (try (eval '(no-such-function)) (catch Exception e e))))]
    (is (= :compile-syntax-check phase))
    (is (every? int? [line column])))
  (is (str/includes? (main/err->msg (ex-info "m" {})) "m")))
