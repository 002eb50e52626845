# SPDX-License-Identifier: MIT
f() {
    local x=$1
    x=$x$2
    return 0
}
i=0
while [ $i -lt 100000 ]; do
    f a b
    y=$?
    i=$((i+1))
done
echo $y
