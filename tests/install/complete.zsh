# complete.zsh FOLDER LINE: an interactive shell, in a terminal of its own, with the completions in the folder, gets the
# line, Tab, and a key that prints what the line is then: line<…>
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT=; fpath=($1 \$fpath); autoload -U compinit; compinit -u -D; unset zle_bracketed_paste"
zpty -w shell "tell() { print -r -- \"line<\$BUFFER>\"; BUFFER=; zle accept-line }; zle -N tell; bindkey '^X' tell"
zpty -w shell "print rea'dy'"
zpty -r shell text '*ready*'
zpty -n -w shell "$2"$'\t\x18'
zpty -r shell text '*line<*>*'
print -r -- "$text"
zpty -d shell
