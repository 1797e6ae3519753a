using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Runs;

public sealed class PointStateFormatTests
{
    /// <summary>Version 1, written by Python's struct from the description of the format. It must stay readable for ever.</summary>
    private const string Version1 =
        "0100000003000000020000000101000000000000000000204001000000000000000000c03f0103000000000000000000e03f0000000000000840000000000000" +
        "f8ff0100000003000000785e32020000000000000000005940000000000000f83f01000000000000000000044002000000000000000000d03f000000000000f0" +
        "3f0100000000000000000000000100000000000000000002400102000000000000000000f03f000000000000f0bf02000000000000000000f8ff000000000000" +
        "e03f0001000000000000000000104000000000010000000000000000000000000000000001040000004b696e64080000006772c3b6c39f657200000000";

    /// <summary>Version 2, written likewise: with an end, recent θ and drift.</summary>
    private const string Version2 =
        "0200000003000000020000000101000000000000000000204001000000000000000000c03f0103000000000000000000e03f0000000000000840000000000000" +
        "f8ff0100000003000000785e32020000000000000000005940000000000000f83f01030000000200000001000000000000000000044002000000000000000000" +
        "d03f000000000000f03f0100000000000000000000000100000000000000000002400102000000000000000000f03f000000000000f0bf020000000000000000" +
        "00f8ff000000000000e03f00020000000000000000000240000000000000044002000000000000000000e03f0000000000001040010000000000000000001040" +
        "00000000010000000000000000000000000000000001040000004b696e64080000006772c3b6c39f6572000000000000000000000000";

    /// <summary>Version 3: with the largest share among the diagnostics.</summary>
    private const string Version3 =
        "0300000003000000020000000101000000000000000000204001000000000000000000c03f0104000000000000000000e03f0000000000000840000000000000" +
        "f8ff000000000000d03f0100000003000000785e32020000000000000000005940000000000000f83f0103000000020000000100000000000000000004400200" +
        "0000000000000000d03f000000000000f03f0100000000000000000000000100000000000000000002400102000000000000000000f03f000000000000f0bf02" +
        "000000000000000000f8ff000000000000e03f00020000000000000000000240000000000000044002000000000000000000e03f000000000000104001000000" +
        "000000000000104000000000010000000000000000000000000000000001040000004b696e64080000006772c3b6c39f6572000000000000000000000000";

    /// <summary>Version 4: with the pass in which the second replicate failed, and the first ahead.</summary>
    private const string Version4 =
        "0400000003000000020000000101000000000000000000204001000000000000000000c03f0104000000000000000000e03f0000000000000840000000000000" +
        "f8ff000000000000d03f0100000003000000785e32020000000000000000005940000000000000f83f0103000000020000000100000001000000000000000000" +
        "044002000000000000000000d03f000000000000f03f0100000000000000000000000100000000000000000002400102000000000000000000f03f0000000000" +
        "00f0bf02000000000000000000f8ff000000000000e03f00020000000000000000000240000000000000044002000000000000000000e03f0000000000001040" +
        "ffffffff01000000000000000000104000000000010000000000000000000000000000000001040000004b696e64080000006772c3b6c39f6572000000000000" +
        "00000000000002000000";

    private static readonly PointState Known = new(
        3,
        [
            new(Vector.Of(2.5), Vector.Of(0.25, 1), Vector.Of(0), Vector.Of(2.25), new(Vector.Of(1, -1), Vector.Of(double.NaN, 0.5)), null, Vector.Of(2.25, 2.5), Vector.Of(0.5, 4)),
            new(Vector.Of(4), Vector.Empty, Vector.Of(0), Vector.Empty, null, new("Kind", "größer", ""), FailedIn: 2),
        ],
        new(Vector.Of(8), Vector.Of(0.125)),
        new(0.5, 3, double.NaN, [new("x^2", 100, 1.5)], 0.25),
        new(3, StopReason.GradientBelowNoise),
        Ahead: 1);

    [Fact]
    public void The_bytes_are_those_of_the_description() => Assert.Equal(Version4, Convert.ToHexStringLower(Known.ToBytes()));

    [Fact]
    public void Stored_bytes_of_version_4_are_read() => RequireEqual(Known, PointState.FromBytes(Convert.FromHexString(Version4)));

    [Fact]
    public void Stored_bytes_of_version_3_are_read_as_of_failures_whose_pass_is_not_known() => RequireEqual(WithoutFailedIn, PointState.FromBytes(Convert.FromHexString(Version3)));

    [Fact]
    public void Stored_bytes_of_version_2_are_read_as_without_a_largest_share() => RequireEqual(WithoutShare, PointState.FromBytes(Convert.FromHexString(Version2)));

    [Fact]
    public void Stored_bytes_of_version_1_are_read_as_of_a_point_that_no_rule_has_ended()
    {
        var old = WithoutShare with { End = null, Replicates = [Known.Replicates[0] with { Recent = Vector.Empty, Drift = Vector.Empty }, WithoutFailedIn.Replicates[1]] };
        RequireEqual(old, PointState.FromBytes(Convert.FromHexString(Version1)));
    }

    [Fact]
    public void An_unknown_version_is_refused_by_name()
    {
        var bytes = Known.ToBytes();
        bytes[0] = 9;
        var exception = Assert.Throws<InvalidDataException>(() => PointState.FromBytes(bytes));
        Assert.Contains("of version 9; this DiffMH reads versions 1 to 4", exception.Message, StringComparison.Ordinal);
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

    private static PointState WithoutFailedIn => Known with { Ahead = 0, Replicates = [Known.Replicates[0], Known.Replicates[1] with { FailedIn = null }] };

    private static PointState WithoutShare => WithoutFailedIn with { Diagnostics = Known.Diagnostics! with { LargestShare = double.NaN } };

    private static void RequireEqual(PointState expected, PointState read)
    {
        Assert.Equal((expected.Pass, expected.Pooled, expected.End, expected.Ahead), (read.Pass, read.Pooled, read.End, read.Ahead));
        Assert.Equal(expected.Replicates, read.Replicates);
        Assert.Equal(expected.Diagnostics! with { Observables = default }, read.Diagnostics! with { Observables = default });
        Assert.Equal(expected.Diagnostics.Observables, read.Diagnostics.Observables);
    }
}
