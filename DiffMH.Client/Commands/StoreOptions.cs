using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary>The options of every command that works on a store: <c>--store</c>, <c>-o</c>, <c>-q</c>, <c>-v</c>.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<OutputFormat> format = CommonOptions.Output();
    private readonly VerbosityOptions verbosity;

    private StoreOptions(Command command)
    {
        command.Add(store);
        command.Add(format);
        verbosity = VerbosityOptions.AddTo(command);
    }

    /// <summary>Gives them to a command.</summary>
    public static StoreOptions AddTo(Command command) => new(command);

    /// <summary>What was given.</summary>
    public StoreRequest Of(ParseResult parse) => new(parse.GetValue(store), parse.GetValue(format), verbosity.Of(parse));
}
