;; SPDX-License-Identifier: MIT
(dotimes [_ 2000]
  ($ /bin/true))
