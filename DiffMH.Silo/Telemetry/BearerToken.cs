using System.Security.Cryptography;
using System.Text;

namespace DiffMH.Silo.Telemetry;

/// <summary>A secret that who asks must know, sent as <c>Authorization: Bearer TOKEN</c>.</summary>
internal sealed class BearerToken
{
    /// <summary>So long that nobody guesses it.</summary>
    public const int LeastLength = 16;

    private const string Scheme = "Bearer ";

    private readonly byte[] hash;

    private BearerToken(string token) => hash = Hash(token);

    /// <summary>Reads it from a file, whose content it is but for white space around it.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">What it holds is no token.</exception>
    public static BearerToken Read(string file)
    {
        var token = File.ReadAllText(file).Trim();
        return token.Length >= LeastLength && token.All(letter => letter is > ' ' and <= '~')
            ? new(token)
            : throw new InvalidDataException($"The token in '{file}' has {token.Length} characters; it must be at least {LeastLength}, printable and without blanks, as 'openssl rand -hex 32' writes.");
    }

    /// <summary>Whether a header has it. The time this takes says nothing about the token.</summary>
    /// <param name="authorization">The header; null where it was not sent.</param>
    public bool IsIn(string? authorization) =>
        authorization is not null
        && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(authorization[Scheme.Length..].Trim()), hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
