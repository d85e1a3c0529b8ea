# Completion of resedge for bash. In ~/.bashrc: source <(resedge completion bash)

_resedge() {
  local rest=${COMP_LINE:0:COMP_POINT} words=() piece last= before quote= reply line after=
  local -i i count=0
  COMPREPLY=()

  # Bash takes = and : for the end of a word; resedge does not. `before` is what bash has behind it.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    if ((i == 0)) || [[ $rest == [[:space:]]* ]]; then
      count+=1
      words[count - 1]=
      rest=${rest#"${rest%%[![:space:]]*}"}
    fi
    piece=${COMP_WORDS[i]}
    ((i == COMP_CWORD)) && piece=$rest
    before=${words[count - 1]}
    words[count - 1]=$before$piece
    rest=${rest#"$piece"}
  done

  before=${before//[\'\"\\]/}
  case $piece in
    [\'\"]*) quote=${piece:0:1} last=$before${piece:1} ;;
    [=:]*) before=$before$piece last=$before ;;
    *) last=$before${piece//\\/} ;;
  esac
  words=("${words[@]:1:count - 2}")
  words=("${words[@]//[\'\"\\]/}")

  while IFS= read -r line; do
    if [[ $line == :* ]]; then
      after=$line
      continue
    fi
    reply=${line%%$'\t'*}
    reply=${reply#"$before"}
    if [[ $quote == '"' ]]; then
      reply=${reply//\"/\\\"}
    elif [[ -z $quote && $reply == *[[:space:]\(\)\'\"\\\$\;\&\|\<\>\*\?]* ]]; then
      printf -v reply %q "$reply"
    fi
    COMPREPLY+=("$reply")
  done < <(__resedge_complete "${words[@]}" "$last" 2>/dev/null)

  case $after in
    :open) compopt -o nospace ;;
    :files) compopt -o default ;;
    :folders) compopt -o dirnames ;;
  esac 2>/dev/null
}

# The word resedge stands for an alias as well; a path is another program.
__resedge_complete() {
  case ${COMP_WORDS[0]} in
    */*) "${COMP_WORDS[0]}" __complete -- "$@" ;;
    *) resedge __complete -- "$@" ;;
  esac
}

complete -F _resedge resedge
