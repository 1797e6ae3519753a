using System.CommandLine;
using System.CommandLine.Completions;

namespace DiffMH.Client.Completion;

/// <summary>Carries out the directive <c>[suggest:POSITION]</c>, which completion scripts use.</summary>
internal static class Suggestions
{
    /// <summary>Whether a command line asks for suggestions. What follows the directive is another command line, which need not be right.</summary>
    public static bool AreWanted(RootCommand root, ParseResult parse) => parse.GetResult(root.Directives.OfType<SuggestDirective>().Single()) is not null;

    /// <summary>What could stand at the position, one in each line.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="words">The directive and the line to be completed.</param>
    public static IEnumerable<string> Of(RootCommand root, IReadOnlyList<string> words)
    {
        var line = words.Count > 1 ? words[^1] : "";
        var position = int.TryParse(words[0].TrimEnd(']').Split(':')[^1], out var given) ? Math.Clamp(given, 0, line.Length) : line.Length;
        var space = line[..position].IndexOf(' ', StringComparison.Ordinal);
        var typed = root.Name + (space < 0 ? "" : line[space..position]);   // the program may be called by any path
        var word = typed[(typed.LastIndexOf(' ') + 1)..];

        // The library matches anywhere in a word, a shell at its beginning; and options are for those who begin with a dash.
        var parse = root.Parse(typed);
        return parse.UnmatchedTokens.Any(token => token != word) ? [] : parse.GetCompletions(typed.Length)
            .Select(item => item.Label)
            .Where(label => label.StartsWith(word, StringComparison.Ordinal) && (word.StartsWith('-') || !label.StartsWith('-')))
            .Where(label => label is not ("-?" or "/?" or "/h"))
            .Distinct();
    }
}
