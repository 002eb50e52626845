;; SPDX-License-Identifier: MIT
(ns hiccup.page
  "Whole pages of HTML."
  {:added "1.12"}
  (:require [hiccup.compiler :as compiler]
            [hiccup.util :as util]))

(def doctype "The lines that begin pages, by kind." {:html4 "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">\n" :html5 "<!DOCTYPE html>\n"
   :xhtml-strict "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">\n"})
(defmacro html5 "Returns a page of HTML 5 of vectors. A map in front has attributes of the html element." {:added "1.12"} [options & contents]
  (let [[attrs contents] (if (map? options) [(dissoc options :xml?) contents] [{} (cons options contents)])]
    `(binding [util/*html-mode* :html, util/*escape-strings?* false]
       (str (:html5 doctype) (compiler/render-html [:html (let [a# ~attrs] (cond-> (dissoc a# :lang) (:lang a#) (assoc :lang (:lang a#)))) (list ~@contents)])))))
(defn include-js "Returns script elements of URLs." {:added "1.12"} [& scripts] (for [s scripts] [:script {:type "text/javascript" :src (util/to-uri s)}]))
(defn include-css "Returns link elements of URLs." {:added "1.12"} [& styles] (for [s styles] [:link {:type "text/css" :href (util/to-uri s) :rel "stylesheet"}]))
