using DiffMH.Client.Formatting;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Commands;

/// <summary>What every command that works on a store was asked.</summary>
/// <param name="Store">The store; null for the machine's own.</param>
/// <param name="Format">How results are printed.</param>
/// <param name="Verbosity">How much is said.</param>
public sealed record StoreRequest(string? Store = null, OutputFormat Format = OutputFormat.Table, Verbosity Verbosity = Verbosity.Normal)
{
    /// <summary>The command line of another command on the same store.</summary>
    /// <param name="words">The command with its arguments.</param>
    public string Line(params IEnumerable<string> words) => ShellWords.Line([ProgramName.OfProcess, .. words, .. Shown is null ? Array.Empty<string>() : ["--store", Shown]]);

    /// <summary>The store without the password that its address may have.</summary>
    private string? Shown => Store is null ? null : RedisAddress.TryParse(Store)?.ToString() ?? StoreAddress.Shown(Store);
}
