# SPDX-License-Identifier: MIT
# sh/lines.sh FOLDER: lines with five expansions each.
[ -s "$1/shell-lines" ] || awk 'BEGIN { for (i = 0; i < 10000; i++) print i " some words:of:a line" }' > "$1/shell-lines"
n=0
while IFS= read -r line; do
    a=${line%% *} b=${line#* } c=${#line} d=${line%:*} e=${line##*:}
    n=$((n+c))
done < "$1/shell-lines"
echo $n
