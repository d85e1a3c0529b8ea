# Completion of resedge for fish: resedge completion fish > ~/.config/fish/completions/resedge.fish

function __resedge_complete
    set -l typed (commandline -opc)
    set -e typed[1]
    set -l current (commandline -ct | string trim --left --chars "'\"")
    set -l lines (resedge __complete -- $typed "$current" 2>/dev/null)
    or return
    switch "$lines[-1]"
        case :files
            __fish_complete_path "$current"
        case :folders
            __fish_complete_directories "$current"
        case '*'
            string match --invert --regex '^:' -- $lines
    end
end

complete -c resedge -f -a '(__resedge_complete)'
