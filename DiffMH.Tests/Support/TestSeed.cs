using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DiffMH.Tests.Support;

/// <summary>The base seed of all statistical tests: fixed, not chosen; another one in DIFFMH_TEST_SEED must pass as well.</summary>
public static class TestSeed
{
    /// <summary>The seed.</summary>
    public static ulong Base { get; } =
        Environment.GetEnvironmentVariable("DIFFMH_TEST_SEED") is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : 20230613;

    /// <summary>A stream key from a name in words.</summary>
    public static byte[] Key(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));

    /// <summary>The stream of one chain of a test.</summary>
    public static RandomStream Open(string name, int chain) =>
        RandomSource.For(Base, Key(name), 0).Open(chain, ChainPass.At(0), StreamRole.Primal);
}
