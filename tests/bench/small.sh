# SPDX-License-Identifier: MIT
# What small.clj does, in bash with two external tools.
declare -A groups ignore=([sync]=1 [nobody]=1)
total=0 counted=0
shells=" $(grep -v '^#' /etc/shells | tr '\n' ' ') "
while IFS=: read -r name _ uid _ _ home shell; do
    total=$((total + 1))
    [ "${ignore[$name]}" ] || counted=$((counted + 1))
    case $shells in *" $shell "*) groups[$shell]+=" $name" ;; esac
done < /etc/passwd
echo "$total users, $counted of them counted"
mapfile -t sorted < <(printf '%s\n' "${!groups[@]}" | sort)
for shell in "${sorted[@]}"; do
    read -ra names <<< "${groups[$shell]}"
    # the names of a shell are few: sorted here
    for ((i = 1; i < ${#names[@]}; i++)); do
        for ((j = i; j > 0; j--)); do
            [[ ${names[j]} < ${names[j - 1]} ]] || break
            t=${names[j]} names[j]=${names[j - 1]} names[j - 1]=$t
        done
    done
    printf '%-20s %s\n' "$shell" "${names[*]}"
done
