# SPDX-License-Identifier: MIT
# sh/fields.sh FOLDER
[ -s "$1/shell-lines" ] || awk 'BEGIN { for (i = 0; i < 10000; i++) print i " some words:of:a line" }' > "$1/shell-lines"
while IFS=: read a b c d; do x=$b; done < "$1/shell-lines"
echo $x
