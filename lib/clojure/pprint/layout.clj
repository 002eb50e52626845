;; SPDX-License-Identifier: MIT
(ns clojure.pprint.layout
  "Where lines end: the layout of a tree of blocks.

  A node is a string, or a map with :node
    :newline  and :kind :linear :fill :miser :mandatory
    :indent   and :from :block or :current, and :n
    :tab      and :kind, :column, :step
    :block    and :prefix, :line-prefix, :suffix, :nodes (a vector)
              and :width, its length on one line (infinite with a :mandatory newline).
  The rules are those of Common Lisp's pretty printer (XP)."
  (:require [clojure.string :as str]))

(defn- width
  "The length of a node on one line."
  [node]
  (cond
    (string? node) (count node)
    (= :block (:node node)) (:width node)
    (= :mandatory (:kind node)) ##Inf
    :else 0))

(defn make-block
  "Returns a block of nodes; the strings may be nil."
  [prefix line-prefix suffix nodes]
  (let [prefix (or line-prefix prefix "")
        suffix (or suffix "")]
    {:node :block, :prefix prefix, :line-prefix line-prefix, :suffix suffix, :nodes nodes
     :width (reduce + (+ (count prefix) (count suffix)) (map width nodes))}))

(defn- section-widths
  "For each node, the width of what follows it up to the next newline of the
  block; after stands for what follows the block."
  [nodes after]
  (loop [i (dec (count nodes)), so-far after, widths ()]
    (if (neg? i)
      (vec widths)
      (let [node (nth nodes i)]
        (recur (dec i)
               (if (= :newline (:node node)) 0 (+ so-far (width node)))
               (cons so-far widths))))))

(declare lay-out-block)

;; out is a map of two volatiles, :text, a vector of strings, and :column, and
;; of :margin and :miser-width.

(defn- emit!
  [out text]
  (when (pos? (count text))
    (vswap! (:text out) conj text)
    (let [newline-at (str/last-index-of text "\n")]
      (if newline-at
        (vreset! (:column out) (- (count text) newline-at 1))
        (vswap! (:column out) + (count text))))))

(defn- drop-trailing-blanks!
  [out]
  (loop []
    (let [text (peek @(:text out))]
      (when (and text (str/ends-with? text " "))
        (let [short (.rstrip text " ")]
          (vswap! (:text out) pop)
          (if (= "" short)
            (recur)
            (vswap! (:text out) conj short)))))))

(defn blanks
  "Returns a string of n blanks."
  [n]
  (.ljust "" (max n 0)))

(defn- break-line!
  "Ends the line and begins the next with the line prefixes of the blocks around and blanks up to the indentation."
  [out line-prefixes indent]
  (drop-trailing-blanks! out)
  (emit! out "\n")
  (when (seq line-prefixes)
    (doseq [[column text] line-prefixes]
      (emit! out (blanks (- column @(:column out))))
      (emit! out text)))
  (emit! out (blanks (- indent @(:column out)))))

(defn- tab-to
  "How many blanks a tab node stands for in a column."
  [{:keys [kind column step]} block-start at]
  (let [base (if (= kind :section) block-start 0)
        target (+ base column)]
    (cond
      (#{:line-relative :section-relative} kind)
      (let [to (+ at column)]
        (+ column (if (pos? step) (mod (- step (mod (- to base) step)) step) 0)))
      (< at target) (- target at)
      (zero? step) 0
      :else (- step (mod (- at target) step)))))

(defn- print-flat!
  [out node]
  (cond
    (string? node) (emit! out node)
    (= :block (:node node)) (do (emit! out (:prefix node))
                                (run! #(print-flat! out %) (:nodes node))
                                (emit! out (:suffix node)))
    (= :tab (:node node)) (emit! out (blanks (tab-to node 0 @(:column out))))
    :else nil))

(defn- lay-out-nodes!
  "Prints the nodes of a block that does not fit on the line."
  [out {:keys [nodes line-prefix]} line-prefixes after]
  (let [{:keys [margin miser-width]} out
        start @(:column out)
        miser? (and miser-width (<= (- margin start) miser-width))
        line-prefixes (if line-prefix
                        (conj line-prefixes [(- start (count line-prefix)) line-prefix])
                        line-prefixes)
        widths (section-widths nodes after)
        n (count nodes)]
    ;; broken? says whether the section before the next newline has a line break in it.
    (loop [i 0, indent start, broken? false]
      (when (< i n)
        (let [node (nth nodes i)
              section (nth widths i)]
          (cond
            (string? node)
            (do (emit! out node)
                (recur (inc i) indent broken?))

            (= :block (:node node))
            (let [broke? (lay-out-block out node line-prefixes section)]
              (recur (inc i) indent (or broken? broke?)))

            (= :indent (:node node))
            (recur (inc i)
                   (+ (:n node) (if (= :current (:from node)) @(:column out) start))
                   broken?)

            (= :tab (:node node))
            (do (emit! out (blanks (tab-to node start @(:column out))))
                (recur (inc i) indent broken?))

            :else
            (do (when (case (:kind node)
                        (:linear :mandatory) true
                        :miser miser?
                        (or miser? broken? (> (+ @(:column out) section) margin)))
                  (break-line! out line-prefixes indent))
                (recur (inc i) indent false))))))))

(defn- lay-out-block
  "Prints a block; after is the width of what follows on the line.  Was it broken into lines?"
  [out block line-prefixes after]
  (if (<= (+ @(:column out) (:width block) after) (:margin out))
    (do (print-flat! out block) false)
    (do (emit! out (:prefix block))
        (vswap! (:text out) conj "") ; blanks at the end of a prefix stay when the line ends there
        (lay-out-nodes! out block line-prefixes (+ after (count (:suffix block))))
        (emit! out (:suffix block))
        (boolean (some #(= :newline (:node %)) (:nodes block))))))

(defn lay-out
  "Returns the text of a block, in lines of at most margin characters where that can be.
  A nil margin is no limit; with less room than miser-width, fill newlines all break."
  [block margin miser-width]
  (let [out {:text (volatile! []), :column (volatile! 0), :margin (or margin ##Inf), :miser-width miser-width}]
    (lay-out-block out block [] 0)
    (apply str @(:text out))))
