;; SPDX-License-Identifier: MIT
(ns fs-test
  (:require [cljsh.fs :as fs]
            [cljsh.io :as io]
            [cljsh.process :refer [$ pwd with-dir]]
            [clojure.test :refer [are deftest is testing]]))

(defmacro in-tree
  "Evaluates body in a directory that holds a.txt .hidden d/b.txt d/e/c.clj and link -> d."
  [& body]
  `(fs/with-temp-dir [dir#]
     (with-dir dir#
       (fs/make-dir "d/e")
       (io/write-text "a.txt" "a")
       (io/write-text ".hidden" "")
       (io/write-text "d/b.txt" "bb")
       (io/write-text "d/e/c.clj" "ccc")
       (fs/symlink "link" "d")
       ~@body)))

(deftest names
  (are [result code] (= result code)
    "a/b/c"   (fs/join "a" "b" "c")
    "/x"      (fs/join "a" "/x")
    "a"       (fs/parent "a/b")
    nil       (fs/parent "b")
    nil       (fs/parent "/")
    "b.txt"   (fs/file-name "a/b.txt")
    "txt"     (fs/extension "a/b.txt")
    "gz"      (fs/extension "b.tar.gz")
    nil       (fs/extension "a.d/b")
    nil       (fs/extension ".profile")
    "a/b"     (fs/strip-extension "a/b.txt")
    "/b"      (fs/absolute "/a/../b/.")
    "b"       (fs/relative "/a/b" "/a")))

(deftest looking
  (in-tree
    (is (fs/exists? "a.txt"))
    (is (not (fs/exists? "none")))
    (is (not (fs/exists? "a.txt/x")))
    (is (fs/file? "a.txt"))
    (is (not (fs/file? "d")))
    (is (fs/directory? "d"))
    (is (fs/directory? "link"))
    (is (fs/link? "link"))
    (is (not (fs/link? "d")))
    (is (= 3 (fs/size "d/e/c.clj")))
    (is (thrown? FileNotFoundError (fs/size "none")))
    (is (nil? (fs/stat "none")))
    (is (= :link (:type (fs/stat "link" {:follow false}))))
    (is (= [:file 1] ((juxt :type :size) (fs/stat "a.txt"))))
    (is (< 1.0e9 (fs/modified "a.txt")))
    (is (= [".hidden" "a.txt" "d" "link"] (fs/list-dir)))
    (is (= ["d/b.txt" "d/e"] (fs/list-dir "d")))
    (is (thrown? FileNotFoundError (fs/list-dir "none")))
    (is (= ["./.hidden" "./a.txt" "./d" "./d/b.txt" "./d/e" "./d/e/c.clj" "./link"] (fs/walk ".")))
    (is (= ["d/e"] (fs/walk "d" #{:directory})))
    (is (= ["d/b.txt" "d/e/c.clj"] (fs/files "d")))
    (is (thrown-with-msg? FileNotFoundError #"none" (fs/walk "none")) "at once")
    (is (thrown-with-msg? FileNotFoundError #"none" (fs/files "none")))
    (is (= "d" (fs/read-link "link")))))

(deftest globbing
  (in-tree
    (are [paths pattern] (= paths (fs/glob pattern))
      ["a.txt" "d" "link"]                          "*"
      ["a.txt"]                                     "*.txt"
      ["d/" "link/"]                                "*/"
      [".hidden"]                                   ".h*"
      [".hidden"]                                   ".*"
      ["d/b.txt" "link/b.txt"]                      "*/*.txt"
      ["a.txt" "d/b.txt"]                           "**/*.txt"
      ["d/e/c.clj"]                                 "**/c.clj"
      ["d/b.txt" "d/e" "d/e/c.clj"]                 "d/**"
      ["a.txt"]                                     "[a-c].txt"
      []                                            "[!a].txt"
      ["a.txt"]                                     "?.txt"
      []                                            "none*"
      ["a.txt"]                                     "a.txt"
      []                                            "none"
      ["d/e/c.clj"]                                 "d/e/c.clj"
      []                                            "\\*"
      ["./a.txt"]                                   "./*.txt"
      ["d/../a.txt"]                                "d/../*.txt"
      ["a.txt" "d/b.txt"]                           "{a,d/b,none}.txt"
      ["a.txt" "d/b.txt"]                           "{d/{x,b},a}.txt"
      ["a.txt" "d"]                                 "{d,a*,a.txt}"
      ["d/b.txt" "d/e"]                             "d/{e,b.*}"
      []                                            "\\{a,b}"
      []                                            "{a.txt}")
    (is (vector? (fs/glob "*")))
    (is (= [(fs/join (pwd) "a.txt")] (fs/glob (fs/join (pwd) "*.txt"))))
    (is (= ["/etc/passwd"] (fs/glob "/etc/passw[d]"))))
  (is (fs/matches? "*.txt" "a.txt"))
  (is (not (fs/matches? "*.txt" "a.txt.gz")))
  (is (fs/matches? "*.{c,h}" "a.h"))
  (is (fs/matches? "{a,{b,c}}{,x}" "cx"))
  (is (not (fs/matches? "*.{c,h}" "a.{c,h}")))
  (is (fs/matches? "*.{c}" "a.{c}"))
  (is (fs/matches? "{a,b" "{a,b"))
  (is (fs/matches? "\\{a,b}" "{a,b}")))

(deftest changing
  (in-tree
    (is (= "x/y/z" (fs/make-dir "x/y/z")))
    (is (fs/directory? "x/y/z"))
    (is (= "x" (fs/make-dir "x")))
    (is (= "t" (fs/touch "t")))
    (is (= 0 (fs/size "t")))
    (fs/copy "a.txt" "copy")
    (is (= "a" (io/read-text "copy")))
    (fs/move "copy" "moved")
    (is (= [false true] [(fs/exists? "copy") (fs/exists? "moved")]))
    (fs/chmod "moved" 384)
    (is (= 384 (:mode (fs/stat "moved"))))
    (is (true? (fs/delete "moved")))
    (is (false? (fs/delete "moved")))
    (is (thrown? OSError (fs/delete "d")))
    (fs/copy-tree "d" "d2")
    (is (= "ccc" (io/read-text "d2/e/c.clj")))
    (is (true? (fs/delete-tree "d2")))
    (is (not (fs/exists? "d2")))
    (is (true? (fs/delete-tree "link")))
    (is (fs/exists? "d/b.txt") "a link is deleted, not what it leads to")))

(deftest trees
  (testing "wide, and deeper than there are descriptors and than a path may be long"
    (in-tree
      (dotimes [i 300]
        (fs/make-dir (str "wide/" i "/x")))
      ($ python3 -c "import os\nfor i in range(3000): os.mkdir('deep'); os.chdir('deep'); open('f', 'w').close()")
      (is (true? (fs/delete-tree "wide")))
      (is (true? (fs/delete-tree "deep")))
      (is (false? (fs/delete-tree "deep")))
      (is (= [".hidden" "a.txt" "d" "link"] (fs/list-dir)))))
  (testing "spelt with slashes and dots"
    (in-tree
      (fs/make-dir "x/y")
      (is (true? (fs/delete-tree "./x/../x//y//")))
      (is (false? (fs/delete-tree "none/below")))
      (is (false? (fs/delete-tree "a.txt/below")))
      (is (thrown? NotADirectoryError (fs/delete-tree "a.txt/")))
      (is (thrown? NotADirectoryError (fs/delete-tree "link/")))
      (is (= ["d/b.txt" "d/e"] (fs/list-dir "d")))
      (is (true? (fs/delete-tree "link/e")) "what leads to the tree is followed")
      (is (= ["d/b.txt"] (fs/list-dir "d")))))
  (testing "copied, with links as links"
    (in-tree
      (fs/symlink "d/up" "..")
      (fs/symlink "d/none" "nowhere")
      (fs/chmod "d/b.txt" 256)
      (is (= "c" (fs/copy-tree "d" "c")))
      (is (= ["c/b.txt" "c/e" "c/e/c.clj"] (fs/walk "c" #{:file :directory})))
      (doseq [below ["b.txt" "e" "e/c.clj"]]
        (is (= (:mode (fs/stat (fs/join "d" below))) (:mode (fs/stat (fs/join "c" below))))))
      (is (= [".." "nowhere"] (map fs/read-link ["c/up" "c/none"])))
      (is (= (fs/modified "d/b.txt") (fs/modified "c/b.txt")))
      (is (thrown? FileExistsError (fs/copy-tree "d" "c")))
      (is (thrown? FileNotFoundError (fs/copy-tree "none" "c2")))
      (is (thrown? NotADirectoryError (fs/copy-tree "a.txt" "c2")))))
  (testing "moved"
    (in-tree
      (is (= "m" (fs/move "d/" "m")))
      (is (= "ccc" (io/read-text "m/e/c.clj")))
      (is (= "m/a.txt" (fs/move "a.txt" "m")))
      (io/write-text "a.txt" "new")
      (is (thrown? FileExistsError (fs/move "a.txt" "m")))
      (is (= "m/a.txt" (fs/move "a.txt" "m/a.txt")))
      (is (= "new" (io/read-text "m/a.txt")))
      (is (= "m/e/copy" (fs/copy "m/a.txt" "m/e/copy")))
      (is (= "m/a.txt" (fs/copy "m/e/copy" "m/a.txt")))
      (is (= "m/copy" (fs/copy "m/e/copy" "m")))
      (is (thrown? FileNotFoundError (fs/move "none" "x"))))))

(deftest temporary
  (let [kept (fs/with-temp-dir [dir]
               (io/write-text (fs/join dir "x") "")
               (is (= 448 (:mode (fs/stat dir))))
               dir)]
    (is (not (fs/exists? kept))))
  (let [kept (fs/with-temp-file [file]
               (is (fs/file? file))
               file)]
    (is (not (fs/exists? kept)))))
