;; SPDX-License-Identifier: MIT
;; Tasklets that wait in a seq or in a stream: what they get, and that they keep no threads meanwhile.
(ns parking-test
  (:require [cljsh.tasklet :refer :all]
            [clojure.string :as str]
            [clojure.test :refer [deftest is testing]]
            [builtins]
            [os]))

(def ^:private many 300)

(defn- threads []
  (.__len__ (os/listdir "/proc/self/task")))

(defn- while-all-wait
  "Has f called for each of the arguments by a future; calls go-on once they wait. The futures, and how many threads there
  were more meanwhile."
  [f arguments go-on]
  (let [before  (threads)
        futures (doall (map (fn [x] (future (f x))) arguments))]
    (sleep 150)
    (let [more (- (threads) before)]
      (go-on)
      [(map deref futures) more])))

(defn- numbers-after
  "The numbers from 1 to 43, which come when the promises are kept."
  [gate gate-2]
  (cons 1 (lazy-seq @gate (concat (list 2 3) (lazy-seq @gate-2 (map inc (range 3 43)))))))

(deftest seqs-that-are-counted
  (doseq [[what f want] [["count"              (fn [s] (count s)) 43]
                         ["of what is kept"    (fn [s] [(count s) (first s)]) [43 1]]
                         ["of a filter"        (fn [s] (count (filter odd? s))) 22]
                         ["of what is made"    (fn [s] (count (map + (concat [1 2] s) (range)))) 45]
                         ["by name"            (fn [s] (apply count [s])) 43]
                         ["nth"                (fn [s] (nth s 2)) 3]
                         ["nth, in a chunk"    (fn [s] (nth s 20)) 21]
                         ["nth beyond the end" (fn [s] (nth s 43 :none)) :none]
                         ["destructured"       (fn [[a b c d & more]] [a b c d (count more)]) [1 2 3 4 39]]]]
    (let [gates    (repeatedly 30 (fn [] [(promise) (promise)]))
          [got]    (while-all-wait (fn [[a b]] (f (numbers-after a b))) gates
                                   (fn [] (doseq [[a b] gates] (deliver a 1) (sleep 0) (deliver b 2))))]
      (is (= (repeat 30 want) got) what)))
  (let [all (vec (range 1 44))]
    (doseq [[what f want] [["vec"            (fn [s] (vec s)) all]
                           ["as a local"     (fn [s] (let [f vec] [(f s) (first s)])) [all 1]]
                           ["as a var"       (fn [s] (#'vec s)) all]
                           ["passed"         (fn [s] ((comp vec identity) s)) all]
                           ["set"            (fn [s] (set s)) (set all)]
                           ["sort"           (fn [s] (sort s)) all]
                           ["sort >"         (fn [s] (sort > s)) (reverse all)]
                           ["sort-by"        (fn [s] (sort-by - s)) (reverse all)]
                           ["reverse"        (fn [s] (reverse s)) (reverse all)]
                           ["into-array"     (fn [s] (vec (into-array s))) all]
                           ["shuffle"        (fn [s] (count (shuffle s))) 43]
                           ["hash"           (fn [s] (hash s)) (hash all)]
                           ["str"            (fn [s] (str s)) (str (seq all))]
                           ["pr-str"         (fn [s] (pr-str s)) (pr-str (seq all))]
                           ["join"           (fn [s] (str/join "," s)) (str/join "," all)]
                           ["join, plainly"  (fn [s] (str/join s)) (str/join all)]
                           ["last"           (fn [s] (last s)) 43]
                           ["second"         (fn [s] (second s)) 2]
                           ["empty?"         (fn [s] (empty? (rest s))) false]
                           ["nthnext"        (fn [s] (first (nthnext s 30))) 31]
                           ["nthrest"        (fn [s] (first (nthrest s 30))) 31]
                           ["nthrest, all"   (fn [s] (nthrest s 60)) ()]
                           ["long-array"     (fn [s] (vec (long-array s))) all]
                           ["rand-nth"       (fn [s] (pos? (rand-nth s))) true]
                           ["keys"           (fn [s] (let [{:keys [a]} (cons :a s)] a)) 1]
                           ["apply"          (fn [s] (apply + s)) 946]
                           ["apply, more"    (fn [s] (apply vector 0 s)) (into [0] all)]
                           ["apply, fixed"   (fn [s] (apply (fn [a b c d & more] [a d (first more)]) :x s)) [:x 3 4]]
                           ["apply a var"    (fn [s] (apply #'vector s)) all]
                           ["list"           (fn [s] (vec (builtins/list s))) all]
                           ["Python's set"   (fn [s] (vec (builtins/sorted (builtins/set s)))) all]
                           ["a local of it"  (fn [s] (let [f builtins/tuple] [(vec (f s)) (first s)])) [all 1]]
                           ["each of map"    (fn [s] (first (map vec [s]))) all]
                           ["delay"          (fn [s] @(delay (vec s))) all]
                           ["force"          (fn [s] (force (delay (last s)))) 43]]]
      (let [gates      (repeatedly many (fn [] [(promise) (promise)]))
            [got more] (while-all-wait (fn [[a b]] (f (numbers-after a b))) gates
                                       (fn [] (doseq [[a b] gates] (deliver a 1) (sleep 0) (deliver b 2))))]
        (is (= (repeat many want) got) what)
        (is (< more 100) what)))
    (testing "errors, and what else the call had"
      (let [bad (fn [] (cons 1 (lazy-seq (sleep 1) (throw (ex-info "x" {})))))]
        (doseq [f [(fn [] (vec (bad)))
                   (fn [] (let [f vec, v (vec (range 40))] (conj v (f (bad)) v)))
                   (fn [] (let [f #'vec, v (vec (range 40))] (conj v (f (bad)) v)))
                   (fn [] (let [v (vec (range 40))] [v (apply vector v (str 1 v) (bad))]))
                   (fn [] (let [v (vec (range 40))] [v (apply (fn [a b c d & more] d) v (str 1 v) (bad))]))
                   (fn [] (let [f builtins/list, v (vec (range 40))] (conj v (f (bad)) v)))
                   (fn [] (last (bad)))
                   (fn [] (str 1 (vec (range 40)) (bad)))
                   (fn [] @(delay (vec (bad))))
                   (fn [] (sort-by (let [v [1 2]] (fn [x] [x v])) (bad)))
                   (fn [] (sort (let [v [1 2]] (fn [x y] (compare [x v] [y v]))) (bad)))]]
          (is (= (repeat 10 :caught) (map deref (doall (repeatedly 10 (fn [] (future (try (f) (catch Exception _ :caught))))))))))))
    (testing "functions that wait, of lazy seqs that would be looped over"
      (doseq [[what f want] [["vec" vec [1 2 3]] ["count" count 3] ["last" last 3] ["apply" (fn [s] (apply + s)) 6] ["sort" sort [1 2 3]]]]
        (let [gates      (repeatedly many promise)
              [got more] (while-all-wait (fn [gate] (f (map (fn [x] (when (= x 2) @gate) x) (take 3 (iterate inc 1))))) gates
                                         (fn [] (doseq [gate gates] (deliver gate 1))))]
          (is (= (repeat many want) got) what)
          (is (< more 100) what))))
    (testing "seqs where others belong"
      (is (= "1(3 4)2" @(future (str/join (map inc [2 3]) [1 2]))))
      (is (= :caught @(future (try (sort (map inc [2 3]) [1 2]) (catch Exception _ :caught))))))
    (testing "what is shown has no end, but *print-length* one"
      (is (= "(0 1 2 ...)" @(future (binding [*print-length* 3] (pr-str (map identity (iterate inc 0))))))))
    (testing "a delay whose process is killed is computed by the next one, and one that fails fails always"
      (let [go    (promise)
            calls (atom 0)
            d     (delay (swap! calls inc) @go)
            p     (spawn (fn [] @d))]
        (sleep 10)
        (is (= 1 @calls))
        (let [other (future @d)]
          (sleep 10)
          (kill-process p :kill)
          (sleep 10)
          (deliver go :value)
          (is (= [:value :value 2] [@other @d @calls]))))
      (let [calls (atom 0)
            d     (delay (swap! calls inc) (sleep 1) (throw (ex-info "x" {})))]
        (is (= [:x :x :x] (map deref (doall (repeatedly 3 (fn [] (future (try @d (catch clojure.lang.ExceptionInfo _ :x)))))))))
        (is (= [1 true] [@calls (realized? d)])))
      (is (thrown-with-msg? Exception #"needs its own value" (schedule (fn [] (let [d (promise)] (deliver d (delay @@d)) @@d))))))
    (testing "one that is killed"
      (let [ended (promise)
            p     (spawn (fn [] (try (vec (cons 1 (lazy-seq (receive :go nil)))) (finally (deliver ended true)))))]
        (sleep 10)
        (kill-process p :kill)
        (is (deref ended 60000 false)))))
  (testing "an error on the way"
    (is (= (repeat 30 :caught)
           (map deref (doall (repeatedly 30 (fn [] (future (try
                                                             (count (cons 1 (lazy-seq (sleep 5) (throw (ex-info "x" {})))))
                                                             (catch Exception _ :caught)))))))))
    (is (= :caught (schedule (fn [] (try (nth (cons 1 (lazy-seq (sleep 1) (throw (ex-info "x" {})))) 1) (catch Exception _ :caught)))))))
  (testing "no thread is kept"
    (let [gates (repeatedly many (fn [] [(promise) (promise)]))]
      (doseq [f [(fn [s] (count s)) (fn [s] (nth s 4))]]
        (let [[got more] (while-all-wait (fn [[a b]] (f (numbers-after a b))) gates
                                         (fn [] (doseq [[a b] gates] (deliver b 2) (deliver a 1))))]
          (is (apply = got))
          (is (< more 100)))))))

;; peek is an instruction, as long as it is what it was.
(deftest primitives-that-have-become-something-that-waits
  (let [gate (promise)
        was  peek
        last-of (fn [x] (let [kept [x]] (try [(peek x) kept] (catch Exception e [(ex-message e) kept]))))]
    (with-redefs [peek (fn [x]
                         (cond (= x [:wait]) @gate
                               (= x [:fail]) (do @gate (throw (ex-info "failed" {})))
                               (int? x)      (if (zero? x) :end (peek (dec x)))
                               :else         (was x)))]
      (let [[got more] (while-all-wait last-of (take many (cycle [[:wait] [:fail]])) #(deliver gate :got))]
        (is (= (take many (cycle [[:got [[:wait]]] ["failed" [[:fail]]]])) got))
        (is (< more 20)))
      (is (= [:end [100000]] (last-of 100000)) "nor is the depth C's"))
    (is (= [2 [[1 2]]] (last-of [1 2])))))

(deftest watches-and-validators-of-atoms
  (let [gate (promise), seen (atom [])
        run  (fn [i]
               (let [a (atom i :validator (fn [x] (and @gate (int? x))))]
                 (add-watch a :seen (fn [k r old new] (sleep 1) (swap! seen conj [k (= r a) old new])))
                 [(swap! a + 1000) (reset! a i) (reset-vals! a (inc i)) (compare-and-set! a :other 7) (compare-and-set! a (inc i) 7) @a
                  (try (reset! a :no) (catch IllegalStateException e (ex-message e)))]))
        [got more] (while-all-wait (fn [i] (let [a (atom 0)]
                                             (add-watch a :wait (fn [_ _ _ _] @gate))
                                             (swap! a inc)
                                             i))
                                   (range many) (fn [] (deliver gate true)))]
    (is (= (range many) got))
    (is (< more 100) "no thread is kept")
    (is (= [1005 5 [5 6] false true 7 "Invalid reference state"] @(future (run 5)) (run 5)))
    (is (= (mapcat identity (repeat 2 [[:seen true 5 1005] [:seen true 1005 5] [:seen true 5 6] [:seen true 6 7]])) @seen))))

(deftest apply-with-millions-of-arguments
  (is (= 2000001000000 (apply + 1 2 (range 3 2000001))))
  (is (= [1 -2000000] [(apply min (range 1 1500001)) (apply - 0 (repeat 2000000 1))]))
  (is (= 1500002 (count (apply vector :a :b (range 1500000)))))
  (is (= 2000000 (count (apply list (range 2000000)))))
  (is (= "ab12ab" (let [s (apply str "ab" (concat (repeat 1200000 "") [1] (repeat 100000 nil) ["2ab"]))] s))))

(defn- pipes [n]
  (vec (repeatedly n (fn [] (let [[r w] (os/pipe)] [(os/fdopen r "r") w])))))

(defn- write [w text]
  (os/write w (.encode text)))

(deftest streams-of-python
  (testing "line-seq"
    (let [ends       (pipes many)
          [got more] (while-all-wait (fn [[in]] (with-open [in in] (vec (line-seq in)))) ends
                                     (fn []
                                       (doseq [[_ w] ends] (write w "one\ntwo, pa"))
                                       (sleep 20)
                                       (doseq [[_ w] ends] (write w "rt\r\n\nlast é") (os/close w))))]
      (is (= {["one" "two, part" "" "last é"] many} (frequencies got)))
      (is (< more 100))))
  (testing "read, read-line, slurp"
    (let [ends       (pipes many)
          [got more] (while-all-wait (fn [[in]]
                                       (with-open [in in]
                                         (binding [*in* in]
                                           [(read-line) (read) (read-line) (read-line) (slurp in)])))
                                     ends
                                     (fn []
                                       (doseq [part ["a l" "ine\n(1 " "2)x" " y\nan" "other\nthe" " rest\nof it"], [_ w] ends] (write w part))
                                       (doseq [[_ w] ends] (os/close w))))]
      (is (= {["a line" '(1 2) "x y" "another" "the rest\nof it"] many} (frequencies got)))
      (is (< more 100))))
  (testing "two who read one stream: each line comes to one, whole"
    (let [[[in w]] (pipes 1)
          readers  (doall (repeatedly 4 (fn [] (future (binding [*in* in] (vec (take-while some? (repeatedly read-line))))))))]
      (doseq [i (range 200)]
        (write w (str i " and"))
        (when (zero? (mod i 40)) (sleep 1))
        (write w (str " so on\n")))
      (os/close w)
      (is (= (set (map (fn [i] (str i " and so on")) (range 200))) (set (mapcat deref readers))))))
  (testing "what was read of a line is there for the next one who reads"
    (let [[[in w]] (pipes 1)]
      (write w "half a")
      (binding [*in* in]
        (is (= :late @(future (try (cljsh.process/with-timeout 30 (read-line)) (catch TimeoutError _ :late)))))
        (let [p (spawn read-line)]
          (sleep 20)
          (kill-process p :kill)
          (sleep 1))
        (write w " line\nand another\n")
        (is (= ["half a line" "and another"] @(future [(read-line) (read-line)])))))
    (testing "also outside of tasklets"
      (let [[[in w]] (pipes 1)]
        (write w "x")
        (binding [*in* in]
          (is (= :late @(future (try (cljsh.process/with-timeout 30 (read-line)) (catch TimeoutError _ :late)))))
          (write w "y\nz\n")
          (is (= ["xy" "z"] [(read-line) (read-line)]))))))
  (testing "ends of lines, where they are not translated"
    (doseq [newline [nil "" "\n"], text ["a\rb\r\nc\n\rd" "\r" "\r\n" "x\r" "é\r\ré\n"]]
      (let [ways (for [call [(fn [f] (f)) (fn [f] @(future (f)))]]
                   (let [[r w] (os/pipe)]
                     (doseq [c text] (write w (str c)))
                     (os/close w)
                     (with-open [in (py/open r "r" -1 "utf-8" nil newline)]
                       (call (fn [] (vec (line-seq in)))))))]
        (is (apply = ways) [newline text])))))
