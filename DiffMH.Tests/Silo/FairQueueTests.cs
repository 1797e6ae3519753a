using DiffMH.Silo.Compute;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>Sweeps share the threads of a silo by their weights, whoever came first, however long their batches are, and however many they have.</summary>
public sealed class FairQueueTests
{
    private static readonly SweepShare Big = SweepShare.Of("big", SweepPriority.Normal), Small = SweepShare.Of("small", SweepPriority.Normal);

    /// <summary>Threads, the priorities of two sweeps, and how long their batches take in milliseconds.</summary>
    public static TheoryData<int, SweepPriority, double, SweepPriority, double> Pairs { get; } = new()
    {
        { 1, SweepPriority.Normal, 250, SweepPriority.Normal, 250 },
        { 1, SweepPriority.Normal, 10_000, SweepPriority.Normal, 10 },
        { 1, SweepPriority.High, 2_000, SweepPriority.Low, 10 },
        { 1, SweepPriority.Low, 2_000, SweepPriority.High, 10 },
        { 2, SweepPriority.Normal, 2_000, SweepPriority.Normal, 3 },
        { 4, SweepPriority.Normal, 250, SweepPriority.Normal, 250 },
        { 4, SweepPriority.High, 250, SweepPriority.Normal, 100 },
        { 16, SweepPriority.Low, 1_000, SweepPriority.Normal, 7 },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_times_of_two_sweeps_by_weight_differ_by_no_more_than_a_piece_of_each_on_each_thread(int threads, SweepPriority first, double firstTakes, SweepPriority second, double secondTakes)
    {
        var (one, other) = (SweepShare.Of("one", first), SweepShare.Of("other", second));
        var pool = new SharedThreads(threads);
        pool.Add(one, TimeSpan.FromMilliseconds(firstTakes), pieces: 10 * threads);   // it came first, and has more that waits
        pool.Add(other, TimeSpan.FromMilliseconds(secondTakes), pieces: threads + 1);
        var bound = threads * ((firstTakes / one.Weight) + (secondTakes / other.Weight)) / 1000;
        var most = 0.0;
        pool.Run(TimeSpan.FromSeconds(300), () => most = Math.Max(most, Math.Abs((pool.Used("one").TotalSeconds / one.Weight) - (pool.Used("other").TotalSeconds / other.Weight))));
        Assert.True(most <= bound, $"{most} s by weight, at most {bound}");
        Assert.True(pool.Used("one") > TimeSpan.Zero && pool.Used("other") > TimeSpan.Zero);
        var all = (pool.Used("one") + pool.Used("other")).TotalSeconds;
        Assert.InRange(pool.Used("one").TotalSeconds / all, (one.Weight / (one.Weight + other.Weight)) - (bound * 16 / all), (one.Weight / (one.Weight + other.Weight)) + (bound * 16 / all));
    }

    [Fact]
    public void Who_comes_later_is_served_next_and_takes_no_more_than_its_share_from_then_on()
    {
        var pool = new SharedThreads(1);
        pool.Add(Big, TimeSpan.FromSeconds(1), pieces: 100);
        pool.Run(TimeSpan.FromSeconds(1000));
        pool.Add(Small, TimeSpan.FromSeconds(0.01), pieces: 2);
        var (before, taken) = (pool.Used("big"), pool.Taken.Count);
        pool.Run(TimeSpan.FromSeconds(100));
        Assert.Equal("small", pool.Taken[taken]);
        Assert.InRange(pool.Used("small").TotalSeconds, 49, 51);
        Assert.InRange((pool.Used("big") - before).TotalSeconds, 49, 51);
    }

    [Fact]
    public void Who_comes_later_does_not_wait_for_as_long_as_pieces_were_taken_to_be()
    {
        var pool = new SharedThreads(8);
        pool.Add(Big, TimeSpan.FromSeconds(2), pieces: 8, isEndless: false);
        pool.Add(Big, TimeSpan.FromSeconds(0.01), pieces: 100);
        pool.Run(TimeSpan.FromSeconds(2));   // the threads have begun short pieces, and the last was a long one
        pool.Add(Small, TimeSpan.FromSeconds(0.01), pieces: 8);
        var taken = pool.Taken.Count;
        pool.Run(TimeSpan.FromSeconds(0.01));
        Assert.Equal("small", pool.Taken[taken]);
        pool.Run(TimeSpan.FromSeconds(1));
        Assert.InRange(pool.Used("small").TotalSeconds, 3.9, 4.2);
    }

    [Fact]
    public void Who_is_raised_owes_no_more_time_than_before()
    {
        var pool = new SharedThreads(1);
        pool.Add(SweepShare.Of("small", SweepPriority.Low), TimeSpan.FromSeconds(2), pieces: 1, isEndless: false);
        pool.Add(SweepShare.Of("big", SweepPriority.High), TimeSpan.FromSeconds(0.1), pieces: 2);
        pool.Run(TimeSpan.FromSeconds(2));
        pool.Add(SweepShare.Of("small", SweepPriority.High), TimeSpan.FromSeconds(0.1), pieces: 2);
        var (big, small) = (pool.Used("big"), pool.Used("small"));
        pool.Run(TimeSpan.FromSeconds(10));
        Assert.InRange((pool.Used("big") - big - pool.Used("small") + small).TotalSeconds, 0, 2.2);   // 32, had it kept its place
    }

    [Fact]
    public void Who_has_rested_has_no_claim_to_the_time_before()
    {
        var pool = new SharedThreads(1);
        pool.Add(Small, TimeSpan.FromSeconds(0.5), pieces: 1, isEndless: false);
        pool.Add(Big, TimeSpan.FromSeconds(0.5), pieces: 2);
        pool.Run(TimeSpan.FromSeconds(500));
        var before = pool.Used("big");
        pool.Add(Small, TimeSpan.FromSeconds(0.5), pieces: 2);
        pool.Run(TimeSpan.FromSeconds(100));
        Assert.InRange((pool.Used("big") - before).TotalSeconds, 49, 51);
    }

    [Fact]
    public void Who_has_had_more_than_its_share_does_not_shed_it_by_a_rest_of_a_moment()
    {
        var pool = new SharedThreads(1);
        pool.Add(Small, TimeSpan.FromSeconds(0.01), pieces: 2);
        for (var round = 0; round < 100; round++)
        {
            pool.Add(Big, TimeSpan.FromSeconds(1), pieces: 1, isEndless: false);   // comes again a hundredth of its time after it went
            pool.Run(TimeSpan.FromSeconds(1.01));
        }

        Assert.InRange(pool.Used("small").TotalSeconds / pool.Used("big").TotalSeconds, 0.9, 1.2);
    }

    [Fact]
    public void The_least_of_many_is_never_starved()
    {
        var pool = new SharedThreads(1);
        for (var number = 0; number < 10; number++)
        {
            pool.Add(SweepShare.Of($"high {number}", SweepPriority.High), TimeSpan.FromSeconds(0.25), pieces: 20);
        }

        pool.Add(SweepShare.Of("low", SweepPriority.Low), TimeSpan.FromSeconds(0.25), pieces: 2);
        pool.Run(TimeSpan.FromSeconds(1000));
        int[] turns = [.. pool.Taken.Index().Where(entry => entry.Item == "low").Select(entry => entry.Index)];
        Assert.InRange(pool.Used("low").TotalSeconds, (1000.0 / 161) - 0.5, (1000.0 / 161) + 0.5);
        Assert.True(turns.Zip(turns[1..]).All(pair => pair.Second - pair.First <= 171), string.Join(' ', turns));
    }

    [Fact]
    public void Two_sweeps_have_one_thread_each_from_the_first_and_not_both_the_same()
    {
        var pool = new SharedThreads(8);
        pool.Add(Big, TimeSpan.FromSeconds(0.25), pieces: 100);
        pool.Run(TimeSpan.FromSeconds(1));
        pool.Add(Small, TimeSpan.FromSeconds(0.25), pieces: 100);
        pool.Run(TimeSpan.FromSeconds(2));
        Assert.All(pool.Taken.Skip(pool.Taken.Count - 16).Chunk(8), turn => Assert.Equal(4, turn.Count(sweep => sweep == "small")));
    }

    [Fact]
    public void Another_priority_counts_from_the_next_piece_on()
    {
        var pool = new SharedThreads(1);
        pool.Add(Big, TimeSpan.FromSeconds(0.1), pieces: 10);
        pool.Add(Small, TimeSpan.FromSeconds(0.1), pieces: 2, isEndless: false);
        pool.Run(TimeSpan.FromSeconds(0.4));
        pool.Add(SweepShare.Of("small", SweepPriority.High), TimeSpan.FromSeconds(0.1), pieces: 10);
        var (big, small) = (pool.Used("big"), pool.Used("small"));
        pool.Run(TimeSpan.FromSeconds(100));
        Assert.InRange((pool.Used("small") - small) / (pool.Used("big") - big), 3.9, 4.1);
    }

    [Fact]
    public void A_sweep_has_its_own_work_done_in_the_order_in_which_it_came()
    {
        var pool = new SharedThreads(1);
        for (var piece = 0; piece < 20; piece++)
        {
            pool.Add(Big, TimeSpan.FromSeconds(1 + piece), pieces: 1, isEndless: false);
        }

        var ends = new List<TimeSpan>();
        pool.Run(TimeSpan.FromSeconds(1000), () => ends.Add(pool.Now));
        Assert.Equal(Enumerable.Range(1, 20), ends.Zip(ends[1..]).Select(pair => (int)(pair.Second - pair.First).TotalSeconds));
    }

    [Fact]
    public void Time_in_which_work_waits_for_others_to_leave_is_not_that_of_its_sweep()
    {
        var time = new SteppingTime();
        var queue = new FairQueue(time);
        foreach (var share in new[] { Small, Big, Small, Big })
        {
            Assert.True(queue.TryAdd(new PooledWork<int>(() => 0, overdue: null, isAlone: false, share, CancellationToken.None)));
        }

        Compute("small", waits: 10, takes: 1);
        Compute("big", waits: 0, takes: 5);
        Compute("small", waits: 0, takes: 1);   // has had 1 s, and not 11

        void Compute(string sweep, double waits, double takes)
        {
            var work = queue.Take()!;
            Assert.Equal(sweep, work.Share.Sweep);
            time.Now += TimeSpan.FromSeconds(waits);
            queue.Begin(work);
            time.Now += TimeSpan.FromSeconds(takes);
            queue.End(work, isTypical: true);
        }
    }

    [Fact]
    public void Sweeps_that_have_ended_are_forgotten()
    {
        var pool = new SharedThreads(2);
        pool.Add(Big, TimeSpan.FromSeconds(0.25), pieces: 4);
        var most = 0;
        for (var sweep = 0; sweep < 500; sweep++)
        {
            pool.Add(SweepShare.Of($"{sweep}", SweepPriority.Normal), TimeSpan.FromSeconds(sweep % 5), pieces: 3, isEndless: false);
            pool.Run(TimeSpan.FromSeconds(15));
            most = Math.Max(most, pool.Known);
        }

        Assert.InRange(most, 1, 8);
    }
}
