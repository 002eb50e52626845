;; SPDX-License-Identifier: MIT
;; Environment, directory and time limit for a body.

(in-ns 'cljsh.process)

(defn call-with-env
  "Calls f with variables set in the environment, and sets them back."
  {:added "1.0"}
  [vars f]
  (let [text   (fn [k] (if (keyword? k) (name k) k))
        before (into {} (map (fn [k] [(text k) (getenv (text k))])) (keys vars))]
    (try
      (run! (fn [[k v]] (setenv (text k) v)) vars)
      (f)
      (finally
        (run! (fn [[k v]] (setenv k v)) before)))))

(defmacro with-env
  "Evaluates body with variables of the environment set, as a map of names and values says; nil removes one."
  {:added "1.0"}
  [vars & body]
  `(call-with-env ~vars (fn [] ~@body)))

(defn call-with-dir
  "Calls f in a directory and returns to the current one."
  {:added "1.0"}
  [dir f]
  (let [before (prim/leave-dir)
        names  (mapv getenv ["PWD" "OLDPWD"])]
    (try
      (cd dir)
      (f)
      (finally
        (prim/enter-dir before)
        (run! (fn [[k v]] (setenv k v)) (map vector ["PWD" "OLDPWD"] names))))))

(defmacro with-dir
  "Evaluates body in a directory."
  {:added "1.0"}
  [dir & body]
  `(call-with-dir ~dir (fn [] ~@body)))

(defn call-with-timeout
  "Calls f; throws TimeoutError when it takes longer than ms milliseconds."
  {:added "1.0"}
  [ms f]
  (cljsh.core/limit-begin ms)
  (try
    (f)
    (finally
      (cljsh.core/limit-end))))

(defmacro with-timeout
  "Evaluates body; throws TimeoutError when it takes longer than ms milliseconds.

  A command that runs in the foreground then is killed."
  {:added "1.0"}
  [ms & body]
  `(call-with-timeout ~ms (fn [] ~@body)))

(defn pushd
  "Changes the current directory and remembers the one before for popd; returns the new one."
  {:added "1.0"}
  [dir]
  (let [before (pwd)
        after  (cd dir)]
    (prim/remember! ::directories (cons before (prim/recall ::directories)))
    after))

(defn popd
  "Goes back to the directory that pushd has left; returns it."
  {:added "1.0"}
  []
  (let [[dir & others] (prim/recall ::directories)]
    (when-not dir
      (throw (py/IndexError "the stack of directories is empty")))
    (let [dir (cd dir)]
      (prim/remember! ::directories others)
      dir)))

(defn dirs
  "Returns the current directory and those that pushd has left."
  {:added "1.0"}
  []
  (cons (pwd) (prim/recall ::directories)))
