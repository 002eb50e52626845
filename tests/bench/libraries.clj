;; SPDX-License-Identifier: MIT
(ns libraries (:require [bench.one] [bench.three] [bench.two]))
