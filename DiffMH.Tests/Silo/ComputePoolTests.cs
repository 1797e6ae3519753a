using System.Globalization;
using System.Runtime.CompilerServices;
using DiffMH.Silo.Compute;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>Work runs on the pool's threads, and whoever waits for it does not.</summary>
public sealed class ComputePoolTests
{
    [Fact]
    public async Task Work_runs_on_a_thread_of_the_pool_and_its_continuation_elsewhere()
    {
        using var pool = new ComputePool(1);
        var name = await pool.Run(() => Thread.CurrentThread.Name, CancellationToken.None);
        Assert.Equal("DiffMH compute 0", name);
        Assert.NotEqual("DiffMH compute 0", Thread.CurrentThread.Name);
    }

    [Fact]
    public async Task Its_threads_give_way_to_those_that_answer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a thread's level is read from /proc");
        using var pool = new ComputePool(1);
        Assert.Equal(Math.Min(19, Nice() + Courtesy.Step), await pool.Run(Nice, CancellationToken.None));
        static int Nice() => int.Parse(File.ReadAllText("/proc/thread-self/stat").Split(") ")[1].Split(' ')[16], CultureInfo.InvariantCulture);   // the 19th field of proc(5)
    }

    [Fact]
    public async Task As_many_pieces_run_at_once_as_there_are_threads_and_no_more()
    {
        using var pool = new ComputePool(2);
        using var both = new Barrier(2);
        var together = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => pool.Run(() => both.SignalAndWait(TimeSpan.FromSeconds(30)), CancellationToken.None)));
        Assert.All(together, Assert.True);
        var most = 0;
        var now = 0;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => pool.Run(() =>
        {
            var count = Interlocked.Increment(ref now);
            most = Math.Max(most, count);
            Interlocked.Decrement(ref now);
            return count;
        }, CancellationToken.None)));
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task An_idle_thread_keeps_nothing_of_its_last_work()
    {
        using var pool = new ComputePool(1);
        var used = await Use(pool);
        for (var round = 0; round < 20 && used.IsAlive; round++)
        {
            GC.Collect();
            await Task.Delay(10, TestContext.Current.CancellationToken);   // the thread may just be on its way to rest
        }

        Assert.False(used.IsAlive);
    }

    /// <summary>Runs work that refers to something, as to a kernel.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<WeakReference> Use(ComputePool pool)
    {
        var kernel = new object();
        return pool.Run(() => new WeakReference(kernel), CancellationToken.None);
    }

    [Fact]
    public async Task Work_that_has_not_begun_is_cancelled_and_a_failure_reaches_whoever_waits()
    {
        using var pool = new ComputePool(1);
        using var gate = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var first = pool.Run(() => gate.Wait(TimeSpan.FromSeconds(30)), CancellationToken.None);
        var second = pool.Run(() => 2, cancellation.Token);
        var third = pool.Run<int>(() => throw new InvalidOperationException("three"), CancellationToken.None);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);   // at once: the thread is not free yet
        Assert.False(first.IsCompleted);
        gate.Set();

        Assert.True(await first);
        Assert.Equal("three", (await Assert.ThrowsAsync<InvalidOperationException>(() => third)).Message);
    }

    [Fact]
    public async Task Work_that_does_not_return_is_given_up_and_its_thread_replaced_by_one_that_does_the_rest()
    {
        using var pool = new ComputePool(1, TimeSpan.FromSeconds(0.5));
        using var gate = new ManualResetEventSlim();
        using var late = new ManualResetEventSlim();
        var overdue = false;
        var first = pool.Run(
            () =>
            {
                gate.Wait();
                late.Set();
                return Environment.CurrentManagedThreadId;
            },
            CancellationToken.None,
            () => overdue = true);
        var second = pool.Run(() => Environment.CurrentManagedThreadId, CancellationToken.None);
        await Assert.ThrowsAsync<WorkOverdueException>(() => first);
        Assert.True(overdue);
        var replacement = await second.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        // What returns after all brings nothing, and takes nothing more.
        gate.Set();
        Assert.True(late.Wait(TimeSpan.FromSeconds(30)));
        await Assert.ThrowsAsync<WorkOverdueException>(() => first);
        var later = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => pool.Run(() => Environment.CurrentManagedThreadId, CancellationToken.None)));
        Assert.All(later, thread => Assert.Equal(replacement, thread));
    }

    [Fact]
    public async Task Work_that_is_to_be_alone_waits_for_the_rest_and_the_rest_for_it()
    {
        using var pool = new ComputePool(3);
        var (now, alone, together) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 90).Select(number => pool.Run(
            () =>
            {
                var isAlone = number % 3 == 0;
                var most = Interlocked.Increment(ref now);
                for (var i = 0; i < 100; i++)
                {
                    Thread.Yield();
                    most = Math.Max(most, Volatile.Read(ref now));
                }

                Interlocked.Decrement(ref now);
                return isAlone ? InterlockedMax(ref alone, most) : InterlockedMax(ref together, most);
            },
            CancellationToken.None,
            isAlone: number % 3 == 0)));
        Assert.Equal(1, alone);
        Assert.InRange(together, 1, 3);

        static int InterlockedMax(ref int target, int value)
        {
            for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            {
                Interlocked.CompareExchange(ref target, value, seen);
            }

            return value;
        }
    }

    [Fact]
    public async Task While_work_waits_to_be_alone_no_time_is_charged_to_its_sweep()
    {
        var time = new SteppingTime();
        var (queue, solitude, order) = (new FairQueue(time), new Solitude(), new List<string>());
        solitude.Enter(alone: false);   // another thread computes
        Task[] results = [Add("small", takes: 1, isAlone: true), Add("big", takes: 5), Add("small", takes: 1), Add("big", takes: 5)];
        _ = new ComputeThread(queue, solitude, number: 0);
        while (queue.Waiting == 4)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        time.Now += TimeSpan.FromSeconds(10);
        solitude.Leave();
        await Task.WhenAll(results).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        queue.Complete();
        Assert.Equal(["small", "big", "small", "big"], order);   // the small one has had 1 s when it comes again, not 11, and not none

        Task Add(string sweep, double takes, bool isAlone = false)
        {
            var work = new PooledWork<int>(Compute, overdue: null, isAlone, SweepShare.Of(sweep, SweepPriority.Normal), CancellationToken.None);
            Assert.True(queue.TryAdd(work));
            return work.Result;

            int Compute()
            {
                order.Add(sweep);
                time.Now += TimeSpan.FromSeconds(takes);
                return 0;
            }
        }
    }

    [Fact]
    public async Task Work_that_was_cancelled_before_it_was_to_be_alone_has_nobody_wait()
    {
        using var pool = new ComputePool(2);
        using var gate = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var busy = pool.Run(() => gate.Wait(TimeSpan.FromSeconds(60)), CancellationToken.None);
        var alone = pool.Run(() => 1, cancellation.Token, isAlone: true);
        Assert.Equal(2, await pool.Run(() => 2, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        Assert.False(busy.IsCompleted);
        gate.Set();
    }

    [Fact]
    public async Task Work_that_was_given_up_is_not_waited_for_by_work_that_is_to_be_alone()
    {
        using var pool = new ComputePool(1, TimeSpan.FromSeconds(0.5));
        using var gate = new ManualResetEventSlim();
        var first = pool.Run(() => gate.Wait(TimeSpan.FromSeconds(60)), CancellationToken.None);
        var second = pool.Run(() => 2, CancellationToken.None, isAlone: true);
        await Assert.ThrowsAsync<WorkOverdueException>(() => first);
        Assert.Equal(2, await second.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        gate.Set();
    }

    [Fact]
    public void A_limit_is_reached_when_its_time_is_over_and_throws_when_nobody_wants_the_work()
    {
        var time = new SteppingTime();
        using var cancellation = new CancellationTokenSource();
        var limit = new WorkLimit(time, TimeSpan.FromSeconds(2), cancellation.Token);
        time.Now = TimeSpan.FromSeconds(1.999);
        Assert.False(limit.IsReached());
        time.Now = TimeSpan.FromSeconds(2);
        Assert.True(limit.IsReached());
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => limit.IsReached());
    }
}
