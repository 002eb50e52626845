;; SPDX-License-Identifier: MIT
(ns python-exceptions-test
  (:require [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]
            [io]
            [traceback]))

;; try, catch and finally in every combination, and exceptions on their way
;; between Clojure and Python.

(def ^:dynamic *log* nil)
(defn- log [x] (swap! *log* conj x) x)
(defmacro logged
  "What a form gives, or the class of what it throws, and what was logged meanwhile."
  [& body]
  `(binding [*log* (atom [])]
     (let [r# (try ~@body (catch BaseException e# (.-__name__ (class e#))))]
       [r# @*log*])))

(deftest combinations
  (are [expected form] (= expected (logged form))
    [1 []]              (try 1)
    [nil []]            (try)
    [1 [:f]]            (try 1 (finally (log :f)))
    [1 []]              (try 1 (catch KeyError _ 2))
    [1 [:f]]            (try 1 (catch KeyError _ 2) (finally (log :f)))
    [2 [:f]]            (try (throw (KeyError. 1)) (catch KeyError _ 2) (finally (log :f)))
    ["KeyError" [:f]]   (try (throw (KeyError. 1)) (catch ValueError _ 2) (finally (log :f)))
    ["KeyError" [:f]]   (try (throw (KeyError. 1)) (finally (log :f)))
    ["ValueError" [:c :f]] (try (throw (KeyError. 1)) (catch KeyError _ (log :c) (throw (ValueError. 2))) (finally (log :f)))
    ["OSError" [:f]]    (try (throw (KeyError. 1)) (catch KeyError _ (throw (ValueError. 2))) (finally (log :f) (throw (OSError. 3))))
    ["OSError" [:f]]    (try 1 (finally (log :f) (throw (OSError. 3))))
    [3 []]              (try (throw (KeyError. 1)) (catch ValueError _ 2) (catch LookupError _ 3) (catch KeyError _ 4))
    [2 []]              (try (throw (KeyError. 1)) (catch [ValueError KeyError] _ 2))
    [3 []]              (try (throw (OSError. 1)) (catch [ValueError KeyError] _ 2) (catch :default _ 3))
    [2 []]              (try (throw (KeyboardInterrupt.)) (catch Exception _ 1) (catch :default _ 2))
    [2 [:f]]            (try (try (throw (KeyError. 1)) (finally (log :f))) (catch KeyError _ 2))
    [2 [:f :g]]         (try (try (throw (KeyError. 1)) (catch ValueError _ 1) (finally (log :f))) (catch KeyError _ 2) (finally (log :g)))
    ["KeyError" [:c :f]] (try (throw (KeyError. 1)) (catch KeyError e (log :c) (throw e)) (finally (log :f)))
    [[0 1 2] [0 1 2]]   (mapv (fn [i] (try i (finally (log i)))) (range 3))
    [:c [:f]]           (let [x (try (/ 1 0) (catch ArithmeticException _ :c) (finally (log :f)))] x)
    [10 [0 1 2]]        (loop [i 0, n 1] (if (< i 3) (recur (inc i) (+ n (try (if (odd? i) (throw (KeyError.)) 4) (catch KeyError _ 1) (finally (log i))))) n))))

(deftest nested-in-functions
  (letfn [(down [n] (if (zero? n) (throw (KeyError. "deep")) (try (down (dec n)) (finally (log n)))))]
    (is (= ["KeyError" [1 2 3]] (logged (down 3))))
    (is (= [:caught [1 2 3]] (logged (try (down 3) (catch KeyError _ :caught)))))))

(deftest bad-handlers
  (is (thrown? TypeError (try (throw (KeyError.)) (catch 1 _ 2))))
  (is (thrown? TypeError (throw 1)))
  (is (thrown? KeyError (throw KeyError))))

(deftest causes
  (let [inner (ValueError. "inner")]
    (is (identical? inner (.-__cause__ (ex-info "m" {} inner))))
    (is (identical? inner (ex-cause (ex-info "m" {} inner))))
    (is (identical? inner (ex-cause (Exception. "m" inner))))
    (is (identical? inner (try (throw (Exception. "m" inner)) (catch Exception e (.-__cause__ e)))))
    (is (= "m" (ex-message (Exception. "m" inner)))))
  (let [d (py/dict)]
    (py/exec "def f():\n  try: {}['k']\n  except KeyError as e: raise ValueError('outer') from e\n" d)
    (let [e (try ((get d "f")) (catch ValueError e e))]
      (is (= "outer" (ex-message e)))
      (is (instance? KeyError (ex-cause e)))
      (is (nil? (ex-cause (ex-cause e)))))
    (py/exec "def g(f):\n  try: f()\n  except Exception as e: return type(e.__cause__).__name__, str(e.__cause__)\n" d)
    (is (= ["ValueError" "v"] ((get d "g") (fn [] (throw (ex-info "m" {} (ValueError. "v")))))))))

;; --- tracebacks -------------------------------------------------------------

(defn innermost [] (throw (ex-info "here" {})))
(defn middle [f] (f))
(defn- frames
  "The names of the frames of an exception's traceback, the outermost first."
  [e]
  (mapv (fn [f] (.-name f)) (traceback/extract_tb (.-__traceback__ e))))

(deftest tracebacks
  (let [d (py/dict)]
    (py/exec "def through(f, *args): return f(*args)\ndef caught(f):\n  try: f()\n  except Exception as e:\n    import traceback\n    return traceback.format_exc()\n" d)
    (let [through (get d "through")
          e       (try (middle innermost) (catch Exception e e))
          tail    (fn [e n] (vec (take-last n (frames e))))]
      (is (= ["python-exceptions-test/middle" "python-exceptions-test/innermost"] (tail e 2)))
      (is (= (frames e) (frames e)))
      (let [e (try (through middle innermost) (catch Exception e e))]
        (is (= ["through" "python-exceptions-test/middle" "python-exceptions-test/innermost"] (tail e 3))))
      (let [e (try (through middle (fn inner [] (through innermost))) (catch Exception e e))]
        (is (= ["through" "python-exceptions-test/middle"] (take 2 (tail e 5))))
        (is (= ["through" "python-exceptions-test/innermost"] (tail e 2))))
      (let [text ((get d "caught") (fn [] (middle innermost)))]
        (is (str/includes? text "in python-exceptions-test/innermost"))
        (is (re-find #"python_exceptions_test.clj\", line \d+" text))
        (is (str/includes? text "(defn innermost [] (throw (ex-info \"here\" {})))"))
        (is (str/includes? text "here")))
      (let [out (io/StringIO)]
        (try (middle innermost) (catch Exception e (traceback/print_exception e ** :file out)))
        (is (str/includes? (.getvalue out) "python-exceptions-test/middle")))
      (testing "thrown again, it goes on where it was"
        (let [e (try (try (middle innermost) (catch Exception e (throw e))) (catch Exception e e))]
          (is (= ["python-exceptions-test/middle" "python-exceptions-test/innermost"] (tail e 2))))))))

(deftest through-python-and-back
  (is (= :caught (try (py/list (py/map (fn [x] (throw (ex-info "m" {:x x}))) [7])) (catch ExceptionInfo e (if (= {:x 7} (ex-data e)) :caught e)))))
  (is (= [1 2] (vec (py/sorted [2 1] ** :key (fn [x] x)))))
  (is (thrown? KeyError (py/sorted [2 1] ** :key (fn [_] (throw (KeyError. "k"))))))
  (is (thrown? KeyError (sort (fn [_ _] (throw (KeyError. "k"))) [2 1])))
  (is (thrown? KeyError (py/sum (map (fn [_] (throw (KeyError. "k"))) [1])))))

(deftest with-open-tells
  (let [d (py/dict)]
    (py/exec "class M:\n  def __init__(self, eat): self.eat = eat; self.seen = []\n  def __enter__(self): self.seen.append('enter'); return self\n  def __exit__(self, t, e, tb): self.seen.append([t and t.__name__, str(e), tb is not None]); return self.eat\n" d)
    (let [m ((get d "M") false)]
      (is (= 1 (with-open [x m] 1)))
      (is (= ["enter" [nil "None" false]] (vec (.-seen m)))))
    (let [m ((get d "M") false)]
      (is (thrown? KeyError (with-open [x m] (throw (KeyError. "k")))))
      (is (= ["enter" ["KeyError" "'k'" true]] (vec (.-seen m)))))
    (let [m ((get d "M") true)]
      (is (nil? (with-open [x m] (throw (KeyError. "k"))))))))

(defn- context
  "Returns the messages of the exception that f throws and of its contexts."
  [f]
  (map ex-message (take-while some? (iterate #(.-__context__ %) (try (f) (catch Exception e e))))))

(deftest finally-keeps-the-first-exception
  (are [messages body] (= messages (context (fn [] body)))
    ["b" "a"]     (try (throw (Exception. "a")) (finally (throw (Exception. "b"))))
    ["c" "b" "a"] (try (try (throw (Exception. "a")) (finally (throw (Exception. "b")))) (finally (throw (Exception. "c"))))
    ["b" "a"]     (try (throw (Exception. "a")) (catch KeyError _ 1) (finally (throw (Exception. "b"))))
    ["b" "c"]     (try (throw (Exception. "a")) (catch Exception _ (throw (Exception. "c"))) (finally (throw (Exception. "b"))))
    ["b"]         (try 1 (finally (throw (Exception. "b"))))
    ["a"]         (try (throw (Exception. "a")) (finally (try (throw (Exception. "b")) (catch Exception _ 1))))
    ["a"]         (let [e (Exception. "a")] (try (throw e) (finally (throw e))))
    ["closed" "a"] (with-open [_ (reify py/object (close [_] (throw (Exception. "closed"))))] (throw (Exception. "a"))))
  (testing "what is used around it is let go of"
    (let [seen (py/list)
          f (fn [x] (let [y [x x]] (try (nth y 5) (finally (.append seen (count y)) (nth y 6)))))]
      (is (= ["index 6 is out of bounds for a vector of 2" "index 5 is out of bounds for a vector of 2"] (context #(f 1))))
      (is (= [2] (vec seen))))))
