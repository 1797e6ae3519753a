using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Runs;

public sealed class TraceDigestTests
{
    private static readonly double[] First = [1.5, -2.25, 0.125, 7, double.NaN];
    private static readonly double[] Second = [1.75, -2, 0.5, -0.0, 1e-300];

    [Fact]
    public void The_digest_of_a_known_trace_is_the_one_computed_elsewhere()
    {
        // Python: hashlib and struct, from the description of the canonical form.
        Assert.Equal("sha256:ac3a14cf633445277a9ad35276e15b338d494d881ad17ff7fdc0b066cb2619d5", Digest(("b", Block(0, First)), ("a", Block(0, Second)), ("b", Block(1, Second))));
        Assert.Equal("sha256:90ac09fdc3b923e2a2b76cecacde5fd8ee93a7122db652202927e782cb78762b", Digest());
    }

    [Fact]
    public void The_order_of_points_does_not_matter_nor_how_their_rows_are_cut()
    {
        var both = new TraceBlock(1, [0, 1], [0, 0], Vector.Of([.. First, .. Second]));
        Assert.Equal(Digest(("a", both), ("b", Block(0, First))), Digest(("a", Block(0, First)), ("b", Block(0, First)), ("a", Block(1, Second))));
    }

    [Fact]
    public void Every_bit_matters()
    {
        var digest = Digest(("a", Block(0, First)));
        for (var i = 0; i < First.Length - 1; i++)
        {
            var changed = First.ToArray();
            changed[i] = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(changed[i]) ^ 1);
            Assert.NotEqual(digest, Digest(("a", Block(0, changed))), StringComparer.Ordinal);
        }

        Assert.NotEqual(digest, Digest(("b", Block(0, First))), StringComparer.Ordinal);
        Assert.NotEqual(digest, Digest(("a", Block(1, First))), StringComparer.Ordinal);
        Assert.NotEqual(Digest(("a", Block(0, [0, 0, 0, 0, 0]))), Digest(("a", Block(0, [-0.0, 0, 0, 0, 0]))), StringComparer.Ordinal);
    }

    [Fact]
    public void Any_NaN_is_the_same()
    {
        var other = First.ToArray();
        other[4] = BitConverter.UInt64BitsToDouble(0xFFF8_0000_0000_1234);
        Assert.Equal(Digest(("a", Block(0, First))), Digest(("a", Block(0, other))));
    }

    [Fact]
    public void An_empty_block_changes_nothing() =>
        Assert.Equal(Digest(("a", Block(0, First))), Digest(("a", Block(0, First)), ("b", new TraceBlock(1, [], [], Vector.Empty))));

    [Fact]
    public void Rows_out_of_order_are_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Digest(("a", Block(3, First)), ("a", Block(3, Second))));
        Assert.Contains("found iteration 3, replicate 0 after 3, 0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_digest_so_far_does_not_disturb_what_follows()
    {
        using var digest = new TraceDigest();
        digest.Add("a", Block(0, First));
        Assert.Equal(digest.Result(), digest.Result());
        digest.Add("a", Block(1, Second));
        Assert.Equal(Digest(("a", Block(0, First)), ("a", Block(1, Second))), digest.Result());
    }

    private static TraceBlock Block(int iteration, double[] row) => new(1, [iteration], [0], Vector.Of(row));

    private static string Digest(params (string Identity, TraceBlock Block)[] blocks)
    {
        using var digest = new TraceDigest();
        foreach (var (identity, block) in blocks)
        {
            digest.Add(identity, block);
        }

        return digest.Result();
    }
}
