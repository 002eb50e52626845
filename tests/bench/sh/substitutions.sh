# SPDX-License-Identifier: MIT
i=0
while [ $i -lt 5000 ]; do
    x=$(echo x)
    i=$((i+1))
done
echo $x
