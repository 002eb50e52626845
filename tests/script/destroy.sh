# SPDX-License-Identifier: MIT
# What deletes and moves, given what would take the machine with it. Only ever in
# a mount namespace of its own whose root is a directory made here, by a user
# that is not root.
tree=$PWD/root
for dir in usr proc dev tmp cljsh mounted keep/below work; do mkdir -p "$tree/$dir"; done
for link in lib lib64 bin; do ln -s "usr/$link" "$tree/$link"; done
: > "$tree/cljsh/cljsh"
echo kept > "$tree/keep/file"
echo kept > "$tree/keep/below/file"
mkdir other
echo kept > other/file

# All that this root has of its own may be deleted by the user inside.
cat > ./boxed << END
#!/bin/sh
exec bwrap --unshare-all --die-with-parent --new-session --uid 1000 --gid 1000 --cap-drop ALL \
    --bind "$tree" / --ro-bind /usr /usr --proc /proc --dev /dev --ro-bind "$cljsh" /cljsh/cljsh \
    --bind "$PWD/other" /mounted --tmpfs /tmp --setenv HOME /work --chdir /work "\$@"
END
chmod +x boxed
if ! command -v bwrap > /dev/null || ! ./boxed /usr/bin/true 2> /dev/null; then
    skip "bwrap (Debian: bubblewrap) is not here or makes no namespace"
    exit 0
fi

uses="(require '[cljsh.fs :as fs] '[cljsh.process :refer [with-dir cd]])"
listing() { (cd "$tree" && find . -path ./usr -prune -o -print | sort); }
before=$(listing)
all_there() {
    now="$(listing) $(cat other/file 2>&1)"
    equal "$now" "$before kept" "$1: what is left"
    [ "$now" = "$before kept" ] || exit 1
}
# harmless TEXT CODE: an error with this text, and everything is still there
harmless() {
    fails 1 "$1" ./boxed /cljsh/cljsh -e "$uses" -e "$2"
    all_there "$2"
}
# does TEXT CODE: prints TEXT
does() { prints "$1" ./boxed /cljsh/cljsh -e "$uses" -e "$2"; }

# Each with a clear error
cat > "$tree/work/refused.clj" << 'END'
(require '[cljsh.fs :as fs] '[cljsh.io :as io])
(defn refused [expected f & args]
  (let [said (try (apply f args) (str "returned instead of failing")
                  (catch Exception e (str (.-__name__ (class e)) ": " e)))]
    (when-not (re-find expected said)
      (println f args said))))
