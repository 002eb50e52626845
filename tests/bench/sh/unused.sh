# SPDX-License-Identifier: MIT
# sh/unused.sh FOLDER: 20,000 lines of functions that nobody calls.
[ -s "$1/shell-unused" ] || awk 'BEGIN { for (i = 0; i < 4000; i++) {
    print "f" i "() {"
    print "    if [ \"$1\" = x ]; then echo \"$2 y\" > /dev/null; fi"
    print "    for k in a b c; do case $k in a) : ;; *) x=$((x+1)) ;; esac; done"
    print "    return 0"
    print "}" } }' > "$1/shell-unused"
. "$1/shell-unused"
echo done
