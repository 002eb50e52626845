;; SPDX-License-Identifier: MIT
(ns cljsh.sh.completions
  "Completers of common programs; see cljsh.sh.complete. They look at files and ask the programs themselves only
  for what these list without effect."
  {:added "1.0"}
  (:require [clojure.string :as str]
            [cljsh.process :as process :refer [$<lines]]
            [os.path :as path]))

(defn- lines-of
  "Returns the lines of a file, none when it cannot be read."
  [file]
  (try (str/split-lines (slurp (path/expanduser file))) (catch [Exception Error] _ nil)))

(defn- quietly
  "Returns what f does, nil when it throws."
  [f]
  (try (f) (catch [Exception Error] _ nil)))

(defmacro ^:private asked
  "Returns the lines that a command writes, nil when it fails; what it has to say about that is not shown."
  [& words]
  `(quietly #(vec ($<lines ~@words ~'2> "/dev/null"))))

;; --- git -------------------------------------------------------------------------

(def ^:private git-commands
  {"add" "stage files", "bisect" "find the change that brought a fault", "blame" "who changed each line",
   "branch" "list, make, delete branches", "checkout" "switch branches or restore files", "cherry-pick" "apply commits",
   "clean" "remove files that are not tracked", "clone" "copy a repository", "commit" "record changes",
   "config" "settings", "describe" "name a commit by its tags", "diff" "show changes", "fetch" "get from a remote",
   "grep" "search in files", "init" "make a repository", "log" "show history", "merge" "join histories",
   "mv" "move files", "pull" "fetch and join", "push" "send to a remote", "rebase" "put commits on another base",
   "reflog" "what the references were", "remote" "manage remotes", "reset" "set the head or unstage",
   "restore" "restore files", "revert" "undo commits", "rm" "remove files", "show" "show objects",
   "stash" "put changes aside", "status" "what has changed", "submodule" "manage submodules",
   "switch" "switch branches", "tag" "manage tags", "worktree" "manage work trees"})

(defn- git-refs []
  (asked git for-each-ref "--format=%(refname:short)" refs/heads refs/tags refs/remotes))

(defn- git [{:keys [words]}]
  (let [[command & more] (remove #(str/starts-with? % "-") (rest words))]
    (cond
      (nil? command) (seq git-commands)
      (#{"checkout" "switch" "merge" "rebase" "branch" "log" "show" "diff" "reset" "cherry-pick" "revert" "tag" "describe"} command)
      (concat (git-refs) (when (#{"diff" "checkout" "log" "reset" "show"} command) (asked git ls-files)))
      (#{"push" "pull" "fetch"} command) (if (seq more) (git-refs) (asked git remote))
      (= "remote" command) (if (seq more) (asked git remote) ["add" "remove" "rename" "show" "set-url" "-v"])
      (= "stash" command) (when-not (seq more) ["apply" "drop" "list" "pop" "push" "show"]))))

;; --- hosts ---------------------------------------------------------------------------

(defn- hosts []
  (distinct
   (concat
    (for [line (lines-of "~/.ssh/config")
          :let [[_ names] (re-matches #"(?i)\s*Host\s+(.*)" line)]
          :when names
          name (str/split names #"\s+")
          :when (not (re-find #"[*?!]" name))]
      name)
    (for [line (lines-of "~/.ssh/known_hosts")
          :when (not (re-find #"^[|#@]" line))
          name (str/split (first (str/split line #"\s" 2)) #",")
          :when (re-matches #"[\w.-]+" name)]
      name)
    (for [line (lines-of "/etc/hosts")
          :when (not (str/starts-with? line "#"))
          name (rest (str/split (str/trim line) #"\s+"))]
      name))))

(defn- with-user [word names]
  (if-let [[_ user] (re-matches #"([^@:/]*@).*" word)] (map #(str user %) names) names))

(defn- ssh [{:keys [word]}]
  (with-user word (hosts)))

(defn- copy [{:keys [word]}]
  (when-not (re-find #"[/.:]" word)
    (when-let [found (seq (filter #(str/starts-with? % word) (with-user word (hosts))))]
      (when (seq word) (map #(str % ":") found)))))

;; --- others ------------------------------------------------------------------------------

(defn- make [{:keys [words]}]
  (let [file (or (second (drop-while #(not= "-f" %) words)) (first (filter path/isfile ["GNUmakefile" "makefile" "Makefile"])))]
    (distinct (for [line (when file (lines-of file))
                    :let [[_ names] (re-matches #"([A-Za-z0-9][\w.\-/ ]*?)\s*::?(?!=).*" line)]
                    :when names
                    name (str/split names #"\s+")]
                name))))

(defn- apt [{:keys [words]}]
  (when (= 1 (count words))
    ["autoremove" "changelog" "clean" "depends" "full-upgrade" "install" "list" "policy" "purge" "reinstall" "remove"
     "search" "show" "update" "upgrade"]))

(defn- systemctl [{:keys [words]}]
  (if (= 1 (count words))
    ["cat" "daemon-reload" "disable" "edit" "enable" "is-active" "is-enabled" "list-timers" "list-units" "mask" "reload"
     "restart" "show" "start" "status" "stop" "unmask"]
    (map (fn [line] (first (str/split (str/trim line) #"\s+")))
         (asked systemctl list-unit-files --no-legend --no-pager))))

(defn- npm [{:keys [words]}]
  (if (= 1 (count words))
    ["ci" "exec" "init" "install" "link" "list" "outdated" "publish" "run" "start" "test" "uninstall" "update"]
    (when (= "run" (second words))
      (keys (get (quietly #(.loads (py/__import__ "json") (slurp "package.json"))) "scripts")))))

(def known
  "The completers by the names of commands."
  {"git" git, "ssh" ssh, "mosh" ssh, "ping" ssh, "host" ssh, "dig" ssh, "scp" copy, "rsync" copy, "sftp" copy, "make" make, "gmake" make,
   "apt" apt, "apt-get" apt, "systemctl" systemctl, "npm" npm})
