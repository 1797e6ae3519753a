using System.Collections.Immutable;
using System.Globalization;
using DiffMH.Client.Results.Document;
using DiffMH.Silo.Security;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>cluster certs</c>.</summary>
/// <param name="terminal">Where to write, and the clock.</param>
internal sealed class MakeCertificates(Terminal terminal)
{
    /// <summary>Makes what is missing.</summary>
    public async Task<ExitCode> Run(string folder, OutputFormat format)
    {
        ImmutableArray<CertificatesDocument.Made> made =
            [.. TlsAuthority.Make(folder, terminal.Time.GetUtcNow()).Select(one => new CertificatesDocument.Made(one.File, Path.ChangeExtension(one.File, ".key"), one.Until))];
        await terminal.Print(format, new CertificatesDocument(made), () => Text(made));
        return ExitCode.Done;
    }

    private static string Text(ImmutableArray<CertificatesDocument.Made> made) =>
        string.Concat(made.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.File} with {one.Key}, valid until {one.ValidUntil.UtcDateTime:yyyy-MM-dd}\n")))
        + "Silos need ca.pem, silo.pem and silo.key, clients ca.pem, client.pem and client.key. Keep ca.key where neither runs.\n";
}
