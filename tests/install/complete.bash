# complete.bash COMPLETION LINE: prints the line with its last word completed, and how many ways there are. It does what
# readline does, but for its own quoting.
source "$1"
eval "COMP_WORDS=($2)"
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_interleave 2>&1
((${#COMPREPLY[@]} == 0)) || COMP_WORDS[COMP_CWORD]=${COMPREPLY[0]}
words=("${COMP_WORDS[@]// /\\ }")
echo "${words[*]} ${#COMPREPLY[@]}"
