;; SPDX-License-Identifier: MIT
;; Zip archives as file systems of java.nio.file: each value is what the JVM gives.
(ns java-zip-files-test
  (:require [clojure.java.io :as io]
            [clojure.test :refer [deftest is use-fixtures]])
  (:import [java.net URI]
           [java.nio.file CopyOption FileSystemNotFoundException FileSystems Files FileVisitOption LinkOption OpenOption Paths ProviderMismatchException StandardCopyOption]
           [java.nio.file.attribute FileAttribute]
           [java.util.zip ZipEntry ZipFile ZipOutputStream]))

(def ^:private ^:dynamic *dir*)
(use-fixtures :each
  (fn [f]
    (binding [*dir* (Files/createTempDirectory "archives" (make-array FileAttribute 0))]
      (try (f)
        (finally (cljsh.fs/delete-tree (str *dir*)))))))

(def ^:private copying (make-array CopyOption 0))
(def ^:private opening (make-array OpenOption 0))
(defn- at [fs text] (.getPath fs text (make-array String 0)))
(defn- there? [p] (Files/exists p (make-array LinkOption 0)))
(defn- below [fs text] (sort (map str (iterator-seq (.iterator (Files/walk (at fs text) (make-array FileVisitOption 0)))))))
(defn- entries-of [file] (with-open [z (ZipFile. file)] (into {} (map (fn [e] [(str e) (slurp (.getInputStream z e))])) (enumeration-seq (.entries z)))))

(defn- archive []
  (let [file (io/file (str *dir*) "a.zip")]
    (with-open [z (ZipOutputStream. (io/output-stream file))]
      (doseq [[n text] [["file" "contents\n"] ["d/" nil] ["d/one.txt" "one"] ["d/e/two.txt" "two"]]]
        (.putNextEntry z (ZipEntry. n))
        (when text (.write z (.getBytes text)))
        (.closeEntry z)))
    file))

(deftest reading
  (with-open [fs (FileSystems/newFileSystem (.toPath (archive)) nil)]
    (let [p (at fs "file")]
      (is (= (.resolve *dir* "file") (Files/copy p (.resolve *dir* "file") copying)))
      (is (= "contents\n" (slurp (str *dir* "/file")) (String. (Files/readAllBytes p)) (slurp (Files/newInputStream p opening))))
      (is (= [["contents"] 9 true false "/file"] [(vec (Files/readAllLines p)) (Files/size p) (there? p) (there? (at fs "../nope")) (str (.toAbsolutePath p))]))
      (is (= ["/" "/d" "/d/e" "/d/e/two.txt" "/d/one.txt" "/file"] (below fs "/")))
      (is (= ["d/e" "d/one.txt"] (sort (map str (iterator-seq (.iterator (Files/list (at fs "d"))))))))
      (is (= [true false true] [(= (at fs "/d") (at fs "/d")) (= (at fs "/d") (Paths/get "/d" (make-array String 0))) (identical? fs (.getFileSystem p))]))
      (is (= ["/d/x" "e/x" "two.txt" "/d"] (mapv str [(.resolve (at fs "/d") "x") (.relativize (at fs "/d") (at fs "/d/e/x")) (.getFileName (at fs "/d/e/two.txt")) (.getParent (at fs "/d/e"))])))
      (is (= (str "jar:" (.toUri (.resolve *dir* "a.zip")) "!/file") (str (.toUri p))))
      (is (.matches (.getPathMatcher fs "glob:/d/**.txt") (at fs "/d/e/two.txt")))
      (is (thrown? ProviderMismatchException (.resolve *dir* p)))
      (is (thrown? UnsupportedOperationException (.toFile p))))))

(deftest writing
  (let [file (archive), fs (FileSystems/newFileSystem (.toPath file) nil), p (at fs "file")]
    (is (= "new.txt" (str (Files/write (at fs "new.txt") (.getBytes "new!") opening))))
    (is (thrown? java.nio.file.FileAlreadyExistsException (Files/copy p (at fs "new.txt") copying)))
    (Files/copy p (at fs "new.txt") (into-array CopyOption [StandardCopyOption/REPLACE_EXISTING]))
    (Files/createDirectory (at fs "/n") (make-array FileAttribute 0))
    (is (thrown? java.nio.file.DirectoryNotEmptyException (Files/delete (at fs "d"))))
    (Files/delete (at fs "d/one.txt"))
    (Files/move (at fs "/d/e/two.txt") (at fs "/two") copying)
    (.close fs)
    (is (not (.isOpen fs)))
    (is (thrown? java.nio.file.ClosedFileSystemException (Files/readAllBytes p)))
    (is (= {"d/" "" "file" "contents\n" "new.txt" "contents\n" "n/" "" "two" "two"} (entries-of file)))))

(deftest no-archive
  (spit (str *dir* "/text") "text")
  (is (thrown? java.nio.file.ProviderNotFoundException (FileSystems/newFileSystem (.resolve *dir* "text") nil)))
  (is (thrown? java.nio.file.ProviderNotFoundException (FileSystems/newFileSystem (URI/create (str "jar:" (.toUri (.resolve *dir* "text")))) {})))
  (is (thrown? java.nio.file.NoSuchFileException (FileSystems/newFileSystem (.resolve *dir* "none.zip") nil))))

(deftest by-uri
  (let [file (archive), uri (URI/create (str "jar:" (.toUri (.toPath file)))), inner (URI/create (str uri "!/d/one.txt"))]
    (is (thrown? FileSystemNotFoundException (FileSystems/getFileSystem uri)))
    (is (thrown? FileSystemNotFoundException (Paths/get inner)))
    (with-open [fs (FileSystems/newFileSystem uri {})]
      (is (identical? fs (FileSystems/getFileSystem uri)))
      (is (= "one" (String. (Files/readAllBytes (Paths/get inner)))))
      (is (thrown? java.nio.file.FileSystemAlreadyExistsException (FileSystems/newFileSystem uri {}))))
    (is (thrown? FileSystemNotFoundException (FileSystems/getFileSystem uri))))
  (let [file (io/file (str *dir*) "new.zip"), uri (URI/create (str "jar:" (.toUri (.toPath file))))]
    (is (thrown? java.nio.file.NoSuchFileException (FileSystems/newFileSystem uri {})))
    (with-open [fs (FileSystems/newFileSystem uri {"create" "true"})]
      (Files/writeString (at fs "h") "hello" opening)
      (with-open [w (Files/newBufferedWriter (at fs "w") opening)] (.write w "written")))
    (is (= {"h" "hello" "w" "written"} (entries-of file)))))
