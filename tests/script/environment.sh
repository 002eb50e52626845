# SPDX-License-Identifier: MIT
# Where Python's packages come from: virtual environments, PYTHONPATH, the
# user's own, .pth files; console entry points.

version=$("$cljsh" -e '(println (apply str (interpose "." (take 2 (.-version-info (py/__import__ "sys"))))))')
site=ve/lib/python$version/site-packages
mkdir -p "$site" ve/bin more "home/.local/lib/python$version/site-packages"
printf 'home = /usr/bin\ninclude-system-site-packages = false\n' > ve/pyvenv.cfg
echo 'x = "in the environment"' > "$site/only_ve.py"
echo 'y = "by pth"' > more/by_pth.py
echo "$PWD/more" > "$site/more.pth"
echo 'z = "of the user"' > "home/.local/lib/python$version/site-packages/of_user.py"
ln -s "$cljsh" ve/bin/cljsh

# In an environment: by the variable, by the place it is started from.
program="(require 'only_ve 'by_pth) (println only_ve/x by_pth/y (= \"$PWD/ve\" (.-prefix (py/__import__ \"sys\"))))"
want="in the environment by pth true"
prints "$want" env "VIRTUAL_ENV=$PWD/ve" "$cljsh" -e "$program"
prints "$want" ve/bin/cljsh -e "$program"
prints "$want" "$PWD/ve/bin/cljsh" -e "$program"
prints "$want" env "PATH=$PWD/ve/bin:$PATH" cljsh -e "$program"
(cd ve/bin && prints "$want" ./cljsh -e "$(printf %s "$program" | sed 's|/bin/ve|/ve|')")
fails 1 "*nor a Python module only_ve*" "$cljsh" -e "(require 'only_ve)"

# An environment sees the system's packages when it says so.
fails 1 "*nor a Python module numpy*" ve/bin/cljsh -e "(require 'numpy)"
sed -i 's/= false/= true/' ve/pyvenv.cfg
prints 6 ve/bin/cljsh -e "(require 'numpy) (int (numpy/sum [1 2 3]))"
sed -i 's/= true/= false/' ve/pyvenv.cfg

# PYTHONPATH, the user's own packages.
prints '"by pth"' env "PYTHONPATH=$PWD/more" "$cljsh" -e "(require 'by_pth) by_pth/y"
prints '"of the user"' env "HOME=$PWD/home" "$cljsh" -e "(require 'of_user) of_user/z"
prints '"of the user"' env "PYTHONUSERBASE=$PWD/home/.local" "$cljsh" -e "(require 'of_user) of_user/z"
fails 1 "*nor a Python module of_user*" env "HOME=$PWD/home" PYTHONNOUSERSITE=1 "$cljsh" -e "(require 'of_user)"
fails 1 "*nor a Python module of_user*" env "HOME=$PWD/home" ve/bin/cljsh -e "(require 'of_user)"

# A package of Clojure among Python's, with its console script.
# Nothing of the environment in which the program was built: os.environ was not looked at then, nor were .pth files.
prints '[false true nil]' env -u LC_ALL MINE=1 cljsh -e "(require 'sys 'os)" -e '[(contains? (set (.keys sys/modules)) "site") (= "1" (.get os/environ "MINE")) (.get os/environ "LC_ALL")]'
mkdir "$site/my_tool-1.0.dist-info"
printf '[console_scripts]\nmy-tool = my_tool:_main\npy-tool = py_tool:main\n' > "$site/my_tool-1.0.dist-info/entry_points.txt"
printf 'Metadata-Version: 2.1\nName: my-tool\nVersion: 1.0\n' > "$site/my_tool-1.0.dist-info/METADATA"
echo '(ns my-tool) (defn -main [& args] (println "tool" args))' > "$site/my_tool.clj"
printf 'import sys, my_tool\ndef main():\n    my_tool._main(*sys.argv[1:])\n    return 3\n' > "$site/py_tool.py"
prints "tool (a b)" ve/bin/cljsh -m my-tool a b
prints "tool (a b)" ve/bin/cljsh -m my_tool:_main a b
ends 3 "tool (a)" ve/bin/cljsh -m py_tool:main a
prints "tool (1)" ve/bin/cljsh -e "(require '[cljsh.main :as main]) ((main/entry-point \"my-tool\") 1)"
fails 1 "*there is no console script nothing*" ve/bin/cljsh -e "(require '[cljsh.main :as main]) (main/entry-point \"nothing\")"

# The processes that multiprocessing starts are in the environment, too.
cat > square_pool.clj <<'END'
(ns square-pool (:require [multiprocessing :as mp] only_ve))
(defn square [x] [(* x x) only_ve/x])
(defn -main [method]
  (with-open [p (.Pool (mp/get_context method) 1)]
    (println (vec (.map p square [3])))))
END
for method in spawn forkserver; do
    prints '[[9 in the environment]]' env "VIRTUAL_ENV=$PWD/ve" "$cljsh" -m square-pool $method
    prints '[[9 in the environment]]' ve/bin/cljsh -m square-pool $method
done
