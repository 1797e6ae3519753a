using DiffMH.Tests.Support;

namespace DiffMH.Tests.Streams;

/// <summary>Names of streams.</summary>
public sealed class RandomSourceTests
{
    // Computed from the definition by a program of its own.
    private const ulong Golden = 10719434997906446011;
    private static readonly byte[] Key = TestSeed.Key("names");

    [Fact]
    public void Equal_names_give_equal_streams() => Assert.Equal(First(1, Key, 2, 3, ChainPass.At(4), StreamRole.Primal), First(1, Key, 2, 3, ChainPass.At(4), StreamRole.Primal));

    [Fact]
    public void A_stream_has_the_first_words_that_its_name_had_when_it_was_introduced() =>
        Assert.Equal(Golden, First(20230613, new byte[32], 0, 0, ChainPass.At(0), StreamRole.Primal));

    [Fact]
    public void Every_part_of_the_name_counts()
    {
        var other = (byte[])Key.Clone();
        other[31] ^= 1;
        ulong[] words =
        [
            First(1, Key, 2, 3, ChainPass.At(4), StreamRole.Primal),
            First(2, Key, 2, 3, ChainPass.At(4), StreamRole.Primal),
            First(1, other, 2, 3, ChainPass.At(4), StreamRole.Primal),
            First(1, Key, 3, 3, ChainPass.At(4), StreamRole.Primal),
            First(1, Key, 2, 4, ChainPass.At(4), StreamRole.Primal),
            First(1, Key, 2, 3, ChainPass.At(5), StreamRole.Primal),
            First(1, Key, 2, 3, ChainPass.At(4), StreamRole.Coupling),
            First(1, Key, 2, 3, ChainPass.At(4), StreamRole.Pruning),
            First(1, Key, 2, 3, ChainPass.At(4), StreamRole.Start),
            First(1, Key, 2, 3, ChainPass.Final, StreamRole.Primal),
            First(1, Key, 2, 3, ChainPass.At(0), StreamRole.Primal),
        ];
        Assert.Equal(words.Length, words.Distinct().Count());
    }

    [Fact]
    public void A_stream_key_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => RandomSource.For(1, new byte[31], 0));

    private static ulong First(ulong seed, byte[] key, int replicate, int chain, ChainPass pass, StreamRole role) =>
        RandomSource.For(seed, key, replicate).Open(chain, pass, role).NextBits();
}
