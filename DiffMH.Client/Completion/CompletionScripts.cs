namespace DiffMH.Client.Completion;

/// <summary>What a shell must run to complete DiffMH's command lines: each script asks the program itself, by its <c>[suggest:POSITION]</c> directive.</summary>
internal static class CompletionScripts
{
    /// <summary>The script of a shell.</summary>
    public static string Of(Shell shell) => shell switch
    {
        Shell.Bash => Bash,
        Shell.Zsh => Zsh,
        _ => PowerShell,
    };

    /// <remarks>Colons and equal signs end a word for bash and not for DiffMH, so what stands before the last of them is cut off again.</remarks>
    private const string Bash = """
        # Completion of diffmh for bash. Once: source <(diffmh completion bash)
        # Always: diffmh completion bash > ~/.local/share/bash-completion/completions/diffmh
        _diffmh() {
            local line=${COMP_LINE:0:COMP_POINT} word found
            word=${line##*[[:space:]]}
            COMPREPLY=()
            while IFS= read -r found; do
                [[ $found == "$word"* ]] || continue
                [[ $found == */ ]] && compopt -o nospace 2>/dev/null
                printf -v found '%q' "$found"
                COMPREPLY+=("${found#"${word%"${word##*[:=]}"}"}")
            done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -F _diffmh diffmh

        """;

    /// <remarks>In a folder of <c>$fpath</c> the file is the function, which zsh loads at the first completion and calls at once; sourced, it registers it.</remarks>
    private const string Zsh = """
        #compdef diffmh
        # Completion of diffmh for zsh. Once: source <(diffmh completion zsh), after compinit
        # Always: diffmh completion zsh > FOLDER/_diffmh, where FOLDER is one of $fpath
        _diffmh() {
            local line="${(j: :)words[1,CURRENT]}" found
            local -a all folders
            all=("${(@f)$(${words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)}")
            folders=(${(M)all:#*/})
            compadd -S '' -- $folders
            compadd -- ${all:|folders}
        }
        if [[ $funcstack[1] == _diffmh ]]; then
            _diffmh "$@"
        else
            compdef _diffmh diffmh
        fi

        """;

    private const string PowerShell = """
        # Completion of diffmh for PowerShell. Once: diffmh completion powershell | Out-String | Invoke-Expression
        # Always: put that line into the file that $PROFILE names
        Register-ArgumentCompleter -Native -CommandName diffmh -ScriptBlock {
            param($word, $command, $position)
            $line = "$command".PadRight($position).Substring(0, $position)
            $program = $command.CommandElements[0].Value
            & $program "[suggest:$position]" "$line" 2>$null | Where-Object { $_.StartsWith($word) } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;
}
