#!/usr/bin/env cljsh
;; SPDX-License-Identifier: MIT
;; A crawler: follows the links of a web site, eight pages at a time.
;;
;;   crawler.clj URL      or without arguments: of a small site that it serves itself
;;
;; Each page is fetched by a tasklet of its own, a temporary child of a supervisor: one that fails is
;; reported, and the others go on. Python's urllib waits without holding them up.
(ns crawler
  (:require [clojure.string :as str]
            [cljsh.otp.supervisor :as supervisor]
            [functools]
            [http.server :refer [ThreadingHTTPServer SimpleHTTPRequestHandler]]
            [os]
            [tempfile]
            [urllib.parse :refer [urljoin urldefrag urlparse]]
            [urllib.request :refer [urlopen]]))

(def at-once 8)

(defn links [url html]
  (for [[_ href] (re-seq #"href=\"([^\"]+)\"" html)
        :let [[target] (urldefrag (urljoin url href))]
        :when (= (.-netloc (urlparse target)) (.-netloc (urlparse url)))]
    target))

(defn fetch [crawler url]
  (with-open [response (urlopen url ** :timeout 10)]
    (let [html (.decode (.read response) "utf-8" "replace")]
      (! crawler [:page (self) url (count html) (links url html)]))))

(defn start-fetch [crawler url]
  (spawn-link fetch crawler url))

(defn crawl
  "Returns a map of the site's pages to their sizes, or the reason why there is none."
  [start]
  (let [me  (self)
        top (supervisor/start-link {:strategy :simple-one-for-one
                                    :children [{:id :fetch, :start [start-fetch me], :restart :temporary}]})]
    (loop [todo [start], seen #{start}, running {}, pages {}]
      (cond
        (and (seq todo) (< (count running) at-once))
        (let [url (peek todo)
              pid (supervisor/start-child top [url])]
          (monitor pid)
          (recur (pop todo) seen (assoc running pid url) pages))

        (seq running)
        (receive
          [:page pid url size found]
          (let [new (remove seen (distinct found))]
            (recur (into todo new) (into seen new) running (assoc pages url size)))
          [:DOWN _ :process pid reason]
          (let [url (running pid)]
            (recur todo seen (dissoc running pid)
                   (if (contains? pages url) pages (assoc pages url (if (instance? BaseException reason) (ex-message reason) reason))))))

        :else pages))))

(defn serve-site
  "Serves some pages that link to each other, and one link that leads nowhere. Returns the address."
  []
  (let [dir (tempfile/mkdtemp)]
    (dotimes [i 30]
      (spit (str dir "/" i ".html")
            (str "<html>" (apply str (for [j [(* 2 i) (inc (* 2 i)) (if (= i 7) 99 0)] :when (or (< j 30) (= j 99))]
                                       (str "<a href=\"" j ".html\">" j "</a>"))) "</html>")))
    (let [quiet   (py/type "Quiet" (py/tuple [SimpleHTTPRequestHandler]) (py/dict {"log_message" (fn [& _])}))
          handler (functools/partial quiet ** :directory dir)
          server  (ThreadingHTTPServer (py/tuple ["127.0.0.1" 0]) handler)]
      (spawn (fn [] (.serve_forever server)))
      (str "http://127.0.0.1:" (second (.-server_address server)) "/1.html"))))

(let [url   (or (first *command-line-args*) (serve-site))
      pages (crawl url)]
  (doseq [[page size] (sort pages)]
    (println (format "%8s  %s" size (.-path (urlparse page)))))
  (println (count (filter number? (vals pages))) "pages," (count (remove number? (vals pages))) "missing")
  (exit 0))
