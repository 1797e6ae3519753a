using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DiffMH.Client.Completion;
using DiffMH.Client.Formatting;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Commands;

/// <summary>Arguments and options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>Where built plugins are by default: beside the executable, where the build lays them out.</summary>
    public static string DefaultPlugins => Path.Combine(AppContext.BaseDirectory, "plugins");

    public static Argument<string> SweepFile()
    {
        var file = new Argument<string>("FILE") { Description = "the sweep file (YAML)", HelpName = "FILE" };
        file.CompletionSources.Add(new PathSuggestions(".yaml", ".yml").For);
        return file;
    }

    public static Argument<string> Sweep()
    {
        var sweep = new Argument<string>("ID") { Description = "the sweep: its id, its name, or enough of the beginning of either", HelpName = "ID" };
        sweep.CompletionSources.Add(SweepSuggestions.For);
        return sweep;
    }

    /// <summary>The format of the answer.</summary>
    /// <param name="isTable">Whether the answer is a table, which can be CSV.</param>
    public static Option<OutputFormat> Output(bool isTable)
    {
        string[] words = ["table", "json", .. isTable ? new[] { "csv" } : []];
        var option = new Option<OutputFormat>("--output", "-o") { Description = $"table for people, json for programs{(isTable ? ", csv for spreadsheets" : "")} (default: table)" };
        return option.OneOf("-o", words);
    }

    public static Option<string> Plugins() => Folder("--plugins", "the plugins folder, which has a folder for each built plugin (default: plugins beside this program)");

    /// <summary>A command line to be typed, with the plugins folder where it is not the default.</summary>
    /// <param name="plugins">The plugins folder.</param>
    /// <param name="words">The command with its arguments.</param>
    public static string Line(string plugins, params IEnumerable<string> words) => ShellWords.Line([ProgramName.OfProcess, .. words, .. PluginsWords(plugins)]);

    /// <summary>The words that name a plugins folder; none for the default.</summary>
    public static IEnumerable<string> PluginsWords(string plugins) => plugins == DefaultPlugins ? [] : ["--plugins", plugins];

    /// <summary>A folder.</summary>
    public static Option<string> Folder(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "FOLDER" };
        option.CompletionSources.Add(new PathSuggestions().For);
        return option;
    }

    /// <summary>Has help show, a shell suggest and errors name these words, where the library would have the names of an enumeration and of its type.</summary>
    /// <param name="option">The option.</param>
    /// <param name="name">As errors call it.</param>
    /// <param name="words">What it takes.</param>
    public static Option<T> OneOf<T>(this Option<T> option, string name, params string[] words)
    {
        option.HelpName = string.Join('|', words);
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        option.Validators.Add(result => RequireOneOf(result, name, words));
        return option;
    }

    /// <summary>As above, for an argument.</summary>
    public static Argument<T> OneOf<T>(this Argument<T> argument, params string[] words)
    {
        argument.HelpName = string.Join('|', words);
        argument.CompletionSources.Clear();
        argument.CompletionSources.Add(words);
        argument.Validators.Add(result => RequireOneOf(result, argument.Name, words));
        return argument;
    }

    /// <summary>The store; <see cref="Settings.MachineStore"/> says which it is where the option is not given.</summary>
    public static Option<string> Store() => new("--store")
    {
        Description = "where silos keep their state and find each other: sqlite:PATH or redis://HOST:PORT (default: DIFFMH__STORE, else state.db in the user's data folder)",
        HelpName = "STORE",
    };

    /// <summary>The certificates of this machine.</summary>
    public static Option<string> Tls() => Folder("--tls", "the folder of certificates, where silos ask for TLS (default: DIFFMH__TLS, else connections are plain)");

    /// <summary>The token, in a file: others on the machine could read it in a command line.</summary>
    public static Option<string> TokenFile()
    {
        var option = new Option<string>("--token-file") { Description = "the file of the token, where silos ask for one (default: DIFFMH__TOKENFILE, else the token in DIFFMH__TOKEN)", HelpName = "FILE" };
        option.CompletionSources.Add(new PathSuggestions("", ".token", ".txt").For);
        return option;
    }

    public static Option<string[]> Set()
    {
        var option = new Option<string[]>("--set")
        {
            Description = "override a key of the file by its dotted path; may be repeated",
            HelpName = "path=value",
            DefaultValueFactory = _ => [],
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
            {
                result.AddError($"--set {token.Value}: expected path=value, as in --set chain.draws=2000");
            }
        });
        return option;
    }

    /// <summary>A whole number ≥ 1.</summary>
    public static Option<int?> Count(string name, string description) => AtLeast(1, name, description);

    /// <summary>How long a plugin's code may take without returning, in seconds.</summary>
    public static Option<int?> BatchLimit()
    {
        var (least, most) = ((int)DiffMHOptions.LeastBatchLimit.TotalSeconds, (int)DiffMHOptions.MostBatchLimit.TotalSeconds);
        var option = new Option<int?>("--batch-limit") { Description = "how long a plugin's code may take without returning before its point fails (default: 60)", HelpName = "SECONDS" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most))
            {
                result.AddError($"--batch-limit {text}: expected {least} … {most} seconds");
            }
        });
        return option;
    }

    /// <summary>A whole number that is not too small.</summary>
    public static Option<int?> AtLeast(int least, string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least))
            {
                result.AddError($"{name} {text}: expected at least {least}, a whole number");
            }
        });
        return option;
    }

    private static void RequireOneOf(SymbolResult result, string name, string[] words)
    {
        if (result.Tokens is [{ Value: var word }] && !words.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            result.AddError($"{name} {word}: expected one of {string.Join(", ", words)}");
        }
    }
}
