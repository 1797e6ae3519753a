using System.Security.Cryptography;
using System.Text;

namespace DiffMH.Engine.Verification;

/// <summary>The random streams of a verification, each with a name of its own.</summary>
/// <param name="seed">The seed.</param>
internal sealed class NamedStreams(ulong seed)
{
    /// <summary>The seed.</summary>
    public ulong Seed => seed;

    /// <summary>A stream key.</summary>
    public static byte[] Key(string name) => SHA256.HashData(Encoding.UTF8.GetBytes("verify " + name));

    /// <summary>The stream with a name, at its beginning.</summary>
    public RandomStream Open(string name, StreamRole role = StreamRole.Primal) => RandomSource.For(seed, Key(name), 0).Open(0, ChainPass.At(0), role);
}
