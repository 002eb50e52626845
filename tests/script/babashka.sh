# SPDX-License-Identifier: MIT
# The programs of man/examples that run on babashka, too.
examples=$here/../../man/examples
mkdir -p d/sub; echo one > d/a; echo two > d/sub/b
prints 'd
├── a
└── sub
    └── b' cljsh "$examples/bb-tree.clj" d
printf 'name,n\n"x, y",1\n' > t.csv
prints '[{"name":"x, y","n":"1"}]' cljsh "$examples/bb-csv2json.clj" t.csv
prints '2 the
1 end' sh -c "printf 'The the\nend\n' | cljsh '$examples/bb-words.clj' -n 2"
fails 1 '*Must be positive*' cljsh "$examples/bb-words.clj" -n 0
printf 'a:x:1:1::/:/bin/sh\nb:x:2:2::/:/bin/sh\nc:x:3:3::/:/bin/false\n' > passwd
prints '/bin/false           1
/bin/sh              2' cljsh "$examples/bb-pipeline.clj" passwd
cljsh "$examples/bb-notes.clj" add 'buy milk' --tag shop
cljsh "$examples/bb-notes.clj" add 'read'
prints '1. buy milk #shop
2. read' cljsh "$examples/bb-notes.clj" list
prints '1. buy milk #shop' cljsh "$examples/bb-notes.clj" list --tag shop
cljsh "$examples/bb-notes.clj" remove 1
prints '1. read' cljsh "$examples/bb-notes.clj" list
prints '200 true 404 two' cljsh -e '(load-file (first *command-line-args*))
(require (quote [babashka.http-client :as http]) (quote [org.httpkit.server :as server]) (quote [babashka.fs :as fs]))
(let [stop (server/run-server ((resolve (quote bb-serve/handler)) (fs/absolutize "d")) {:port 0 :ip "127.0.0.1"}), url (str "http://127.0.0.1:" (:local-port (meta stop)))
      index (http/get (str url "/sub"))]
  (println (:status index) (boolean (re-find #"href=.b" (:body index))) (:status (http/get (str url "/none") {:throw false})) (clojure.string/trim (:body (http/get (str url "/sub/b")))))
  (stop))' "$examples/bb-serve.clj"
