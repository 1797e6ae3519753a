using System.CommandLine;
using System.CommandLine.Invocation;

namespace DiffMH.Client.Commands;

/// <summary>Prints the version of this assembly: the usual action prints the entry assembly's, which in a test is the test's.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"diffmh {Provenance.OfProcess.Diffmh}");
        return (int)ExitCode.Done;
    }
}
