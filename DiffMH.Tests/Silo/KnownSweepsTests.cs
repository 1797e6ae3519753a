using DiffMH.Silo.Grains;

namespace DiffMH.Tests.Silo;

/// <summary>What is remembered of a sweep is its last word, also where answers come late.</summary>
public sealed class KnownSweepsTests
{
    private readonly KnownSweeps sweeps = new([], TimeProvider.System);

    [Fact]
    public async Task An_answer_from_before_a_sweep_began_again_does_not_end_it()
    {
        sweeps.Begin(Status("again", RunState.Running));
        sweeps.Begin(Status("slow", RunState.Running));
        var late = new Dictionary<string, TaskCompletionSource<SweepStatus>>(StringComparer.Ordinal) { ["again"] = new(), ["slow"] = new() };
        var look = sweeps.Ask(sweep => late[sweep].Task);
        sweeps.Begin(Status("again", RunState.Running));   // retried, while the look waits
        late["again"].SetResult(Status("again", RunState.Failed));
        late["slow"].SetResult(Status("slow", RunState.Completed));
        await look;
        Assert.Equal([("again", RunState.Running), ("slow", RunState.Completed)], sweeps.All.Select(entry => (entry.Id, entry.State)));
    }

    [Fact]
    public async Task An_answer_counts_before_the_others_have_come_and_one_that_does_not_come_leaves_the_entry()
    {
        sweeps.Begin(Status("lost", RunState.Running));
        sweeps.Begin(Status("quick", RunState.Running));
        var lost = new TaskCompletionSource<SweepStatus>();
        sweeps.IsStored = true;
        var look = sweeps.Ask(sweep => sweep == "lost" ? lost.Task : Task.FromResult(Status("quick", RunState.Paused)));
        Assert.Equal(RunState.Paused, sweeps.All.Single(entry => entry.Id == "quick").State);
        Assert.False(sweeps.IsStored);
        lost.SetException(new TimeoutException());
        await look;
        Assert.Equal(RunState.Running, sweeps.All.Single(entry => entry.Id == "lost").State);
    }

    [Fact]
    public async Task Those_that_have_ended_are_not_asked()
    {
        sweeps.Begin(Status("over", RunState.Cancelled));
        await sweeps.Ask(_ => throw new InvalidOperationException("asked"));
        Assert.Equal(RunState.Cancelled, Assert.Single(sweeps.All).State);
    }

    [Fact]
    public async Task A_sweep_whose_silo_was_lost_is_not_told_to_have_begun_anew_and_one_that_is_begun_again_is()
    {
        sweeps.Begin(Status("one", RunState.Running) with { Progress = 0.1 });
        await sweeps.Ask(_ => Task.FromResult(Status("one", RunState.Running) with { Progress = 0.4 }));
        await sweeps.Ask(_ => Task.FromResult(Status("one", RunState.Running) with { Progress = 0 }));
        Assert.Equal(0.4, Assert.Single(sweeps.All).Progress);
        await sweeps.Ask(_ => Task.FromResult(Status("one", RunState.Running) with { Progress = 0.5 }));
        Assert.Equal(0.5, Assert.Single(sweeps.All).Progress);
        sweeps.Begin(Status("one", RunState.Running) with { Progress = 0.2 });
        Assert.Equal(0.2, Assert.Single(sweeps.All).Progress);
    }

    private static SweepStatus Status(string id, RunState state) => new(id, id, state, 1, 0, 0, 0, []);
}
