using System.Security.Cryptography;
using System.Text;

namespace DiffMH.Silo.Security;

/// <summary>A secret that whoever changes anything must know. It is nowhere written out: not by this type, in no message and in no store.</summary>
public sealed class Token
{
    /// <summary>What a token is, for messages.</summary>
    public const string Form = "16 … 512 letters, digits and signs without blanks, as openssl rand -hex 32 makes them";

    /// <summary>What calls carry it as.</summary>
    internal const string Key = "diffmh-token";

    private const int Shortest = 16;
    private const int Longest = 512;

    private readonly byte[] hash;

    private Token(string text) => (Text, hash) = (text, Hash(text));

    /// <summary>The secret itself.</summary>
    internal string Text { get; }

    /// <summary>Reads one; null where the text is none.</summary>
    public static Token? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is >= Shortest and <= Longest && text.All(letter => letter is > ' ' and <= '~') ? new(text) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => "a token";

    /// <summary>Whether a call carries it. Takes as long whatever it carries: hashes are compared, in constant time.</summary>
    internal bool Matches(string? carried) => carried is not null && CryptographicOperations.FixedTimeEquals(hash, Hash(carried));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
