;; SPDX-License-Identifier: MIT
(ns completable-future-test
  "java.util.concurrent.CompletableFuture, and what Clojure's own classes are asked for by libraries."
  (:require [clojure.test :refer [deftest is testing]])
  (:import [java.util.concurrent CompletableFuture CompletionException CompletionStage ExecutionException Executors TimeUnit TimeoutException]))

(defn- failed [] (CompletableFuture/failedFuture (RuntimeException. "boo")))

(deftest steps-go-on-when-the-value-is-there
  (let [f (CompletableFuture.)
        g (.thenApply f (reify java.util.function.Function (apply [_ x] (inc x))))
        h (.thenCompose g (fn [x] (CompletableFuture/supplyAsync (fn [] (* x 10)))))]
    (is (not (.isDone f)))
    (is (not (realized? f)))
    (is (= "late" (.getNow f "late")))
    (is (true? (.complete f 4)))
    (is (false? (.complete f 5)) "once only")
    (is (= [5 50 50] [(.get g) @h (.join h)]))
    (is (= [4 5] (.get (.thenCombine f g vector))))
    (is (= 5 (.get (.thenApplyAsync f inc (Executors/newFixedThreadPool 1)))))
    (is (nil? (.get (CompletableFuture/allOf (into-array CompletableFuture [f g h])))))
    (is (= 4 (.get (CompletableFuture/anyOf (into-array CompletableFuture [f])))))))

(deftest an-exception-goes-past-the-steps-that-do-not-want-it
  (is (= "boo" (try (.get (failed)) (catch ExecutionException e (ex-message (ex-cause e))))))
  (is (= "boo" (try (.join (.thenApply (failed) inc)) (catch CompletionException e (ex-message (ex-cause e))))))
  (is (= "boo" (.get (.exceptionally (failed) ex-message))))
  (is (= [nil "boo"] (.get (.handle (failed) (fn [x e] [x (ex-message e)])))))
  (is (= :other (try (throw (RuntimeException. "x")) (catch CompletionException _ :completion) (catch RuntimeException _ :other))) "which is a class of its own")
  (is (true? (.isCompletedExceptionally (failed)))))

(deftest waiting-ends
  (is (thrown? TimeoutException (.get (CompletableFuture.) 5 TimeUnit/MILLISECONDS)))
  (is (= :late (deref (CompletableFuture.) 5 :late)))
  (is (= 7 (.get (.completeOnTimeout (CompletableFuture.) 7 5 TimeUnit/MILLISECONDS))))
  (let [f (CompletableFuture.)]
    (is (true? (.cancel f true)))
    (is (.isCancelled f)))
  (is (string? (pr-str (CompletableFuture.))) "what is not there yet is not waited for"))

(defprotocol Kind (kind [x]))
(extend-protocol Kind CompletionStage (kind [_] :stage) Object (kind [_] :other))
(deftest it-is-a-stage
  (is (= [:stage :other] [(kind (CompletableFuture.)) (kind 1)])))

(deftest parts-of-clojure-by-their-java-names
  (is (= [2 1] (let [a (atom 1)] [(.swap a inc) (.compareAndSet a 2 3) (.reset a 1)] [2 @a])))
  (is (= [1 2] [(.key (first {1 2})) (.val (first {1 2}))]))
  (is (= [1 2] (clojure.lang.LazilyPersistentVector/createOwning (object-array [1 2]))))
  (is (= {1 2} (clojure.lang.PersistentArrayMap/createWithCheck (object-array [1 2]))))
  (is (thrown? IllegalArgumentException (clojure.lang.PersistentArrayMap/createWithCheck (object-array [1 2 1 3]))))
  (is (= [1 2] (iterator-seq (clojure.lang.SeqIterator. (seq [1 2])))))
  (is (= [2 3] (.subList [1 2 3 4] 1 3)))
  (is (= (hash 5) (clojure.lang.Murmur3/hashLong 5)))
  (is (= 21 (.feature (Runtime/version))))
  (is (= 3 @(.submit clojure.lang.Agent/soloExecutor (fn [] 3))))
  (is (zero? (.waitFor (.exec (Runtime/getRuntime) "true")))))

(deftype Numbers [n]
  clojure.core.protocols.CollReduce
  (coll-reduce [_ f] (reduce f (range n)))
  (coll-reduce [_ f start] (reduce f start (range n))))
(deftest a-type-reduces-by-the-interface-of-the-protocol
  (is (= 10 (reduce + (Numbers. 5))))
  (is (= 110 (reduce + 100 (Numbers. 5)))))
