;; SPDX-License-Identifier: MIT
;; Since which version of Clojure the names are there that are made in C.

(in-ns 'clojure.core)

(def ^:private later-names
  "The names of core that came after version 1.0, by the version."
  '{"1.1" [assoc! boolean-array byte-array char char-array conj! deliver disj! dissoc! future-cancel future-cancelled?
           future-done? future? get-thread-bindings persistent! pop! pop-thread-bindings promise push-thread-bindings
           ref-history-count ref-max-history ref-min-history short-array sorted-set-by transient]
    "1.2" [* + - bound? dec denominator extenders extends? inc numerator object-array remove-all-methods satisfies?
           shuffle thread-bound?]
    "1.3" [bigint find-keyword nthrest realized? unchecked-byte unchecked-char unchecked-double unchecked-float
           unchecked-int unchecked-long unchecked-short]
    "1.4" [ex-data ex-info]
    "1.5" [reduced reduced?]
    "1.6" [hash-ordered-coll hash-unordered-coll mix-collection-hash record? some? unsigned-bit-shift-right]
    "1.7" [ensure-reduced reader-conditional reader-conditional? tagged-literal tagged-literal? unreduced volatile!
           volatile? vreset!]
    "1.8" [map-entry?]
    "1.9" [any? boolean? double? ident? indexed? int? nat-int? neg-int? pos-int? qualified-ident? qualified-keyword?
           qualified-symbol? reset-vals! seqable? simple-ident? simple-keyword? simple-symbol?]
    "1.10" [ex-cause ex-message]
    "1.11" [NaN? abs infinite? parse-boolean parse-double parse-long parse-uuid]})

(def ^:private later-strings '{"1.5" [re-quote-replacement], "1.8" [ends-with? includes? index-of last-index-of starts-with?]})

(let [versions (fn [table] (into {} (for [[version names] table, n names] [n version])))
      later    {"clojure.core" (versions later-names), "clojure.string" (versions later-strings)}
      firsts   {"clojure.core" "1.0", "clojure.string" "1.2", "clojure.math" "1.11", "clojure.edn" "1.5", "clojure.data" "1.3"}]
  (doseq [[ns-text version] firsts
          [sym v] (some-> (find-ns (symbol ns-text)) ns-publics)
          :when (and (:doc (meta v)) (not (:added (meta v))))]
    (cljsh.core/set-var-meta! v (assoc (meta v) :added (get-in later [ns-text sym] version)))))
