using DiffMH.Client.Formatting;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Commands;

/// <summary>What every command that works on a store was asked.</summary>
/// <param name="Store">The store; null for the machine's own.</param>
/// <param name="Format">How results are printed.</param>
/// <param name="Verbosity">How much is said.</param>
/// <param name="Tls">The folder of certificates; null for the machine's own, if any.</param>
/// <param name="TokenFile">The file of the token; null for the machine's own, if any.</param>
public sealed record StoreRequest(
    string? Store = null, OutputFormat Format = OutputFormat.Table, Verbosity Verbosity = Verbosity.Normal, string? Tls = null, string? TokenFile = null)
{
    /// <summary>The command line of another command on the same store.</summary>
    /// <param name="words">The command with its arguments.</param>
    public string Line(params IEnumerable<string> words) => ShellWords.Line([ProgramName.OfProcess, .. words, .. Given("--store", Shown), .. Given("--tls", Tls), .. Given("--token-file", TokenFile)]);

    private static string[] Given(string option, string? value) => value is null ? [] : [option, value];

    /// <summary>The store without the password that its address may have.</summary>
    private string? Shown => Store is null ? null : RedisAddress.TryParse(Store)?.ToString() ?? StoreAddress.Shown(Store);
}
