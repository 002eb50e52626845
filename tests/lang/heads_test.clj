;; SPDX-License-Identifier: MIT
;; What walks a seq holds no more of it than the part not yet walked; what is nested deeply takes no longer for that.
(ns heads-test
  (:require [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(def ^:private alive (atom 0))
(def ^:private Thing
  (py/type "Thing" (py/tuple) (py/dict ** :__del__ (fn [_] (swap! alive dec)))))

(defn- things
  "Returns a lazy seq of n new objects, one at a time; peak is told the most of them that were there at once."
  [n peak]
  (take n (repeatedly (fn []
                        (swap! peak max (swap! alive inc))
                        (Thing)))))

(defmacro most-alive
  "Returns how many things were alive at once when the form used a seq of them, under the name things; there are things2, too."
  [form]
  `(let [peak# (atom 0)]
     (reset! alive 0)
     (let [~'things (things 2000 peak#), ~'things2 (things 2000 peak#)]
       ~form)
     @peak#))

(deftest no-head-is-held
  (are [form] (> 100 (most-alive form))
    (nth things 1999)
    (nth things 1999 nil)
    (nth (map identity things) 1999)
    (nth (concat things [1]) 1999)
    (nth (rest things) 1000)
    (apply nth [things 1999])
    (last things)
    (count things)
    (first (drop 1999 things))
    (second (drop 1998 things))
    (nthnext things 1999)
    (nthrest things 1999)
    (dorun things)
    (run! identity things)
    (doseq [t things] t)
    (reduce (fn [_ t] nil) nil things)
    (every? some? things)
    (some nil? things)
    (vec (map (constantly 1) things))
    (set (map (constantly 1) things))
    (into [] (map (constantly 1)) things)
    (take-last 2 things)
    (let [[a & more] things] (last more))
    (loop [s (seq things)] (when s (recur (next s))))
    (last (map vector things (range)))
    (last (tree-seq seq? identity things))
    (last (flatten things))
    (= things (map identity things2))
    (= things (range 2000))
    (not= (map (constantly 1) things) (repeat 2000 1))
    (if (= (map (constantly 1) things) (map (constantly 1) things2)) 1 2)
    (apply = [(map (constantly 1) things) (repeat 2000 1)])
    (hash (map (constantly 1) things))
    (py/sum (map (constantly 1) things))
    (py/any (map nil? things))
    (py/max (map (constantly 1) things))
    (py/list (map (constantly 1) things))
    (py/dict (map (constantly [1 2]) things))
    (last (py/enumerate things))
    (last (py/map identity things))
    (last (py/zip things (range 2000)))
    (with-out-str (pr (map (constantly 1) things)))
    (with-out-str (println (map (constantly 1) things)))))

(deftest nested-deeply
  (let [deep (reduce (fn [v i] [v i]) [] (range 100000))]
    (is (= 100000 (count (flatten deep))))
    (is (= [0 1 2] (take 3 (flatten deep))))
    (is (= 200001 (count (tree-seq vector? seq deep)))))
  (is (= 4999 (eval (reduce (fn [body i] (list 'let ['x i] body)) 'x (reverse (range 5000))))))
  (is (= 4950 (eval (reduce (fn [body i] (list 'let [(symbol (str "x" i)) i] body)) (cons '+ (map #(symbol (str "x" %)) (range 100)))
                            (range 5000)))))
  (testing "the innermost of a name, and the outer one again behind it"
    (is (= [0 99 0] (eval (let [nest (reduce (fn [body i] (list 'let ['y i] body)) ['x 'y 'x] (reverse (range 100)))]
                            (list 'let ['x 0] nest)))))
    (is (= [1 2 1 3] (eval (let [many (mapcat (fn [i] [(symbol (str "l" i)) i]) (range 100))]
                             (list 'let (vec (concat many ['x 1]))
                                   '[x (let [x 2] x) x (try (throw (Exception. "e")) (catch Exception x 3))])))))))

(deftest trees
  (is (= [[1 [2 [3]] 4] 1 [2 [3]] 2 [3] 3 4] (tree-seq vector? seq [1 [2 [3]] 4])))
  (is (= [5] (tree-seq vector? seq 5)))
  (is (= [nil] (tree-seq vector? seq nil)))
  (is (= [[]] (tree-seq vector? seq [])))
  (testing "asked for no more than is needed"
    (let [asked (atom [])]
      (is (= [[1 [2]] 1] (take 2 (tree-seq vector? (fn [v] (swap! asked conj v) (seq v)) [1 [2]]))))
      (is (= [[1 [2]]] @asked))))
  (are [flat nested] (= flat (flatten nested))
    []          nil
    []          5
    []          #{1}
    [1 2 3 4]   [1 [2 '(3)] [[[]]] 4]
    [nil {:a 1}] [[nil] {:a 1}]
    [0 1]       (take 2 (flatten [(range)]))))

(deftest matching-with-much-to-go-back-to
  (let [s (str/join (repeat 1000000 "a"))]
    (is (= 1000000 (count (first (re-matches #"(.|\n)*" s)))))
    (is (= 1000000 (count (re-find #"(?:.|\n)*" s))))
    (is (= "x" (str/replace s #"(?:a|b)+" "x")))
    (is (nil? (re-matches #"(.|\n)*c" (subs s 0 100000))))))