(doseq [path ["/" "//" "///" "/." "/./" "/.." "/keep/.." "/keep/../" "/work/../." "." ".." "./" "../" "/keep/."
              "/keep/below/.." "../keep/.." "/keep/../.." (str nil "/") (let [dir nil] (str dir "/")) ""]]
  (refused #"ValueError: .*(is the root directory|must not end in \. or \.\.|must not be an empty string)" fs/delete-tree path)
  (refused #"ValueError: .*(is the root directory|must not end in \. or \.\.|must not be an empty string)" fs/move path "/work/new")
  (refused #"ValueError: .*(is the root directory|must not end in \. or \.\.|must not be an empty string)" fs/delete-tree path {:mounts true}))
(doseq [f    [fs/delete-tree fs/delete #(fs/move % "new") #(fs/copy-tree % "new") #(fs/copy % "new") #(fs/chmod % 0)
              #(spit % "x") #(fs/move "/keep" %) #(fs/copy-tree "/keep" %) #(fs/copy "/keep/file" %)
              fs/make-dir fs/touch fs/walk fs/list-dir fs/exists? #(fs/symlink % "/keep")
              #(io/write-text % "x") #(io/write-lines % ["x"])]
        path [nil [] ["/keep"] (fs/glob "/kee*") (fs/glob "/nothing*") '("/keep/file") #{} true :keep 'keep (py/list ["/keep"]) {}]]
  (refused #"(Argument|Type)Error: .*path|ValueError: Cannot open" f path))
END
prints '' ./boxed /cljsh/cljsh refused.clj
rm -f "$tree/work/refused.clj"
all_there refused.clj

harmless '*IsADirectoryError: /keep: Is a directory*' '(spit "/keep" "x")'
harmless '*IsADirectoryError: /: Is a directory*' '(spit (str nil "/") "x")'
harmless '*FileExistsError: /work/keep: File exists*' '(fs/make-dir "/work/keep") (try (fs/move "/keep" "/work") (finally (fs/delete "/work/keep")))'
harmless '*/keep/below/new: A directory cannot be put into itself*' '(fs/move "/keep" "/keep/below/new")'
harmless '*cannot be put into itself*' '(fs/move "/keep" "/keep")'
harmless '*cannot be put into itself*' '(fs/copy-tree "/keep" "/keep/below/new")'
harmless '*cannot be put into itself*' '(fs/copy-tree "/" "/work/new")'
harmless '*cannot be put into itself*' '(with-dir "/keep" (fs/copy-tree "." "below/new"))'
harmless '*File exists*' '(fs/copy-tree "/keep" "/mounted")'

# A directory on which something is mounted
harmless '*not deleted: /mounted is on another file system*' '(fs/delete-tree "/mounted")'
harmless '*not deleted: /mounted is on another file system*' '(fs/delete-tree "/mounted/")'

# Links are deleted, not followed
does 'true true kept' '(fs/symlink "/work/link" "/") (println (fs/delete-tree "/work/link") (fs/exists? "/keep/file") (.strip (slurp "/keep/file")))'
does 'true kept' '(fs/make-dir "d/e") (fs/symlink "d/e/up" "/keep") (fs/symlink "d/root" "/") (println (fs/delete-tree "d") (.strip (slurp "/keep/below/file")))'
harmless '*NotADirectoryError: *link*' '(fs/symlink "/work/link" "/") (try (fs/delete-tree "/work/link/") (finally (fs/delete "/work/link")))'
does '[] true' '(fs/symlink "/tmp/link" "/keep") (fs/copy-tree "/tmp" "/work/copied") (fs/delete-tree "/work/copied") (println (fs/list-dir "/work") (fs/exists? "/keep/file"))'

# With a temporary directory that is somewhere else when it is deleted
does 'true []' '(.__setitem__ (.-environ (py/__import__ "os")) "TMPDIR" "below")
  (with-dir "/keep" (fs/with-temp-dir [dir] (cd "/") (fs/make-dir "/work/below")))
  (fs/delete-tree "/work/below") (println (fs/exists? "/keep/below/file") (fs/list-dir "/work"))'
does '["/keep/below" "/keep/file"]' '(fs/with-temp-dir [dir] (fs/delete-tree dir) (fs/symlink dir "/keep")) (println (pr-str (fs/list-dir "/keep")))'
equal "$(listing)" "$before" 'what is left in the end'

# From one file system to another; what cannot be moved stays whole
does '/tmp/new kept link' '(fs/make-dir "d/e") (spit "d/e/f" "kept") (fs/symlink "d/link" "/keep")
  (println (fs/move "d" "/tmp/new") (slurp "/tmp/new/e/f") (name (:type (fs/stat "/tmp/new/link" {:follow false}))))'
does 'false []' '(fs/make-dir "d") (fs/chmod "d" 493) (spit "d/f" "x") (fs/chmod "d/f" 0)
  (try (fs/move "d" "/tmp/new") (catch PermissionError e nil)) (println (fs/exists? "/tmp/new") (fs/list-dir "/tmp")) (fs/delete-tree "d") nil'
equal "$(listing)" "$before" 'what is left after moving'

# A directory that others swap for a link all the time
does 'done 2' "(require 'os)"'
  (let [going (atom true)
        swap (future (while @going
                       (try (fs/make-dir "d/x/y") (spit "d/x/y/f" "") (catch OSError _))
                       (try (os/rename "d/x" "d/z") (fs/symlink "d/x" "/keep") (catch OSError _))))]
    (dotimes [_ 300] (try (fs/delete-tree "d") (catch OSError _)))
    (reset! going false)
    @swap
    (dotimes [_ 3] (try (fs/delete-tree "d") (catch OSError _)))
    (println "done" (count (fs/list-dir "/keep"))))'
equal "$(listing)" "$before" 'what is left after swapping'

# A file system that is mounted below: refused, and deleted when asked for
mkdir "$tree/work/d" "$tree/work/d/m"
echo x > "$tree/work/d/file"
fails 1 '*not deleted: d/m is on another file system*' ./boxed --bind "$PWD/other" /work/d/m /cljsh/cljsh -e "$uses" -e '(fs/delete-tree "d")'
equal "$(cat other/file)" kept 'what is mounted below'
fails 1 '*Device or resource busy*' ./boxed --bind "$PWD/other" /work/d/m /cljsh/cljsh -e "$uses" -e '(fs/delete-tree "d" {:mounts true})'
equal "$(ls other)" '' 'what is mounted below, when that is asked for'
