#!/usr/bin/env bb
;; SPDX-License-Identifier: MIT
;; Serves the files below a directory, with an index of each, until it is interrupted. Runs on babashka, too:
;;   bb-serve.clj [DIR [PORT]]
(ns bb-serve
  (:require [babashka.fs :as fs]
            [clojure.string :as str]
            [hiccup2.core :as hiccup]
            [org.httpkit.server :as server])
  (:import [java.net URLDecoder]))

(defn index [uri path]
  (str (hiccup/html
         [:html [:head [:title uri]]
          [:body [:h1 uri]
           [:ul (for [child (sort-by fs/file-name (fs/list-dir path))
                      :let [n (str (fs/file-name child) (when (fs/directory? child) "/"))]]
                  [:li [:a {:href n} n]])]]])))

(defn handler [dir]
  (fn [{:keys [uri]}]
    (let [path (fs/normalize (fs/path dir (subs (URLDecoder/decode uri "UTF-8") 1)))]
      (cond
        (not (fs/starts-with? path dir))         {:status 403 :body "Forbidden"}
        (not (fs/exists? path))                  {:status 404 :body "Not found"}
        (not (fs/directory? path))               {:status 200 :body (fs/file path)}
        (not (str/ends-with? uri "/"))           {:status 302 :headers {"Location" (str uri "/")}}
        :else                                    {:status 200 :headers {"Content-Type" "text/html; charset=utf-8"} :body (index uri path)}))))

(when (= *file* (System/getProperty "babashka.file"))
  (let [[dir port] *command-line-args*, port (parse-long (or port "8090"))]
    (server/run-server (handler (fs/normalize (fs/absolutize (or dir ".")))) {:port port})
    (println (str "http://localhost:" port "/"))
    @(promise)))
