;; SPDX-License-Identifier: MIT
(ns clojure.java.browse
  "Shows a URL in a browser."
  {:added "1.2"})

(def ^:dynamic *open-url-script* "The command that shows a URL, or nil for what the system has." (atom nil))

(defn browse-url
  "Shows a URL in a browser."
  {:added "1.2"}
  [url]
  (let [script (or @*open-url-script* (cljsh.process/which "xdg-open"))]
    (if script
      (do (.Popen (py/__import__ "subprocess") (py/list [script (str url)]) ** :stdin -3 :stdout -3 :stderr -3) true)
      (.open (py/__import__ "webbrowser") (str url)))))
