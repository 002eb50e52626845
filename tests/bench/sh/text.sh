# SPDX-License-Identifier: MIT
c=0123456789 x= i=0
while [ $i -lt 20000 ]; do
    x=$x" $c"
    i=$((i+1))
done
set -- $x
echo $#
