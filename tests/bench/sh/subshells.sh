# SPDX-License-Identifier: MIT
i=0
while [ $i -lt 3000 ]; do
    ( cd /; x=1 )
    echo a | read b
    i=$((i+1))
done
echo $i
