;; SPDX-License-Identifier: MIT
(ns hiccup.core
  "HTML of vectors, whose texts are not escaped."
  {:added "1.12"}
  (:require [hiccup.compiler :as compiler]
            [hiccup.util :as util]))

(defmacro html
  "Returns HTML of vectors as text. A map in front has options: :mode."
  {:added "1.12"}
  [options & content]
  (if (map? options)
    `(binding [util/*html-mode* (:mode ~options util/*html-mode*), util/*escape-strings?* false] (compiler/render-html (list ~@content)))
    `(binding [util/*escape-strings?* false] (compiler/render-html (list ~options ~@content)))))

(def ^{:added "1.12", :doc "Returns a text escaped for HTML.", :arglists '([text])} h util/escape-html)
