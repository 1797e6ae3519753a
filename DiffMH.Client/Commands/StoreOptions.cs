using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary>The options of every command that works on a store: <c>--store</c>, <c>--tls</c>, <c>--token-file</c>, <c>-o</c>, <c>-q</c>, <c>-v</c>.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string> tls = CommonOptions.Tls(), tokenFile = CommonOptions.TokenFile();
    private readonly Option<OutputFormat> format;
    private readonly VerbosityOptions verbosity;

    private StoreOptions(Command command, bool isTable, VerbosityOptions verbosity)
    {
        this.verbosity = verbosity;
        command.Add(store);
        command.Add(tls);
        command.Add(tokenFile);
        command.Add(format = CommonOptions.Output(isTable));
        verbosity.AddTo(command);
    }

    /// <summary>Gives them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isTable">Whether its answer is a table, which can be CSV.</param>
    /// <param name="verbosity">The options of its group; null for its own.</param>
    public static StoreOptions AddTo(Command command, bool isTable, VerbosityOptions? verbosity = null) => new(command, isTable, verbosity ?? new());

    /// <summary>What was given.</summary>
    public StoreRequest Of(ParseResult parse) => new(parse.GetValue(store), parse.GetValue(format), verbosity.Of(parse), parse.GetValue(tls), parse.GetValue(tokenFile));
}
