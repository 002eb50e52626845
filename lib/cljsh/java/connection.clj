;; SPDX-License-Identifier: MIT
(ns cljsh.java.connection
  "Connections to what a URL names: files, and HTTP."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter]]
            [clojure.string :as str]))

(defn- request-module [] (py/__import__ "urllib.request" nil nil (py/tuple ["Request"])))
(defn- path-of [url] (.unquote (py/__import__ "urllib.parse" nil nil (py/tuple ["unquote"])) (.getPath url)))

(defn- answer
  "What the server says; an answer that tells of an error is one, too."
  [url {:keys [method headers body timeout follow]}]
  (let [m       (request-module)
        request (.Request m (str url) (when body (py/bytes (.toByteArray body)))
                          (py/dict (or headers {})) ** :method (or method (if body "POST" "GET")))
        stay    (py/type "Stay" (py/tuple [(.-HTTPRedirectHandler m)]) (py/dict {"redirect_request" (fn [& _] nil)}))
        opener  (if follow (.build_opener m) (.build_opener m stay))]
    (try
      (if timeout (.open opener request ** :timeout timeout) (.open opener request))
      (catch (.-HTTPError (py/__import__ "urllib.error" nil nil (py/tuple ["HTTPError"]))) e e))))

(deftype URLConnection [url settings response]
  Object
  (getURL [_] url)
  (setRequestMethod [_ m] (swap! settings assoc :method m) nil)
  (getRequestMethod [_] (:method @settings "GET"))
  (setRequestProperty [_ k v] (swap! settings assoc-in [:headers k] v) nil)
  (addRequestProperty [_ k v] (swap! settings update-in [:headers k] (fn [old] (if old (str old ", " v) v))) nil)
  (getRequestProperty [_ k] (get-in @settings [:headers k]))
  (setConnectTimeout [_ ms] (swap! settings assoc :timeout (when (pos? ms) (/ ms 1000.0))) nil)
  (setReadTimeout [_ ms] (swap! settings assoc :timeout (when (pos? ms) (/ ms 1000.0))) nil)
  (setInstanceFollowRedirects [_ follow] (swap! settings assoc :follow follow) nil)
  (setDoOutput [_ _] nil)
  (setDoInput [_ _] nil)
  (setUseCaches [_ _] nil)
  (getOutputStream [_]
    (or (:body @settings) (let [out (java.io.ByteArrayOutputStream.)] (swap! settings assoc :body out) out)))
  (connect [_] (force @response) nil)
  (disconnect [_] (when (realized? @response) (.close @@response)))
  (isFile [_] (= "file" (.getProtocol url)))
  (getResponseCode [_] (.-status @@response))
  (getResponseMessage [_] (.-reason @@response))
  (getHeaderField [_ k] (.get (.-headers @@response) k))
  (getHeaderFields [_] (reduce (fn [m [k v]] (update m k (fnil conj []) v)) {} (.items (.-headers @@response))))
  (getInputStream [this]
    (if (.isFile this)
      (.openStream url)
      (let [in @@response]
        (if (>= (.-status in) 400)
          (throw (java.io.IOException. (str "Server returned HTTP response code: " (.-status in) " for URL: " url)))
          ((java/class-named "java.io.InputStream") in)))))
  (getErrorStream [this]
    (when (and (not (.isFile this)) (>= (.-status @@response) 400))
      ((java/class-named "java.io.InputStream") @@response)))
  (getContentLength [this] (.getContentLengthLong this))
  (getContentLengthLong [this]
    (if (.isFile this)
      (.length (java.io.File. (path-of url)))
      (or (some-> (.getHeaderField this "Content-Length") parse-long) -1)))
  (getContentType [this]
    (if (.isFile this)
      (first (.guess_type (py/__import__ "mimetypes") (path-of url)))
      (.getHeaderField this "Content-Type")))
  (getContentEncoding [this] (when-not (.isFile this) (.getHeaderField this "Content-Encoding")))
  (getLastModified [this]
    (cond
      (.isFile this) (.lastModified (java.io.File. (path-of url)))
      (.getHeaderField this "Last-Modified")
        (long (* 1000
                 (.timestamp (.parsedate_to_datetime (py/__import__ "email.utils" nil nil (py/tuple ["x"]))
                                                     (.getHeaderField this "Last-Modified")))))
      :else 0)))

(cljsh.core/name-class! "java.net.HttpURLConnection" URLConnection)
(enter "java.net.URLConnection" URLConnection)
(enter "java.net.HttpURLConnection" URLConnection)
(java/note 'java.net.URLConnection "" "What URL.openConnection gives: of a file, or of HTTP.")
(java/note 'java.net.HttpURLConnection "" "The same class.")

(defn open
  "The connection to what a URL names; it is made when something is asked of it."
  {:added "1.12"}
  [url]
  (let [settings (atom {:follow true})]
    (URLConnection. url settings (atom (delay (answer url @settings))))))
