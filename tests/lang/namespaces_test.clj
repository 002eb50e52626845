;; SPDX-License-Identifier: MIT
(ns namespaces-test
  "A docstring."
  {:author "somebody"}
  (:require [clojure.set :as set :refer [union]]
            [clojure.string :as-alias str-only]
            clojure.walk
            [clojure.test :refer [are deftest is testing]])
  (:use [clojure.zip :only [vector-zip] :rename {vector-zip vz}]))

(def here (the-ns 'namespaces-test))

(deftest ns-form
  (is (= "A docstring." (:doc (meta here))))
  (is (= "somebody" (:author (meta here))))
  (is (= 'namespaces-test (ns-name here)))
  (is (= #{1 2} (union #{1} #{2}) (set/union #{1} #{2})))
  (is (= :clojure.string/x ::str-only/x))
  (is (= '(1 2) (clojure.walk/postwalk identity '(1 2))))
  (is (fn? vz))
  (is (nil? (ns-resolve here 'vector-zip)))
  (is (contains? (loaded-libs) 'clojure.set))
  (is (contains? (loaded-libs) 'namespaces-test)))

(deftest making-namespaces
  (let [n (create-ns 'namespaces-test.made)]
    (is (identical? n (find-ns 'namespaces-test.made)))
    (is (identical? n (create-ns 'namespaces-test.made)))
    (intern n 'x 5)
    (is (= 5 @(ns-resolve n 'x)))
    (is (contains? (ns-publics n) 'x))
    (is (some #{n} (all-ns)))
    (remove-ns 'namespaces-test.made)
    (is (nil? (find-ns 'namespaces-test.made)))))

(deftest imports
  (is (= String (get (ns-imports 'namespaces-test) 'String)))
  (is (nil? (get (ns-imports 'namespaces-test) 'map))))

(deftest require-at-run-time
  (binding [*ns* (create-ns 'namespaces-test.user)]
    (require '[clojure.set :as s])
    (is (= 'clojure.set (ns-name (get (ns-aliases *ns*) 's))))
    (require '(clojure [set :as s2] zip))
    (is (get (ns-aliases *ns*) 's2))
    (require '[clojure.set :refer [difference] :rename {difference minus}])
    (is (contains? (ns-refers *ns*) 'minus))
    (is (not (contains? (ns-refers *ns*) 'difference)))
    (require '[clojure.set :refer :all])
    (is (contains? (ns-refers *ns*) 'intersection))
    (use '[clojure.walk :only (postwalk)])
    (is (contains? (ns-refers *ns*) 'postwalk))
    (is (not (contains? (ns-refers *ns*) 'prewalk)))
    (is (thrown? Exception (require 'no.such.library)))
    (is (thrown? Throwable (require '[clojure.set :refer [no-such-name]])))
    (is (thrown? Exception (require)))
    (is (thrown? Exception (require :unknown-flag 'clojure.set))))
  (remove-ns 'namespaces-test.user))

(deftest requiring-resolve-test
  (is (= #'clojure.set/union (requiring-resolve 'clojure.set/union)))
  (is (thrown? Exception (requiring-resolve 'union))))

(deftest eval-ns
  (let [before *ns*]
    (binding [*ns* *ns*]
      (eval '(do (ns namespaces-test.evaled "Doc." (:refer-clojure :exclude [map]) (:require [clojure.set :as s]))
                 (def map (s/union #{1} #{2}))))
      (is (= 'namespaces-test.evaled (ns-name *ns*))))
    (is (identical? before *ns*))
    (is (= #{1 2} @(ns-resolve 'namespaces-test.evaled 'map)))
    (is (= #'clojure.core/filter (ns-resolve 'namespaces-test.evaled 'filter)))
    (remove-ns 'namespaces-test.evaled)))

(deftest python-modules
  (binding [*ns* (create-ns 'namespaces-test.python)]
    (refer 'clojure.core)
    (are [result form] (= result (do (eval form)))
      nil     '(require '[os.path :as path] '[json :as j :refer [dumps] :rename {dumps to-json}])
      "a/b"   '(path/join "a" "b")
      "\"x\"" '(to-json "x")
      "\"x\"" '(j/dumps "x")
      nil     '(do (import '(datetime datetime timedelta) 'decimal.Decimal) nil)
      2020    '(.-year (datetime 2020 1 1))
      2       '(.-days (timedelta 2))
      true    '(decimal? (Decimal "1.5"))
      nil     '(do (import [fractions :refer [Fraction]]) nil)
      1       '(.-numerator (Fraction 1 2))
      nil     '(ns namespaces-test.python (:require [math :as m]) (:import [textwrap :refer [dedent]] collections.OrderedDict))
      3       '(m/floor 3.7)
      "x"     '(dedent "  x")
      0       '(py/len (OrderedDict)))
    (is (thrown? Exception (require 'no_such_module_anywhere)))
    (is (thrown? Exception (eval '(import '(datetime no-such-class))))))
  (remove-ns 'namespaces-test.python))

(deftest load-test
  (is (nil? (load "/clojure/set")))
  (is (= 3 (binding [*ns* *ns*] (load-string "(ns namespaces-test.loaded) (+ 1 2)"))))
  (remove-ns 'namespaces-test.loaded))

(defn- fresh-namespace [& filters]
  (let [n (create-ns (gensym "seen"))]
    (binding [*ns* n] (apply refer 'clojure.core filters))
    n))

(deftest names-of-core-are-the-namespaces-own-to-change
  (let [n (fresh-namespace :exclude '[map])]
    (is (nil? (ns-resolve n 'map)))
    (is (= #'filter (ns-resolve n 'filter)))
    (is (= #'filter (get (ns-refers n) 'filter)))
    (is (not (contains? (ns-map n) 'map)))
    (is (empty? (ns-interns n)))
    (binding [*ns* n] (refer 'clojure.core))
    (is (= #'map (ns-resolve n 'map)))
    (remove-ns (ns-name n)))
  (let [n (fresh-namespace)]
    (ns-unmap n 'filter)
    (is (nil? (ns-resolve n 'filter)))
    (is (= #'remove (ns-resolve n 'remove)))
    (remove-ns (ns-name n)))
  (let [n (fresh-namespace)
        v (intern n 'map 1)]
    (is (= v (ns-resolve n 'map)))
    (is (= #'clojure.core/map (ns-resolve *ns* 'map)))
    (remove-ns (ns-name n)))
  (let [n (fresh-namespace :only '[map])]
    (is (= #'map (ns-resolve n 'map)))
    (is (nil? (ns-resolve n 'filter)))
    (remove-ns (ns-name n))))
