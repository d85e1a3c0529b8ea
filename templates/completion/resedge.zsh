#compdef resedge
# Completion of resedge for zsh. In ~/.zshrc, behind compinit: source <(resedge completion zsh)

_resedge() {
  local -a typed lines found suffix
  local line word

  typed=("${(@Q)words[1,CURRENT-1]}")
  shift typed
  lines=("${(@f)$(resedge __complete -- "${typed[@]}" "${(Q)PREFIX}" 2>/dev/null)}")

  case ${lines[-1]} in
    (:files) _files; return ;;
    (:folders) _files -/; return ;;
    (:open) suffix=(-S '') ;;
  esac

  for line in "${lines[@]}"; do
    [[ $line == :* || -z $line ]] && continue
    word=${line%%$'\t'*}
    found+=("${word//:/\\:}:${line#*$'\t'}")
  done
  _describe -t resedge resedge found "${suffix[@]}"
}

if [[ ${funcstack[1]} == _resedge ]]; then
  _resedge "$@"
else
  compdef _resedge resedge
fi
