using DiffMH.Silo.Compute;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>Threads and a clock of no real time, which take work from a <see cref="FairQueue"/> as those of a pool do.</summary>
internal sealed class SharedThreads
{
    private readonly SteppingTime time = new();
    private readonly FairQueue queue;
    private readonly List<(Piece Work, TimeSpan Start)> running = [];
    private readonly Dictionary<string, TimeSpan> ended = new(StringComparer.Ordinal);
    private readonly int threads;

    /// <summary>Threads without work.</summary>
    public SharedThreads(int threads) => (this.threads, queue) = (threads, new(time));

    /// <summary>Of how many sweeps the queue knows something.</summary>
    public int Known => queue.Sweeps;

    /// <summary>The time.</summary>
    public TimeSpan Now => time.Now;

    /// <summary>What was taken, in order.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>How much time of the threads a sweep has had, what it is at included.</summary>
    public TimeSpan Used(string sweep) =>
        ended.GetValueOrDefault(sweep) + new TimeSpan(running.Where(run => run.Work.Share.Sweep == sweep).Sum(run => (time.Now - run.Start).Ticks));

    /// <summary>Adds pieces of work of a length to a sweep.</summary>
    /// <param name="share">The sweep.</param>
    /// <param name="takes">How long each takes.</param>
    /// <param name="pieces">How many.</param>
    /// <param name="isEndless">Whether each is followed by another when it has ended.</param>
    public void Add(SweepShare share, TimeSpan takes, int pieces, bool isEndless = true)
    {
        for (var piece = 0; piece < pieces; piece++)
        {
            Assert.True(queue.TryAdd(new Piece(share, takes, isEndless)));
        }
    }

    /// <summary>Lets time pass until it is over or nothing is left to do.</summary>
    /// <param name="span">How long.</param>
    /// <param name="look">Called whenever the threads have taken work.</param>
    public void Run(TimeSpan span, Action? look = null)
    {
        for (var end = time.Now + span; Begin(look) && running.Min(End) is var next && next <= end;)
        {
            time.Now = next;
            foreach (var run in running.Where(run => End(run) == next).ToArray())
            {
                running.Remove(run);
                ended[run.Work.Share.Sweep] = ended.GetValueOrDefault(run.Work.Share.Sweep) + run.Work.Takes;
                queue.End(run.Work, isTypical: true);
                Add(run.Work.Share, run.Work.Takes, run.Work.IsEndless ? 1 : 0);
            }
        }
    }

    /// <summary>Has free threads take work; whether any is at work.</summary>
    private bool Begin(Action? look)
    {
        while (running.Count < threads && queue.Waiting > 0)
        {
            var work = (Piece)queue.Take()!;
            queue.Begin(work);
            running.Add((work, time.Now));
            Taken.Add(work.Share.Sweep);
        }

        look?.Invoke();
        return running.Count > 0;
    }

    private static TimeSpan End((Piece Work, TimeSpan Start) run) => run.Start + run.Work.Takes;

    /// <summary>Work that takes a time and does nothing.</summary>
    private sealed class Piece(SweepShare share, TimeSpan takes, bool isEndless) : PooledWork
    {
        public TimeSpan Takes => takes;

        public bool IsEndless => isEndless;

        public override SweepShare Share => share;

        public override bool IsAlone => false;

        public override bool IsSettled => false;

        public override bool Execute() => throw new NotSupportedException("Its time passes by itself.");

        public override void GiveUp(WorkOverdueException failure) => throw new NotSupportedException("It always ends.");
    }
}
