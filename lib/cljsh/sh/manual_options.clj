;; SPDX-License-Identifier: MIT
(ns cljsh.sh.manual-options
  "The options of programs, as their manual pages have them: nothing is run to find them out."
  {:added "1.0"}
  (:require [clojure.string :as str]
            [gzip]
            [os]
            [os.path :as path]))

(defn- folders []
  (let [said (os/getenv "MANPATH")]
    (concat (when said (remove str/blank? (str/split said #":")))
            ["/usr/local/share/man" "/usr/share/man"])))

(defn- page [name]
  (first (for [folder  (folders)
               section ["1" "8" "6"]
               end     [".gz" ""]
               :let    [file (path/join folder (str "man" section) (str name "." section end))]
               :when   (path/isfile file)]
           file)))

(defn- text-of [file]
  (let [bytes (with-open [f (py/open file "rb")] (.read f))
        bytes (if (str/ends-with? file ".gz") (gzip/decompress bytes) bytes)]
    (.decode bytes "utf-8" "replace")))

(defn- plain
  "Takes roff's fonts and escapes out of a line."
  [line]
  (-> line
      (str/replace #"\\f(\[[^\]]*\]|\(..|.)" "")
      (str/replace #"\\s[-+]?\d" "")
      (str/replace "\\-" "-")
      (str/replace #"\\\(hy|\\\[u2010\]" "-")
      (str/replace #"\\[&/,|^:%]" "")
      (str/replace #"\\\(..|\\\[[^\]]*\]" "")
      (str/replace "\\" "")))

(def ^:private tag #"^(?:\.(?:B|BI|BR|IP|I|It|TP|HP|OP|SH|SS|Op)\s+)?\"?\s*((?:Fl\s+)?-?-?[A-Za-z0-9?#].*|-.*)$")
(def ^:private option #"(?<![\w-])--?[A-Za-z0-9?#][\w-]*")

(defn- options-in [line]
  (let [line (if (str/starts-with? line ".It Fl") (str/replace line #"\bFl\s+" "-") line)
        line (str/trim (str/replace line #"^\.(?:B|BI|BR|IP|I|It|HP|OP|PP)\s+\"?" ""))]
    (when (str/starts-with? line "-")
      (let [head (first (str/split line #"\s{2,}" 2))]
        (re-seq option head)))))

(defn- description
  "Returns the first sentence of the lines that follow a tag, shortened."
  [lines]
  (let [line (first (remove #(or (str/blank? %) (str/starts-with? % ".") (str/starts-with? % "-")) (take 4 lines)))]
    (when line
      (let [sentence (first (str/split (str/trim line) #"(?<=\.)\s" 2))]
        (if (> (count sentence) 70) (str (subs sentence 0 69) "…") sentence)))))

(defn- read-options [file]
  (loop [lines (map plain (str/split-lines (text-of file))), found {}]
    (if-let [[line & more] (seq lines)]
      (recur more
             (reduce (fn [found option] (if (found option) found (assoc found option (or (description more) ""))))
                     found
                     (options-in line)))
      (vec found))))

(def ^:private known (atom {}))

(defn options
  "Returns [option meaning] pairs of a program, or of its subcommand when that has a page of its own; nil when no page is there."
  {:added "1.0"}
  ([name] (options name nil))
  ([name subcommand]
   (when-let [file (or (when (and subcommand (re-matches #"[\w-]+" subcommand)) (page (str name "-" subcommand))) (page name))]
     (or (get @known file)
         (get (swap! known assoc file (try (read-options file) (catch [Exception Error] _ []))) file)))))
