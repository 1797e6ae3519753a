using System.Security.Cryptography;

namespace DiffMH;

/// <summary>A setting that is a file beside the sweep file: its bytes, never its path. They are read once, when the sweep is submitted, and known by their hash from then on.</summary>
public sealed class DataFile
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>What stands before the hash in <see cref="Reference"/>.</summary>
    public const string Scheme = "sha256:";

    private readonly Lazy<NumberTable> numbers;

    private DataFile(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        numbers = new(Table);
    }

    /// <summary>The content.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>How a resolved sweep file names it: <c>sha256:</c> and the hash.</summary>
    public string Reference => Scheme + Hash;

    /// <summary>The content as a table of numbers: a row for each line. It is parsed once.</summary>
    /// <exception cref="DataFormatException">It is no such table; says in which line.</exception>
    public NumberTable Numbers => numbers.Value;

    /// <summary>A file with this content, which nobody may change afterwards.</summary>
    public static DataFile Of(ReadOnlyMemory<byte> bytes) => new(bytes);

    private NumberTable Table()
    {
        try
        {
            return NumberTable.Parse(Bytes.Span);
        }
        catch (FormatException wrong)
        {
            throw new DataFormatException(this, wrong.Message);
        }
    }
}
