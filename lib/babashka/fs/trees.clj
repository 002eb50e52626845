;; SPDX-License-Identifier: MIT
;; What is in directories and below them, a part of babashka.fs.

(in-ns 'babashka.fs)

(defn list-dir
  "Returns a vector of what a directory holds; with a glob or a predicate, of what it holds of."
  {:added "1.12"}
  ([dir] (vec (Files/list (->path dir))))
  ([dir accept]
   (if (string? accept)
     (vec (Files/newDirectoryStream (->path dir) accept))
     (filterv accept (list-dir dir)))))

(defn list-dirs
  "Returns what several directories hold that a glob or predicate holds of."
  {:added "1.12"}
  [dirs accept]
  (mapcat (fn [d] (list-dir d accept)) dirs))

(defn- depth
  "How many names a path has; . is none."
  [p]
  (count (remove #{"."} (map str (seq p)))))

(defn- visit-result [x]
  (case x
    :continue      FileVisitResult/CONTINUE
    :skip-subtree  FileVisitResult/SKIP_SUBTREE
    :skip-siblings FileVisitResult/SKIP_SIBLINGS
    :terminate     FileVisitResult/TERMINATE
    (if (instance? FileVisitResult x)
      x
      (throw (IllegalArgumentException. (str "a visit must return one of :continue, :skip-subtree, :skip-siblings, :terminate, not " (pr-str x)))))))

(defn walk-file-tree
  "Calls functions with all below a path, and with it: :pre-visit-dir :post-visit-dir :visit-file
  :visit-file-failed, each of which returns :continue, :skip-subtree, :skip-siblings or :terminate.
  Options :follow-links, :max-depth."
  {:added "1.12"}
  [f {:keys [pre-visit-dir post-visit-dir visit-file visit-file-failed follow-links max-depth]}]
  (let [base      (depth (->path f))
        too-deep? (fn [dir] (and max-depth (>= (- (depth dir) base) max-depth)))
        call      (fn [g & args] (if g (visit-result (apply g args)) FileVisitResult/CONTINUE))]
    (jf/walk-tree (->path f)
                  (reify Object
                    (preVisitDirectory [_ dir attrs]
                      (if (too-deep? dir)
                        (do (call visit-file dir attrs) FileVisitResult/SKIP_SUBTREE)
                        (call pre-visit-dir dir attrs)))
                    (postVisitDirectory [_ dir e]
                      (call post-visit-dir dir e))
                    (visitFile [_ p attrs]
                      (call visit-file p attrs))
                    (visitFileFailed [_ p e]
                      (if visit-file-failed (call visit-file-failed p e) (throw e))))
                  follow-links)))

;; --- by pattern --------------------------------------------------------------

(defn- deep?
  "Can a pattern hold of what is not in the root itself?"
  [pattern]
  (or (str/includes? pattern "**") (str/includes? pattern "/")))

(defn match
  "Returns a vector of the paths below root, as seen from it, that \"glob:…\" or \"regex:…\" holds of.
  Options :hidden, :follow-links, :recursive, :max-depth."
  {:added "1.12"}
  ([root pattern] (match root pattern nil))
  ([root pattern {:keys [hidden follow-links max-depth recursive]}]
   (let [base    (->path root)
         matcher (.getPathMatcher (.getFileSystem base) pattern)
         found   (volatile! [])
         seen    (fn [p] (when (.matches matcher (.relativize base p)) (vswap! found conj p)))
         show?   (fn [p] (or hidden (not (.startswith (file-name p) "."))))]
     (walk-file-tree base
       {:follow-links      follow-links
        :max-depth         (or max-depth (when-not (or recursive (deep? pattern)) 1))
        :pre-visit-dir     (fn [dir _]
                             (cond
                               (= (str dir) (str base)) :continue
                               (show? dir)              (do (seen dir) :continue)
                               :else                    :skip-subtree))
        :visit-file        (fn [p _] (when (show? p) (seen p)) :continue)
        :visit-file-failed (fn [_ _] :skip-subtree)})
     @found)))

(defn glob
  "Returns a vector of the paths below root that a glob as \"**{.clj,cljc}\" holds of.
  Options as those of match; what is hidden is found when the pattern begins with a dot."
  {:added "1.12"}
  ([root pattern] (glob root pattern nil))
  ([root pattern opts]
   (match root
          (str "glob:" pattern)
          (merge {:recursive (str/includes? pattern "**")
                  :hidden    (str/starts-with? pattern ".")}
                 opts))))
