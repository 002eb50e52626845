# SPDX-License-Identifier: MIT
# What a project's cljsh.edn says: paths, reader features, dependencies, main; and reader features of a file.
mkdir -p src dep/src
cat > src/app.cljc <<'EOF'
(ns app (:require [which] [own.clj-only :as c] [dep.core :as d]))
(defn -main [& args] (prn (which/which) (c/which) d/x args))
EOF
echo '(ns which) (defn which [] #?(:clj :clj :bb :bb :cljsh :cljsh :default :default))' > src/which.cljc
mkdir src/own
cat > src/own/clj_only.cljc <<'EOF'
(ns own.clj-only {:reader-features [:clj :bb]})
(defn which [] [#?(:bb :bb :cljsh :cljsh :clj :clj) #?(:cljsh :cljsh :default :default) #?(:cljsh :none)])
EOF
echo '(ns dep.core) (def x :dep)' > dep/src/core.clj
mkdir dep/src/dep; mv dep/src/core.clj dep/src/dep/core.clj
echo '{:paths ["src"]}' > dep/deps.edn
echo '(require (quote which)) (prn (which/which) #?(:clj :clj :cljsh :cljsh) *command-line-args*)' > script.clj
echo '{:paths ["src"] :deps {my/dep {:local/root "dep"}} :main app :tasks {t (println "task" ((requiring-resolve (quote which/which))))}}' > cljsh.edn
prints ':cljsh [:clj :default] :dep ("1" "2")' cljsh -m app 1 2
prints ':cljsh [:clj :default] :dep nil' cljsh run
prints ':cljsh :cljsh ("x")' cljsh script.clj x
prints ':cljsh :cljsh nil' sh -c 'cd / && cljsh "$1/script.clj"' sh "$PWD"
sed -i 's/:main app/:main app :reader-features [:bb :clj]/' cljsh.edn
prints ':bb [:clj :default] :dep nil' cljsh -m app
prints ':bb [:clj :default] :dep nil' cljsh -m app
prints ':bb :clj nil' cljsh script.clj
prints 'task :bb' cljsh run t
sed -i 's/\[:bb :clj\]/[]/' cljsh.edn
prints ':default [:clj :default] :dep nil' cljsh -m app
sed -i 's/\[\]/[cljsh]/' cljsh.edn
fails 1 '*' cljsh -m app
echo '{:deps {a/b {:git/url "/nowhere.git" :git/sha "abcdef0"}} :paths ["src"]}' > cljsh.edn
cljsh script.clj > out 2> err; equal "$(cat out)" ':cljsh :cljsh nil' 'a dependency that cannot be had is only told'
equal "$(grep -c 'cljsh: cljsh.edn: ' err)" 1 'and it is told'
