# SPDX-License-Identifier: MIT
# sh/pathnames.sh FOLDER
mkdir -p "$1/shell-names"
cd "$1/shell-names" || exit
i=0
[ -f file1999.txt ] || while [ $i -lt 2000 ]; do
    : > file$i.txt
    i=$((i+1))
done
i=0
while [ $i -lt 300 ]; do
    set -- *1*.txt
    i=$((i+1))
done
echo $#
