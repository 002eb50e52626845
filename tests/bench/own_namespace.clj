;; SPDX-License-Identifier: MIT
(ns own-namespace)
