using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Runs;

public sealed class PointStateFormatTests
{
    /// <summary>Version 1, written by Python's struct from the description of the format. It must stay readable for ever.</summary>
    private const string Golden =
        "0100000003000000020000000101000000000000000000204001000000000000000000c03f0103000000000000000000e03f0000000000000840000000000000" +
        "f8ff0100000003000000785e32020000000000000000005940000000000000f83f01000000000000000000044002000000000000000000d03f000000000000f0" +
        "3f0100000000000000000000000100000000000000000002400102000000000000000000f03f000000000000f0bf02000000000000000000f8ff000000000000" +
        "e03f0001000000000000000000104000000000010000000000000000000000000000000001040000004b696e64080000006772c3b6c39f657200000000";

    private static readonly PointState Known = new(
        3,
        [
            new(Vector.Of(2.5), Vector.Of(0.25, 1), Vector.Of(0), Vector.Of(2.25), new(Vector.Of(1, -1), Vector.Of(double.NaN, 0.5)), null),
            new(Vector.Of(4), Vector.Empty, Vector.Of(0), Vector.Empty, null, new("Kind", "größer", "")),
        ],
        new(Vector.Of(8), Vector.Of(0.125)),
        new(0.5, 3, double.NaN, [new("x^2", 100, 1.5)]));

    [Fact]
    public void The_bytes_are_those_of_the_description() => Assert.Equal(Golden, Convert.ToHexStringLower(Known.ToBytes()));

    [Fact]
    public void Stored_bytes_of_version_1_are_read()
    {
        var read = PointState.FromBytes(Convert.FromHexString(Golden));
        Assert.Equal((3, 2), (read.Pass, read.Replicates.Length));
        Assert.Equal(Known.Replicates[0], read.Replicates[0]);
        Assert.Equal(Known.Replicates[1], read.Replicates[1]);
        Assert.Equal(Known.Pooled, read.Pooled);
        Assert.Equal(Known.Diagnostics! with { Observables = default }, read.Diagnostics! with { Observables = default });
        Assert.Equal(Known.Diagnostics.Observables, read.Diagnostics.Observables);
    }

    [Fact]
    public void An_unknown_version_is_refused_by_name()
    {
        var bytes = Known.ToBytes();
        bytes[0] = 9;
        var exception = Assert.Throws<InvalidDataException>(() => PointState.FromBytes(bytes));
        Assert.Contains("of version 9; this DiffMH reads version 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_cut_off_anywhere_are_refused()
    {
        var bytes = Known.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            var exception = Assert.Throws<InvalidDataException>(() => PointState.FromBytes(bytes.AsSpan(0, length)));
            Assert.Contains("cut off", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bytes_too_many_are_refused()
    {
        var exception = Assert.Throws<InvalidDataException>(() => PointState.FromBytes([.. Known.ToBytes(), 0]));
        Assert.Contains("1 bytes follow", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_that_cannot_be_is_refused_before_memory_is_asked_for()
    {
        var bytes = Known.ToBytes();
        bytes.AsSpan(8, 4).Fill(0x7F);
        Assert.Throws<InvalidDataException>(() => PointState.FromBytes(bytes));
    }
}
