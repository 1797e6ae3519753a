using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary>The options <c>-q</c> and <c>-v</c>, which every command has.</summary>
internal sealed class VerbosityOptions
{
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "say nothing but warnings and errors on standard error" };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "say what is done, with times, addresses and ids" };

    /// <summary>Gives them to a command.</summary>
    public static VerbosityOptions AddTo(Command command)
    {
        var options = new VerbosityOptions();
        command.Add(options.quiet);
        command.Add(options.verbose);
        command.Validators.Add(result =>
        {
            if (result.GetValue(options.quiet) && result.GetValue(options.verbose))
            {
                result.AddError("-q and -v: expected one of them");
            }
        });
        return options;
    }

    /// <summary>What was given.</summary>
    public Verbosity Of(ParseResult parse) =>
        parse.GetValue(quiet) ? Verbosity.Quiet : parse.GetValue(verbose) ? Verbosity.Verbose : Verbosity.Normal;
}
