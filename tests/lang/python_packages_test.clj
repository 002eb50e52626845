;; SPDX-License-Identifier: MIT
(ns python-packages-test
  (:require [clojure.test :refer [are deftest is testing]]
            [cljsh.python :as python]
            [io]
            [lxml.etree :as etree]
            [numpy :as np]
            [PIL.Image :as Image]))

;; Extension modules of Debian: numpy, lxml, Pillow.

;; --- numpy ------------------------------------------------------------------

(defn- items [a] (py->clj (.tolist a)))

(deftest arrays
  (let [a (np/array [1 2 3]), b (np/array [10 20 30]), m (np/arange 6)]
    (are [expected form] (= expected (items form))
      [11 22 33]    (+ a b)
      [2 3 4]       (inc a)
      [9 8 7]       (- 10 a)
      [1 4 9]       (* a a)
      [0.5 1.0 1.5] (/ a 2)
      [3 6 10]      (quot b 3)
      [1 0 1]       (mod a 2)
      [-1 -2 -3]    (- a)
      [1 2 3]       (abs (- a))
      [1 0 1]       (bit-and a 1)
      [9 10 11]     (bit-or a 8)
      [4 8 12]      (bit-shift-left a 2)
      [12 24 36]    (+ a b a)
      [6 12 18]     (reduce + [a a a a a a])
      [1 2]         (get a (py/slice 0 2))
      [2 3]         (nth a (py/slice 1 nil))
      [1 3]         (get a (np/array [true false true]))
      [30 10]       (aget b (py/list [2 0]))
      [[0 1 2] [3 4 5]] (.reshape m 2 3)
      [1 4]         (python/get-item (.reshape m 2 3) (python/slices [nil nil] 1))
      [true false false] (apply < [a 2])
      [false true false] (apply == [a 2]))
    (is (= 2 (get a 1) (nth a 1) (first (rest a))))
    (is (= :none (get a 9 :none)))
    (is (= 3 (count a)))
    (is (= [2 3 4] (map inc a)))
    (is (= 6 (reduce + a) (apply + a) (np/sum a)))
    (is (= [1 2 3] (vec a)))
    (is (= 4 (+ (np/int64 3) 1)))
    (is (< (np/int64 3) 4))
    (is (= :b (nth [:a :b] (np/int64 1))))
    (is (= 2.5 (+ (np/float64 1.5) 1)))
    (is (thrown? IndexError (aget a 9)))
    (is (thrown? ValueError (+ a (np/array [1 2]))))))

(deftest changing-arrays
  (let [z (np/zeros (py/tuple [2 2]) ** :dtype py/int)]
    (aset z 0 1 5)
    (aset z (py/tuple [1 0]) 6)
    (is (= [[0 5] [6 0]] (items z)))
    (python/set-item! z (python/slices [nil nil] 0) 9)
    (is (= [[9 5] [9 0]] (items z)))))

(deftest large-arrays
  (testing "an operand that somebody has is never written to"
    (let [n 100000, x (np/ones n), v [x], y (get x (py/slice nil nil))]
      (are [total form] (= total (np/sum form))
        200000.0 (+ x 1)
        200000.0 (+ (get x (py/slice nil nil)) 1)
        200000.0 (+ (first v) 1.0)
        200000.0 (+ y y)
        300000.0 (+ (* 2 x) x)
        500000.0 (+ x (* 2 x) (* x 2))
        50000.0  (/ (+ x x) 4)
        -100000.0 (- x (+ x x))
        0.0      (- (+ x x) x x)
        100000.0 x
        100000.0 y)))
  (testing "types and shapes"
    (let [i (np/ones 100000 ** :dtype "int64"), m (np/ones (py/tuple [400 400])), f (np/ones 100000 ** :dtype "float32")]
      (are [kind form] (= kind (str (.-dtype form)))
        "float64" (/ (+ i i) 2)
        "float64" (+ (* i 2) 0.5)
        "float32" (+ (* f 2) 1))
      (is (= 320000.0 (np/sum (+ (* m 1) (np/ones 400)))))
      (is (= 320000.0 (np/sum (+ (np/ones (py/tuple [400 1])) (* m 1))))))))

(deftest memory-is-shared
  (let [b (py/bytearray [1 2 3 4]), a (np/frombuffer b ** :dtype "uint8"), m (python/buffer (np/arange 3))]
    (aset b 0 7)
    (is (= [7 2 3 4] (items a)))
    (is (= [0 1 2] (vec m)))))

(deftest functions-of-ours
  (is (= [1 4 9] (items ((np/vectorize (fn [x] (* x x))) (np/array [1 2 3])))))
  (is (= [3 7] (items (np/apply_along_axis (fn [row] (reduce + row)) 1 (np/array [[1 2] [3 4]])))))
  (is (= 5.0 (.norm np/linalg (np/array [3 4])))))

;; --- lxml -------------------------------------------------------------------

(deftest trees
  (let [root (etree/fromstring "<a x='1'><b>one</b><b>two</b></a>")]
    (is (= "a" (.-tag root)))
    (is (= "1" (.get root "x") (get (.-attrib root) "x")))
    (is (= ["one" "two"] (map #(.-text %) root) (vec (.xpath root "b/text()"))))
    (is (= 2 (count root)))
    (is (= "two" (.-text (nth root 1))))
    (.append root (let [c (etree/Element "c" ** :k "v")] (set! (.-text c) "three") c))
    (is (= "<a x=\"1\"><b>one</b><b>two</b><c k=\"v\">three</c></a>" (.decode (etree/tostring root))))
    (python/del-item! root 0)
    (is (= 2 (count root)))
    (is (thrown? etree/XMLSyntaxError (etree/fromstring "<a>")))))

;; --- Pillow -----------------------------------------------------------------

(deftest pictures
  (let [im  (Image/new "RGB" (py/tuple [4 2]) "red")
        out (io/BytesIO)]
    (.putpixel im (py/tuple [1 1]) (py/tuple [0 0 255]))
    (.save im out "PNG")
    (let [back (Image/open (io/BytesIO (.getvalue out)))]
      (is (= [4 2] (.-size back)))
      (is (= [[255 0 0] [0 0 255]] [(.getpixel back (py/tuple [0 0])) (.getpixel back (py/tuple [1 1]))])))
    (is (= [2 4 3] (.-shape (np/array im))))
    (is (= [127 0 0] (.getpixel (.point im (fn [x] (quot x 2))) (py/tuple [0 0]))))))
