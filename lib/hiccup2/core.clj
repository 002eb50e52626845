;; SPDX-License-Identifier: MIT
(ns hiccup2.core
  "HTML of vectors, whose texts are escaped."
  {:added "1.12"}
  (:require [hiccup.compiler :as compiler]
            [hiccup.util :as util]))

(defmacro html
  "Returns HTML of vectors, as a raw string. A map in front has options: :mode, :xhtml, :html, :xml or :sgml; :escape-strings?."
  {:added "1.12"}
  [options & content]
  (if (map? options)
    `(binding [util/*html-mode* (:mode ~options util/*html-mode*), util/*escape-strings?* (:escape-strings? ~options true)]
       (util/raw-string (compiler/render-html (list ~@content))))
    `(binding [util/*escape-strings?* true] (util/raw-string (compiler/render-html (list ~options ~@content))))))

(def ^{:added "1.12", :doc "Returns text that is not escaped.", :arglists '([& xs])} raw util/raw-string)
