using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary>The options <c>-q</c> and <c>-v</c>, which every command has. The commands of a group share theirs with it, so that they may stand at either place.</summary>
internal sealed class VerbosityOptions
{
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "say nothing but warnings and errors on standard error" };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "say what is done, with times, addresses and ids" };

    /// <summary>Gives them to a command.</summary>
    /// <returns>These options.</returns>
    public VerbosityOptions AddTo(Command command)
    {
        command.Add(quiet);
        command.Add(verbose);
        command.Validators.Add(result =>
        {
            if (result.GetValue(quiet) && result.GetValue(verbose))
            {
                result.AddError("-q and -v: expected one of them");
            }
        });
        return this;
    }

    /// <summary>What was given.</summary>
    public Verbosity Of(ParseResult parse) =>
        parse.GetValue(quiet) ? Verbosity.Quiet : parse.GetValue(verbose) ? Verbosity.Verbose : Verbosity.Normal;
}
