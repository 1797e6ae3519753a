using System.Text;
using DiffMH.Client.Commands;
using DiffMH.Silo.Security;

namespace DiffMH.Client.Settings;

/// <summary>What the silos and the commands of this machine show others.</summary>
internal static class MachineCredentials
{
    /// <summary>The setting that names the folder of certificates: <c>--tls</c>, <c>DIFFMH__TLS</c>.</summary>
    public const string Tls = "Tls";

    /// <summary>The setting that has the token: <c>DIFFMH__TOKEN</c>. No option: others on the machine could read it.</summary>
    public const string Token = "Token";

    /// <summary>The setting that names the token's file, and wins over the token: <c>--token-file</c>, <c>DIFFMH__TOKENFILE</c>.</summary>
    public const string TokenFile = "TokenFile";

    /// <summary>More than any token and an end of line take.</summary>
    private const int MostBytes = 1024;

    /// <summary>Those of a client command.</summary>
    /// <exception cref="CommandException">A token is none, or its file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A certificate cannot be used.</exception>
    public static Credentials Of(StoreRequest request, TimeProvider time) =>
        Of(MachineSettings.Read(file: null, new Dictionary<string, string?> { [Tls] = request.Tls, [TokenFile] = request.TokenFile }), TlsRole.Client, time);

    /// <summary>Those that are set.</summary>
    /// <inheritdoc cref="Of(StoreRequest, TimeProvider)"/>
    public static Credentials Of(MachineSettings settings, TlsRole role, TimeProvider time) =>
        new(settings[Tls] is { } folder ? TlsIdentity.Load(folder, role, time.GetUtcNow()) : null, FindToken(settings));

    private static Token? FindToken(MachineSettings settings)
    {
        var (name, text) = settings[TokenFile] is { } file ? (TokenFile, Read(file, settings.Given(TokenFile))) : (Token, settings[Token]);
        return text is null ? null : DiffMH.Silo.Security.Token.TryParse(text)
            ?? throw new CommandException(ExitCode.Usage, $"{settings.Given(name)} has no token, but {text.Length} characters that are none; expected {DiffMH.Silo.Security.Token.Form}");
    }

    private static string Read(string file, string given)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var bytes = new byte[MostBytes];
            var count = stream.ReadAtLeast(bytes, MostBytes, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(bytes, 0, count).TrimEnd('\r', '\n');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{given} is '{file}', which cannot be read: {problem.Message} It must be a file with the token and nothing else.");
        }
    }
}
