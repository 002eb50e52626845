;; SPDX-License-Identifier: MIT
(ns babashka.fs
  "Files and directories, by java.nio.file.Path: the names of babashka.fs."
  {:added "1.12"}
  (:require [cljsh.fs :as fs]
            [cljsh.java.file :as jf]
            [clojure.string :as str])
  (:import [java.io File]
           [java.nio.file FileVisitResult Files LinkOption StandardCopyOption StandardOpenOption]
           [java.nio.file.attribute FileTime PosixFilePermissions]))

(alias 'prim 'cljsh.process.prim)

(defn- text [x] (prim/path x))
(defn- ->path [x] (jf/as-path x))

(load "fs/names")
(load "fs/attributes")
(load "fs/trees")
(load "fs/changing")
(load "fs/contents")
(load "fs/places")
