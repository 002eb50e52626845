;; SPDX-License-Identifier: MIT
;; Values that many change at once: accumulators, adders, fields by name; a part of
;; cljsh.java.concurrent.

(in-ns 'cljsh.java.concurrent)

(def ^:private operator @#'java/operator)

(deftype Accumulator [value f start]
  clojure.lang.IDeref
  (deref [_] @value)
  Object
  (accumulate [_ x] (swap! value f x) nil)
  (get [_] @value) (intValue [_] (long @value)) (longValue [_] (long @value)) (doubleValue [_] (double @value))
  (reset [_] (reset! value start) nil)
  (getThenReset [_] (first (reset-vals! value start)))
  (toString [_] (str @value)))
(entered java.util.concurrent.atomic.LongAccumulator Accumulator
  "A value that a function makes of the old one and a number."
  (fn [f start] (Accumulator. (atom start) (operator f) start)))
(entered java.util.concurrent.atomic.DoubleAccumulator Accumulator
  "A value that a function makes of the old one and a number."
  (fn [f start] (Accumulator. (atom (double start)) (operator f) (double start))))

(deftype Adder [value zero]
  clojure.lang.IDeref
  (deref [_] @value)
  Object
  (add [_ n] (swap! value + n) nil)
  (increment [_] (swap! value inc) nil)
  (decrement [_] (swap! value dec) nil)
  (sum [_] @value)
  (reset [_] (reset! value zero) nil)
  (sumThenReset [_] (first (reset-vals! value zero)))
  (intValue [_] (int @value))
  (longValue [_] (long @value))
  (doubleValue [_] (double @value))
  (floatValue [_] (double @value))
  (toString [_] (str @value)))
(entered java.util.concurrent.atomic.LongAdder Adder "A sum." (fn [] (Adder. (atom 0) 0)))
(entered java.util.concurrent.atomic.DoubleAdder Adder "A sum." (fn [] (Adder. (atom 0.0) 0.0)))

(deftype Marked [value]
  Object
  (getReference [_] (first @value))
  (getStamp [_] (second @value))
  (isMarked [_] (second @value))
  (get [_ holder] (let [[x mark] @value] (aset holder 0 mark) x))
  (set [_ x mark] (reset! value [x mark]) nil)
  (compareAndSet [_ old x old-mark mark]
    (let [[before] (swap-vals! value
                               (fn [[was was-mark :as all]]
                                 (if (and (identical? was old) (= was-mark old-mark)) [x mark] all)))]
      (and (identical? (first before) old) (= (second before) old-mark))))
  (weakCompareAndSet [this old x old-mark mark] (.compareAndSet this old x old-mark mark))
  (attemptStamp [this old mark] (.compareAndSet this old old (second @value) mark))
  (attemptMark [this old mark] (.compareAndSet this old old (second @value) mark)))
(entered java.util.concurrent.atomic.AtomicStampedReference Marked
  "An object and a number that change together."
  (fn [x stamp] (Marked. (atom [x stamp]))))
(entered java.util.concurrent.atomic.AtomicMarkableReference Marked
  "An object and a boolean that change together."
  (fn [x mark] (Marked. (atom [x mark]))))

(let [atomic? (let [c (class (java.util.concurrent.atomic.AtomicLong. 0))] (fn [x] (instance? c x)))
      read (fn [a] (.get a))
      write (fn [a x] (.set a x))
      exchange (fn [a old x] (if (.compareAndSet a old x) old (.get a)))
      compare (fn [a old x] (.compareAndSet a old x))]
  (defmethods "AtomicLong" atomic?
    (getPlain "Its value." read)
    (getAcquire "Its value." read)
    (getOpaque "Its value." read)
    (setPlain "Sets it." write)
    (setRelease "Sets it." write)
    (setOpaque "Sets it." write)
    (compareAndExchange "Sets it if it is old; returns what it was." exchange)
    (compareAndExchangeAcquire "Sets it if it is old; returns what it was." exchange)
    (compareAndExchangeRelease "Sets it if it is old; returns what it was." exchange)
    (weakCompareAndSet "Sets it if it is old." compare)
    (weakCompareAndSetPlain "Sets it if it is old." compare)
    (weakCompareAndSetAcquire "Sets it if it is old." compare)
    (weakCompareAndSetRelease "Sets it if it is old." compare)
    (weakCompareAndSetVolatile "Sets it if it is old." compare)
    (getAndAccumulate "Sets it to what a function makes of it and x; returns what it was."
      (fn [a x f] (first (swap-vals! (.-value a) (operator f) x))))
    (doubleValue "It as a double." (fn [a] (double (.get a))))
    (floatValue "It as a double." (fn [a] (double (.get a))))))
