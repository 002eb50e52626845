;; SPDX-License-Identifier: MIT
;; babashka.ffi, as its documentation has it.
(ns ffi-test
  (:require [babashka.ffi :as ffi :refer [defcfn]]
            [clojure.test :refer [deftest is]]))

(def zlib (ffi/load-system-library "z"))
(def div-t [:struct [[:quot :int] [:rem :int]]])
(defcfn c-div "div" [:int :int] div-t)
(defcfn c-div-vector "Both parts of a quotient." {:added "1.0"} "div" [:int :int] {:struct [:int :int]})
(defcfn c-qsort "qsort" [:pointer :size_t :size_t :pointer] :void)
(defcfn c-snprintf "snprintf" [:pointer :size_t :string :&] :int)

(deftest functions
  (is (re-find #"^1\." ((ffi/cfn zlib "zlibVersion" [] :string))))
  (is (= "data error" ((ffi/cfn zlib "zError" [:int] :string) -3)))
  (is (= 3 ((ffi/cfn "strlen" [:string] :size_t) "äb")))
  (is (nil? ((ffi/cfn "getenv" [:string] :string) "NO_SUCH_VARIABLE")))
  (is (= 42 ((ffi/cfn (ffi/find-symbol "abs") [:int] :int) -42)))
  (is (= 12.0 ((ffi/cfn "ldexp" [:double :int] :double) 1.5 3)))
  (is (nil? (ffi/find-symbol "no_such_symbol")))
  (is (thrown-with-msg? Exception #"no such symbol: no_such" ((ffi/cfn "no_such" [] :int))))
  (is (thrown? IllegalArgumentException ((ffi/cfn "abs" [:int] :int))))
  (is (thrown? IllegalArgumentException (ffi/cfn "abs" [:integer] :int)))
  (is (thrown? IllegalArgumentException (ffi/cfn 0 [] :int)))
  (is (thrown-with-msg? Exception #"no such library" (ffi/load-library ["libnone.so.1" "/none/libnone.so"]))))

(deftest structs
  (is (= {:quot 3 :rem 1} (c-div 7 2)))
  (is (= [3 1] (c-div-vector 7 2)))
  (is (= "Both parts of a quotient." (:doc (meta #'c-div-vector))))
  (is (= [8 4 16 8] [(ffi/sizeof div-t) (ffi/alignof div-t) (ffi/sizeof {:struct [:char :double]}) (ffi/sizeof :pointer)]))
  (with-open [arena (ffi/confined-arena)]
    (let [p (ffi/alloc arena div-t)]
      (ffi/write p div-t {:quot 5 :rem 6})
      (is (= {:quot 5 :rem 6} (ffi/read p div-t)))
      (is (= 6 (ffi/read p :int 4))))))

(deftest memory
  (let [p (ffi/alloc 16)]
    (is (= 0 (ffi/read p :long 8)))
    (ffi/write p :int 42)
    (ffi/write p :double 8 1.5)
    (is (= [42 1.5] [(ffi/read p :int) (ffi/read p :double 8)]))
    (ffi/write p :uint8 0 255)
    (is (= [255 -1] [(ffi/read p :uint8) (ffi/read p :int8)]))
    (ffi/write-bytes p (byte-array [1 2 3 -4]))
    (is (= [1 2 3 -4] (vec (ffi/read-bytes p 4))))
    (is (= [2 3] (vec (ffi/read-bytes p 1 2))))
    (ffi/free p))
  (let [p (ffi/string->ptr "hällo"), slot (ffi/alloc :pointer)]
    (ffi/write slot :pointer p)
    (is (= "hällo" (ffi/ptr->string p) (ffi/read slot :string)))
    (run! ffi/free [p slot]))
  (is (ffi/null? ffi/null))
  (is (nil? (ffi/ptr->string ffi/null)))
  (is (thrown? NullPointerException (ffi/read ffi/null :int))))

(deftest variadic-functions
  (with-open [arena (ffi/confined-arena)]
    (let [p (ffi/alloc arena 64)]
      (is (= 13 (c-snprintf p 64 "%s: %.1f %ld" "count" 42.0 7)))
      (is (= "count: 42.0 7" (ffi/ptr->string p))))))

(deftest callbacks
  (with-open [arena (ffi/confined-arena)]
    (let [numbers    (ffi/alloc arena 20)
          comparator (ffi/callback (fn [a b] (compare (ffi/read a :int) (ffi/read b :int))) [:pointer :pointer] :int)]
      (doseq [[i x] (map-indexed vector [5 3 9 1 4])]
        (ffi/write numbers :int (* 4 i) x))
      (c-qsort numbers 5 4 comparator)
      (ffi/free-callback comparator)
      (is (= [1 3 4 5 9] (mapv (fn [i] (ffi/read numbers :int (* 4 i))) (range 5)))))))
