# SPDX-License-Identifier: MIT
i=0
while [ $i -lt 1000 ]; do
    x=$(/bin/echo a)
    i=$((i+1))
done
echo $x
