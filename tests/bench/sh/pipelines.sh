# SPDX-License-Identifier: MIT
i=0
while [ $i -lt 500 ]; do
    /bin/echo a | /bin/cat | /bin/cat > /dev/null
    i=$((i+1))
done
echo $i
