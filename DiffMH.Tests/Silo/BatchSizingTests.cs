using DiffMH.Silo.Grains;

namespace DiffMH.Tests.Silo;

/// <summary>Batches follow measured speed: calls neither too short to be worth it nor too long to wait for.</summary>
public sealed class BatchSizingTests
{
    [Theory]
    [InlineData(1e-7, 128)]    // 13 µs in all: one batch
    [InlineData(1e-5, 128)]    // 1.3 ms: still one, halves would be below a millisecond
    [InlineData(2e-5, 64)]     // 2.6 ms: one for each slot
    [InlineData(1e-3, 64)]     // 0.13 s: one for each slot
    [InlineData(1e-2, 22)]     // 1.3 s: three for each slot, each some 0.2 s
    [InlineData(10.0, 1)]      // 21 minutes: single groups
    public void The_division_follows_the_seconds_per_lane(double secondsPerLane, int groupsPerBatch)
    {
        var sizing = new BatchSizing();
        sizing.Measure(lanes: 16, secondsPerLane * 16);
        Assert.Equal(groupsPerBatch, sizing.GroupsPerBatch(groups: 128, lanes: 128, slots: 2, lanesPerBatch: null, steps: long.MaxValue));
    }

    [Theory]
    [InlineData(20_000, 32)]   // over in an instant: a share for each slot
    [InlineData(20_001, 1)]    // who knows: single groups, until it is known how long they take
    public void Without_a_measurement_steps_decide(long steps, int groupsPerBatch) =>
        Assert.Equal(groupsPerBatch, new BatchSizing().GroupsPerBatch(groups: 128, lanes: 128, slots: 4, lanesPerBatch: null, steps));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 2)]
    [InlineData(8, 2)]
    [InlineData(1000, 16)]
    public void A_wish_is_rounded_up_to_whole_groups(int lanes, int groups)
    {
        var sizing = new BatchSizing();
        sizing.Measure(lanes: 1, seconds: 100);
        Assert.Equal(groups, sizing.GroupsPerBatch(groups: 16, lanes: 64, slots: 2, lanes, steps: 1));
    }
}
