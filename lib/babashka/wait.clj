;; SPDX-License-Identifier: MIT
(ns babashka.wait
  "Waiting for ports and files."
  {:added "1.12"})

(defn- wait-until [done? {:keys [timeout pause default] :as opts} data text]
  (let [start (System/currentTimeMillis), took (fn [] (- (System/currentTimeMillis) start))]
    (loop []
      (cond
        (done?) (assoc data :took (took))
        (and timeout (>= (took) timeout)) (if (contains? opts :default) default (throw (ex-info text (assoc data :took (took)))))
        :else (do (Thread/sleep (or pause 100)) (recur))))))

(defn wait-for-port
  "Waits until something listens at a host and port; returns a map with :took in milliseconds. Options :timeout :pause :default."
  {:added "1.12"}
  ([host port] (wait-for-port host port nil))
  ([host port opts]
   (wait-until (fn [] (try (.close (.create_connection (py/__import__ "socket") (py/tuple [host port]) 1.0)) true (catch OSError _ false)))
               opts {:host host :port port} (str "timeout while waiting for " host ":" port))))
(defn wait-for-path
  "Waits until there is a file; returns a map with :took in milliseconds. Options as of wait-for-port."
  {:added "1.12"}
  ([path] (wait-for-path path nil))
  ([path opts] (wait-until (fn [] (.exists (.-path (py/__import__ "os")) path)) opts {:path path} (str "timeout while waiting for " path))))
