;; SPDX-License-Identifier: MIT
(ns cheshire.custom
  "What Cheshire had before cheshire.core knew encoders: the same functions under older names."
  {:added "1.12"}
  (:require [cheshire.core :as core]
            [cheshire.generate :as generate]))

(defmacro ^:private renamed
  "Vars that have the values of others: (renamed new old …)."
  [& names]
  `(do ~@(for [[new-name old] (partition 2 names)]
           `(def ~(with-meta new-name {:added "1.12" :doc (str "Does what " old " does.") :arglists (list 'quote (:arglists (meta (resolve old))))}) ~old))))

(renamed
  encode core/generate-string, encode* core/generate-string, generate-string core/generate-string, generate-string* core/generate-string
  encode-stream core/generate-stream, encode-stream* core/generate-stream, generate-stream core/generate-stream, generate-stream* core/generate-stream
  decode core/parse-string, parse core/parse-string, parse-string core/parse-string
  decode-stream core/parse-stream, parse-stream core/parse-stream, parsed-seq core/parsed-seq
  add-encoder generate/add-encoder, remove-encoder generate/remove-encoder
  encode-long generate/encode-long, encode-int generate/encode-int, encode-ratio generate/encode-ratio, encode-bool generate/encode-bool, encode-symbol generate/encode-symbol
  encode-nil generate/encode-nil, encode-str generate/encode-str, encode-number generate/encode-number, encode-seq generate/encode-seq
  encode-map generate/encode-map, encode-date generate/encode-date, encode-named generate/encode-named)

(def JSONable "What becomes JSON by a function of its own; as in cheshire.generate." generate/JSONable)
