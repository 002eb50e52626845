;; SPDX-License-Identifier: MIT
(ns cl-format-test
  (:require [clojure.pprint :as pp :refer [cl-format]]
            [clojure.test :refer [are deftest is testing]]))

(defn f [& args] (apply cl-format nil args))

(deftest text-test
  (are [result x] (= result x)
    "plain" (f "plain")
    "" (f "")
    "a ~ b" (f "a ~~ b")
    "~~~" (f "~3~")
    "a\nb" (f "a~%b")
    "\n\n" (f "~2%")
    "a\nb" (f "a~&b")
    "a\nb" (f "a~%~&b")
    "ab" (f "a~\n   b")
    "a" (f "~a" "a")
    "\"a\"" (f "~s" "a")
    "nil" (f "~a" nil)
    "nil" (f "~:a" nil)
    "[1 \"a\"]" (f "~s" [1 "a"])
    "abc  |" (f "~5a|" "abc")
    "  abc|" (f "~5@a|" "abc")
    "abc***|" (f "~6,,,'*a|" "abc")
    "x" (f "~c" \x)
    "Newline" (f "~:c" \newline)
    "a     b" (f "a~6tb")
    "a   b" (f "a~3@tb")))

(deftest numbers-test
  (are [result x] (= result x)
    "10" (f "~d" 10)
    "-10" (f "~d" -10)
    "+10" (f "~@d" 10)
    "1,234,567" (f "~:d" 1234567)
    "   42" (f "~5d" 42)
    "00042" (f "~5,'0d" 42)
    "-1,234" (f "~:d" -1234)
    "a" (f "~d" "a")
    "1010" (f "~b" 10)
    "17" (f "~o" 15)
    "ff" (f "~x" 255)
    "102" (f "~3r" 11)
    "zero" (f "~r" 0)
    "forty-two" (f "~r" 42)
    "one hundred five" (f "~r" 105)
    "one thousand, two hundred thirty-four" (f "~r" 1234)
    "minus one" (f "~r" -1)
    "first" (f "~:r" 1)
    "twenty-third" (f "~:r" 23)
    "twentieth" (f "~:r" 20)
    "one hundredth" (f "~:r" 100)
    "MCMXCIX" (f "~@r" 1999)
    "IIII" (f "~:@r" 4)
    "3.14" (f "~,2f" 3.14159)
    "  3.1" (f "~5,1f" 3.14159)
    "3.0" (f "~f" 3)
    "+1.5" (f "~@f" 1.5)
    "****" (f "~4,2,,'*f" 12345.678)
    "1.50E+2" (f "~,2e" 150)
    "1.5E+2" (f "~e" 150.0)
    "1234.50" (f "~$" 1234.5)
    "-0.50" (f "~$" -0.5)
    "   1.50" (f "~2,1,7$" 1.5)))

(deftest plural-and-case-test
  (are [result x] (= result x)
    "1 file" (f "~d file~:p" 1)
    "2 files" (f "~d file~:p" 2)
    "tries" (f "tr~@p" 2)
    "try" (f "tr~@p" 1)
    "abc" (f "~(ABC~)")
    "Hello World" (f "~:(hello wORLD~)")
    "Hello world" (f "~@(hello WORLD~)")
    "ABC 1" (f "~:@(abc ~a~)" 1)))

(deftest moving-test
  (are [result x] (= result x)
    "1 3" (f "~a ~*~a" 1 2 3)
    "1 1" (f "~a ~:*~a" 1)
    "3 1" (f "~2@*~a ~0@*~a" 1 2 3)
    "1-2" (f "~?" "~a-~a" [1 2])
    "1-2 3" (f "~@? ~a" "~a-~a" 1 2 3)))

