# SPDX-License-Identifier: MIT
i=0
while [ $i -lt 15000 ]; do
    echo hello > /dev/null
    read x <<EOF
text $i
EOF
    i=$((i+1))
done
echo $x
