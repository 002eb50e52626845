;; SPDX-License-Identifier: MIT
(defrecord Point [x y])