(deftest conditional-test
  (are [result x] (= result x)
    "zero" (f "~[zero~;one~;two~]" 0)
    "two" (f "~[zero~;one~;two~]" 2)
    "" (f "~[zero~;one~]" 5)
    "many" (f "~[zero~;one~:;many~]" 5)
    "no" (f "~:[no~;yes~]" nil)
    "yes" (f "~:[no~;yes~]" true)
    "x=1" (f "~@[x=~a~]" 1)
    "" (f "~@[x=~a~]" nil)
    "none" (f "~#[none~;one: ~a~;two: ~a and ~a~]")
    "two: 1 and 2" (f "~#[none~;one: ~a~;two: ~a and ~a~]" 1 2)))

(deftest iteration-test
  (are [result x] (= result x)
    "1 2 3 " (f "~{~a ~}" [1 2 3])
    "1, 2, 3" (f "~{~a~^, ~}" [1 2 3])
    "" (f "~{~a~^, ~}" [])
    "a=1 b=2 " (f "~{~a=~a ~}" ["a" 1 "b" 2])
    "1, 2" (f "~2{~a~^, ~}" [1 2])
    "1 2 " (f "~@{~a ~}" 1 2)
    "a=1;b=2;" (f "~:{~a=~a;~}" [["a" 1] ["b" 2]])
    "a=1;b=2" (f "~:@{~a=~a~:^;~}" ["a" 1] ["b" 2])
    "<none>" (f "<~{~a~:}>" ["none"])
    "[1, 2] [3] " (f "~{[~{~a~^, ~}] ~}" [[1 2] [3]])))

(deftest justification-test
  (are [result x] (= result x)
    "     right" (f "~10<right~>")
    "left      " (f "~10@<left~>")
    "a        b" (f "~10<a~;b~>")
    "a    b   c" (f "~10<a~;b~;c~>")))

(deftest writers-test
  (is (= "a 1" (with-out-str (cl-format true "a ~d" 1))))
  (is (nil? (let [r (atom 0)] (with-out-str (reset! r (cl-format true "x"))) @r)))
  (is (= "1-2" ((pp/formatter "~a-~a") nil 1 2)))
  (is (= "1-2" (with-out-str ((pp/formatter-out "~a-~a") 1 2)))))

(deftest errors-test
  (are [form] (thrown? Exception form)
    (f "~a")
    (f "~")
    (f "~{~a")
    (f "~}")
    (f "~q" 1)))

;; Each result is what Clojure 1.12 on the JVM gives.
(deftest numbers-of-other-kinds-test
  (are [result form] (= result form)
    "2000000"   (pp/cl-format nil "~D" 2000000.0)
    "2000000.5" (pp/cl-format nil "~D" 2000000.5)
    "2,000,000" (pp/cl-format nil "~:D" 2000000.0)
    "11"        (pp/cl-format nil "~B" 3.0)
    "the quick" (pp/cl-format nil "~@R" "the quick")
    "1000.0"    (pp/cl-format nil "~6f" 999.999)
    "-1000.0"   (pp/cl-format nil "~7f" -999.999)
    "100.00"    (pp/cl-format nil "~6f" 99.9999)
    "10.0"      (pp/cl-format nil "~4f" 9.999)
    "#b1010 #b1/1010 #b101" (binding [pp/*print-base* 2, pp/*print-radix* true] (pp/cl-format nil "~S ~S ~A" 10 1/10 5))))

(deftest what-stands-before-a-block-counts
  (is (= "(x a\n   bbbbbbbbbb\n   ccccccccccccc)"
         (binding [pp/*print-right-margin* 20] (pp/cl-format nil "(x ~<a ~_bbbbbbbbbb ~_ccccccccccccc~:>)" [1]))))
  (is (= "(let ((x 4) (*print-length* nil)\n      (z 2) (list nil))\n ...)\n"
         (binding [pp/*print-right-margin* 38, pp/*print-miser-width* nil, pp/*print-pprint-dispatch* pp/simple-dispatch]
           (pp/cl-format nil "(let ~:<~@{~:<~w ~_~w~:>~^ ~:_~}~:>~_ ...)~%" '((x 4) (*print-length* nil) (z 2) (list nil)))))))
