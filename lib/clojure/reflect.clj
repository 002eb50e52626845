;; SPDX-License-Identifier: MIT
(ns clojure.reflect
  "What members a class has."
  {:added "1.3"}
  (:require [clojure.set :as set]))

(defrecord Method [name return-type declaring-class parameter-types exception-types flags])
(defrecord Field [name type declaring-class flags])
(defrecord Constructor [name declaring-class parameter-types exception-types flags])

(defn flag-descriptors "There are none." {:added "1.3"} [] nil)

(defprotocol TypeReference "What names a class." (typename [o] "Returns the full name of a class."))
(extend-protocol TypeReference
  clojure.lang.Symbol (typename [s] (name s))
  String (typename [s] s)
  Object (typename [c] (if (class? c) (.getName c) (str c))))

(defn- arities
  "How many arguments a function takes: a list of numbers. A function with any number of further ones counts up to four of them."
  [f]
  (let [given  (try (.values (.-parameters (.signature (py/__import__ "inspect") f))) (catch Throwable _ nil))
        kinds  (map (fn [p] (.-name (.-kind p))) given)
        least  (count (filter (fn [p] (and (.startswith (.-name (.-kind p)) "POSITIONAL") (identical? (.-default p) (.-empty (class p))))) given))
        most   (count (filter (fn [k] (.startswith k "POSITIONAL")) kinds))]
    (if given
      (range least (inc (if (some #{"VAR_POSITIONAL"} kinds) (+ most 4) most)))
      (range 5))))

(defn- method-of [class-name n f flags]
  (for [n-args (arities f)]
    (->Method (symbol n) 'java.lang.Object class-name (vec (repeat n-args 'java.lang.Object)) [] flags)))

(defn- member-of
  "What a class has under a name."
  [class n]
  (let [x (try (py/getattr class n) (catch Throwable _ nil)), here (symbol (typename class))]
    (if (py/callable x)
      [(->Method (symbol n) 'java.lang.Object here [] [] #{:public})]
      [(->Field (symbol n) 'java.lang.Object here #{:public})])))

(defn- statics-of
  "The static members and constructors that stand in the table of the JVM's names."
  [class]
  (let [here (symbol (typename class))]
    (mapcat (fn [[n v]]
              (cond
                (= n 'new) (for [n-args (arities @v)]
                             (->Constructor here here (vec (repeat n-args 'java.lang.Object)) [] #{:public}))
                (fn? @v)   (method-of here n @v #{:public :static})
                :else      [(->Field n 'java.lang.Object here #{:public :static})]))
            (some-> (find-ns here) ns-publics))))

(defn- constructors-of
  "Those of a class that has none in the table under its name. What stands for a class of the JVM's is made in other ways than its own."
  [class]
  (let [here (symbol (typename class))]
    (for [n-args (if (.startswith (name here) "cljsh.java.") (range 5) (try (arities class) (catch Throwable _ (range 5))))]
      (->Constructor here here (vec (repeat n-args 'java.lang.Object)) [] #{:public}))))

(defn- interface-reflect
  "What type-reflect returns for an interface."
  [interface]
  (let [symbol-of (fn [c] (symbol (typename c)))]
    {:bases   (not-empty (set (map symbol-of (filter cljsh.core/interface? (.-__bases__ interface)))))
     :flags   #{:interface :public :abstract}
     :members (set (map (fn [m] (->Method (symbol (.getName m)) (symbol-of (.getReturnType m)) (symbol-of interface) (mapv symbol-of (.getParameterTypes m)) []
                                          #{:public :abstract}))
                        (.getDeclaredMethods interface)))}))

(defn- class-reflect
  "What type-reflect returns for a class that is no interface."
  [class ancestors]
  (let [names   (if ancestors (py/dir class) (keys (py/dict (py/vars class))))
        statics (statics-of class)]
    {:bases   (set (map (comp symbol typename) (.-__bases__ class)))
     :flags   #{:public}
     :members (-> (set (mapcat (fn [n] (member-of class n)) (remove (fn [n] (.startswith n "__")) names)))
                  (into statics)
                  (into (when-not (some (partial instance? Constructor) statics) (constructors-of class))))}))

(defn type-reflect
  "Returns a map of :bases, :flags and :members of a class; with :ancestors true, those above it, too."
  {:added "1.3"}
  [typeref & {:keys [ancestors]}]
  (let [class (if (class? typeref) typeref (resolve (symbol (typename typeref))))]
    (cond-> (if (cljsh.core/interface? class) (interface-reflect class) (class-reflect class ancestors))
      ancestors (assoc :ancestors (set (map (comp symbol typename) (rest (.-__mro__ class))))))))

(defn reflect
  "Does what type-reflect does, with an object or its class."
  {:added "1.3"}
  [obj & options]
  (apply type-reflect (if (class? obj) obj (class obj)) options))

(defrecord JavaReflector [classloader])

