using System.Security.Cryptography;
using System.Text;

namespace DiffMH.Engine.Designs;

/// <summary>The streams from which a design draws.</summary>
internal static class DesignStream
{
    /// <summary>A stream at its beginning.</summary>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="name">The axis' path, or the key of what is drawn: its hash stands in the place of a point's stream key.</param>
    public static RandomStream For(ulong seed, string name) =>
        RandomSource.For(seed, SHA256.HashData(Encoding.UTF8.GetBytes(name)), replicate: 0).Open(chain: 0, ChainPass.At(0), StreamRole.Design);
}
