using System.Collections.Immutable;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace DiffMH.Tests.Silo;

/// <summary>What was stored once stays readable: the bytes of version 1, kept here, are still read.</summary>
public sealed class StoredFormTests
{
    private readonly Serializer serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void A_point_of_version_1_is_read()
    {
        var point = Read<StoredPoint>("IAAKAgHCEkEHAQIDAQPg", new StoredPoint { Passes = 65, Iterations = 600, Run = [1, 2, 3], IsFinished = true });
        Assert.Equal((65, 600, true), (point.Passes, point.Iterations, point.IsFinished));
        Assert.Equal([1, 2, 3], point.Run!);
    }

    [Fact]
    public void A_chunk_of_a_trace_of_version_1_is_read_pass_by_pass()
    {
        var block = new TraceBlock(1, [64, 64, 65], [0, 1, 0], Vector.Of([.. Enumerable.Range(0, 15).Select(i => i / 4.0)]));
        var trace = serializer.Deserialize<StoredTrace>(Convert.FromBase64String("IAAFIQAHAQICAAICAAoC4CEABwEBAAUAAeAhQPEAAAAAAAAAAAAAAAAAANA/AAAAAAAA4D8AAAAAAADoPwAAAAAAAPA/AAAAAAAA9D8AAAAAAAD4PwAAAAAAAPw/AAAAAAAAAEAAAAAAAAACQAAAAAAAAARAAAAAAAAABkAAAAAAAAAIQAAAAAAAAApAAAAAAAAADEDg4A=="))!;
        var passes = trace.Passes().ToArray();
        Assert.Equal([2, 1], passes.Select(pass => pass.Rows));
        Assert.Equal(block.Numbers, TraceBlock.Concat(passes).Numbers);
        Assert.Equal(block.Replicates.ToArray(), TraceBlock.Concat(passes).Replicates.ToArray());
        Assert.Null(TraceBlock.Concat(passes).Digest(0));
    }

    [Fact]
    public void A_chunk_of_a_trace_with_digests_of_the_sums_is_read_pass_by_pass()
    {
        var block = new TraceBlock(1, [64, 64, 65], [0, 1, 0], Vector.Of([.. Enumerable.Range(0, 15).Select(i => i / 4.0)]), [1, ulong.MaxValue, 0]);
        var passes = Read<StoredTrace>("IAAFIQAHAQICAAICAAoC4CEABwEBAAUAAeAhQPEAAAAAAAAAAAAAAAAAANA/AAAAAAAA4D8AAAAAAADoPwAAAAAAAPA/AAAAAAAA9D8AAAAAAAD4PwAAAAAAAPw/AAAAAAAAAEAAAAAAAAACQAAAAAAAAARAAAAAAAAABkAAAAAAAAAIQAAAAAAAAApAAAAAAAAADEDgIQAHAQOA//////////8AAeDg", StoredTrace.From(block)).Passes().ToArray();
        Assert.Equal(block.Numbers, TraceBlock.Concat(passes).Numbers);
        Assert.Equal([1ul, ulong.MaxValue, null], Enumerable.Range(0, 3).Select(row => TraceBlock.Concat(passes).Digest(row)));
    }

    [Fact]
    public void Progress_that_was_stored_before_there_were_wishes_is_read()
    {
        var progress = serializer.Deserialize<StoredProgress>(Convert.FromBase64String("IEAHAAEC4A=="))!;
        Assert.Equal([0, 1, 2], progress.Points);
        Assert.Equal((SweepWish.Work, 0.0), (progress.Wish, progress.WorkSeconds));
    }

    [Fact]
    public void Progress_with_a_wish_and_time_at_work_is_read()
    {
        var progress = serializer.Deserialize<StoredProgress>(Convert.FromBase64String("IEAHAAECCQMFgQAAAAAAAPg/4A=="))!;
        Assert.Equal((SweepWish.Pause, 1.5), (progress.Wish, progress.WorkSeconds));
        Assert.Null(progress.Losses);
    }

    [Fact]
    public void Progress_with_lost_points_is_read_with_their_reasons()
    {
        var loss = new Failure("Kind", "why", "");
        var progress = serializer.Deserialize<StoredProgress>(Convert.FromBase64String("IEAJAQMEBQkDAYEAAAAAAAD4PyEBAwEFIOhACUtpbmRBB3doeUEB4ODg"))!;
        Assert.Equal([1, 3, 4, 5], progress.Points);
        Assert.Equal(loss, Assert.Single(progress.Losses!).Value);
        Assert.Equal(SweepPriority.Normal, progress.Priority);
    }

    [Fact]
    public void Progress_is_read_with_the_priority_of_its_sweep()
    {
        var loss = new Failure("Kind", "why", "");
        var progress = Read<StoredProgress>("IEAJAQMEBQkDAYEAAAAAAAD4PyEBAwEFIOhACUtpbmRBB3doeUEB4OAJAwng", new StoredProgress { Points = [1, 3, 4, 5], WorkSeconds = 1.5, Losses = new() { [1] = loss }, Priority = SweepPriority.High });
        Assert.Equal(SweepPriority.High, progress.Priority);
        Assert.Equal(loss, Assert.Single(progress.Losses!).Value);
    }

    [Fact]
    public void A_directory_of_before_there_were_priorities_is_read()
    {
        var entry = new StoredEntry { Id = "id", Name = "name", Submitted = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), State = RunState.Paused, Points = 3, Completed = 1, Failed = 1, Progress = 0.75 };
        var found = Assert.Single(serializer.Deserialize<StoredDirectory>(Convert.FromBase64String("ICAAAyFABWlkQQluYW1lIYCAALeWq0neCIEAAAAAAAAAAOAJAwkBDQEFAQWBAAAAAAAA6D/g4OA="))!.Sweeps);
        Assert.Equal(entry.ToEntry(), found.ToEntry());
    }

    [Fact]
    public void A_directory_is_read_with_the_priorities_of_its_sweeps()
    {
        var entry = new StoredEntry { Id = "id", Name = "name", Submitted = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), State = RunState.Paused, Points = 3, Completed = 1, Failed = 1, Progress = 0.75, Priority = SweepPriority.Low };
        var found = Assert.Single(Read<StoredDirectory>("ICAAAyFABWlkQQluYW1lIYCAALeWq0neCIEAAAAAAAAAAOAJAwkBDQEFAQWBAAAAAAAA6D8JAwXg4OA=", new StoredDirectory { Sweeps = [entry] }).Sweeps);
        Assert.Equal(entry.ToEntry(), found.ToEntry());
    }

    [Fact]
    public void A_segment_of_a_data_file_is_read()
    {
        var segment = Read<StoredSegment>("IAAJQQcHCAng", new StoredSegment { Segments = 2, Bytes = [7, 8, 9] });
        Assert.Equal(2, segment.Segments);
        Assert.Equal([7, 8, 9], segment.Bytes);
    }

    [Fact]
    public void A_segment_of_a_gradient_is_read()
    {
        var segment = Read<StoredGradient>("ICAABQEJAAXgIUAxAAAAAAAA4D8AAAAAAADwvwAAAAAAAAhA4OA=", new StoredGradient { Counts = [2, 1], Values = Vector.Of(0.5, -1, 3) }).Segment;
        Assert.Equal([2, 1], segment.Counts);
        Assert.Equal(Vector.Of(0.5, -1, 3), segment.Values);
    }

    [Fact]
    public void What_is_done_of_a_pass_is_read()
    {
        var pass = Read<StoredPass>("IEAFAQJBAwUhQCEAAAAAAADgPwAAAAAAAPC/4OA=", new StoredPass { Key = [1, 2], Done = [5], Rows = Vector.Of(0.5, -1) });
        Assert.Equal([1, 2], pass.Key);
        Assert.Equal([5], pass.Done);
        Assert.Equal(Vector.Of(0.5, -1), pass.Rows);
    }

    [Fact]
    public void A_sweep_that_was_stored_before_data_files_had_names_is_read()
    {
        var plugin = new PluginReference("P", "1.0", "ab");
        var sweep = serializer.Deserialize<StoredSweep>(Convert.FromBase64String("ICDoQAVpZEEJbmFtZUEFe30hIAADIehAA1BBBzEuMEEFYWLg4OAhIODg4OA="))!.Sweep!;
        Assert.Equal(("id", "name", "{}", plugin), (sweep.Id, sweep.Name, sweep.Document, Assert.Single(sweep.Plugins)));
        Assert.Empty(sweep.Points);
        Assert.True(sweep.Data.IsDefaultOrEmpty);
    }

    [Fact]
    public void A_sweep_is_read_with_the_kernels_that_run_it()
    {
        KernelUse[] uses = [new("P", "m", "own", 2, Because: null), new("P", "n", "generic", 1, "so")];
        var stored = serializer.Deserialize<StoredSweep>(Convert.FromBase64String("ICDoQAVpZEEJbmFtZUEFe30hIAADIehAA1BBBzEuMEEFYWLg4OAhIODgISDg4CEgAAUh6MAVQQNtQQdvd24BCcEB4CDowBVBA25BD2dlbmVyaWMBBUEFc2/g4ODg4A=="))!;
        Assert.Equal(uses, stored.Sweep!.Kernels);
        Assert.Null(stored.From);
    }

    [Fact]
    public void A_sweep_is_read_with_the_one_that_it_takes_over()
    {
        var stored = Read<StoredSweep>("ICDoQAVpZEEJbmFtZUEFe30hIODgISDg4CEg4OAhIODg4EELb2xkZXLg", new StoredSweep { Sweep = new FrozenSweep("id", "name", "{}", [], ImmutableArray<PointSpec>.Empty, [], []), From = "older" });
        Assert.Equal(("id", "older"), (stored.Sweep!.Id, stored.From));
    }

    [Fact]
    public void A_sweep_that_was_stored_before_models_brought_kernels_is_read_with_the_names_of_its_data_files()
    {
        var plugin = new PluginReference("P", "1.0", "ab");
        var sweep = serializer.Deserialize<StoredSweep>(Convert.FromBase64String("ICDoQAVpZEEJbmFtZUEFe30hIAADIehAA1BBBzEuMEEFYWLg4OAhIODgISAAAyHoQBlncmFwaHMvYS50eHRBBWNk4ODg4OA="))!.Sweep!;
        Assert.True(sweep.Kernels.IsDefault);
        Assert.Equal(("id", "name", "{}", plugin), (sweep.Id, sweep.Name, sweep.Document, Assert.Single(sweep.Plugins)));
        Assert.Empty(sweep.Points);
        Assert.Equal(new("graphs/a.txt", "cd"), Assert.Single(sweep.Data));
    }

    [Fact]
    public void A_point_that_was_stored_before_there_were_stop_rules_schedules_and_output_is_read_as_without_them()
    {
        var point = serializer.Deserialize<PointSpec>(Convert.FromBase64String("IOgABUEFaWRBB2tleUEFe30BDyHoQANQQQcxLjBBBWFi4EELbW9kZWzBC0ERcHJvcG9zYWzBC0ERY291cGxpbmch6AgDAQkDCQkDAQEJISAAA0EDYeDg4CHoABEBBQEVAQVBCWNvbGTgIehACWhpbGwJAwXgCQMBIegIAwGBAAAAAAAA4D8BGQENgc3MzMzMzOw/gSuHFtnO9+8/gTqMMOKOeUU+gQAAAAAAAAAAIUARAAAAAAAA8D/gIUARAAAAAAAAAEDg4AENwQHg"))!;
        Assert.Equal((1, "coupling", Scheme.Accept, 3), (point.Index, point.Coupling, point.Estimator.Scheme, point.Replicates));
        Assert.Equal((null, null, null), (point.Stop, point.Output, point.CouplingStrength));
        Assert.Equal(new OptimizerSettings(OptimizerMethod.Adam, 0.5, 6, 3, 0.9, 0.999, 1e-8, 0, Vector.Of(1), Vector.Of(2)), point.Optimizer);
        Assert.Equal(LearningSchedule.Constant, point.Optimizer!.Schedule);
        Assert.Equal((0, 1), (point.Estimator.Steps.Count, point.Estimator.Thetas));
    }

    [Fact]
    public void A_point_keeps_its_stop_rules_its_schedule_its_output_and_its_steps_over_the_wire()
    {
        var stop = new StopSettings(3, TimeSpan.FromSeconds(5), 2, Vector.Of(0.1, double.PositiveInfinity));
        var optimizer = new OptimizerSettings(OptimizerMethod.Sgd, 0.5, 6, 3, 0, 0, 0, 0, Vector.Of(1), Vector.Of(2), LearningSchedule.Cosine, 0.25);
        var estimator = new EstimatorSettings(EstimatorMethod.FiniteDifference, Scheme.Symmetric, Pruning.Weight, 1, ["T"], Vector.Of(0.125));
        var spec = Client.Samples.Point(0, "{}", "T") with { Stop = stop, Optimizer = optimizer, Output = new(["a", "b"], 4), CouplingStrength = 0.25, Estimator = estimator };
        var read = serializer.Deserialize<PointSpec>(serializer.SerializeToArray(spec))!;
        Assert.Equal((stop, optimizer, 4, 0.25), (read.Stop, read.Optimizer, read.Output!.TraceThin, read.CouplingStrength));
        Assert.Equal(["a", "b"], read.Output.Observables);
        Assert.Equal((EstimatorMethod.FiniteDifference, Vector.Of(0.125), 3), (read.Estimator.Method, read.Estimator.Steps, read.Estimator.Thetas));
    }

    [Fact]
    public void A_point_with_everything_that_points_have_is_read()
    {
        var plugin = new PluginReference("P", "1.0", "ab");
        var today = new PointSpec(
            1, "id", "key", "{}", 7, plugin, "model", "{\"a\":1}", "proposal", "{\"b\":2}", "coupling",
            new(EstimatorMethod.Covariance, Scheme.Accept, Pruning.Uniform, 4, ["a", "b"], Vector.Of(0.125, 0.25), EveryComponent: true, ChosenSettings.Alternatives, Kernel: "own", Control: ControlVariate.Covariance),
            new(8, 2, 10, 3, "start"),
            new("hill", ObjectiveGoal.Minimize, "-mean(x)^2"),
            SweepMode.Optimize,
            new(OptimizerMethod.Sgd, 0.5, 6, 3, 0.9, 0.999, 1e-8, 0.25, Vector.Of(1, 2), Vector.Of(3, 4), LearningSchedule.Cosine, 0.125, [ParameterTransform.Log, ParameterTransform.Logit], 2.5),
            3,
            plugin with { Id = "Q" },
            new(3, TimeSpan.FromSeconds(5), 2, Vector.Of(0.1, double.PositiveInfinity)),
            new(["c"], 4),
            CouplingStrength: 0.25);
        var point = Read<PointSpec>("IOgABUEFaWRBB2tleUEFe30BDyHoQANQQQcxLjBBBWFi4EELbW9kZWxBD3siYSI6MX1BEXByb3Bvc2FsQQ97ImIiOjJ9QRFjb3VwbGluZyHoCAMFCQMJCQMFAREhIAAFQQNhQANi4OAhQCEAAAAAAADAPwAAAAAAANA/4AEDCQMJQQdvd24JAwXgIegAIQEJASkBDUELc3RhcnTgIehACWhpbGwJAwlBFS1tZWFuKHgpXjLgCQMBIegIAwWBAAAAAAAA4D8BGQENgc3MzMzMzOw/gSuHFtnO9+8/gTqMMOKOeUU+gQAAAAAAANA/IUAhAAAAAAAA8D8AAAAAAAAAQOAhQCEAAAAAAAAIQAAAAAAAABBA4AkDBYEAAAAAAADAPyEgAAUJAwUIAwng4IEAAAAAAAAEQOABDSHoQANRwRPBFeAh6AANgYDw+gIAAAAAgQAAAAAAAABAIUAhmpmZmZmZuT8AAAAAAADwf+DgIeggIAADQQNj4OABEeCBAAAAAAAA0D/g", today);
        Assert.Equal(["a", "b"], point.Estimator.Wrt);
        Assert.Equal(["c"], point.Output!.Observables);
        Assert.Equal(today.Optimizer!.Transforms, point.Optimizer!.Transforms);
        Assert.Equal(today, point with
        {
            Estimator = point.Estimator with { Wrt = today.Estimator.Wrt }, Output = today.Output, Optimizer = point.Optimizer with { Transforms = today.Optimizer.Transforms },
        });
    }

    [Fact]
    public void A_point_stored_before_there_were_control_variates_is_read_as_one_without()
    {
        var point = serializer.Deserialize<PointSpec>(Convert.FromBase64String("IOgABUEFaWRBB2tleUEFe30BDyHoQANQQQcxLjBBBWFi4EELbW9kZWxBD3siYSI6MX1BEXByb3Bvc2FsQQ97ImIiOjJ9QRFjb3VwbGluZyHoCAMFCQMJCQMFAREhIAAFQQNhQANi4OAhQCEAAAAAAADAPwAAAAAAANA/4AEDCQMJQQdvd27gIegAIQEJASkBDUELc3RhcnTgIehACWhpbGwJAwlBFS1tZWFuKHgpXjLgCQMBIegIAwWBAAAAAAAA4D8BGQENgc3MzMzMzOw/gSuHFtnO9+8/gTqMMOKOeUU+gQAAAAAAANA/IUAhAAAAAAAA8D8AAAAAAAAAQOAhQCEAAAAAAAAIQAAAAAAAABBA4AkDBYEAAAAAAADAPyEgAAUJAwUIAwng4IEAAAAAAAAEQOABDSHoQANRwRPBFeAh6AANgYDw+gIAAAAAgQAAAAAAAABAIUAhmpmZmZmZuT8AAAAAAADwf+DgIeggIAADQQNj4OABEeCBAAAAAAAA0D/g"))!;
        Assert.Equal((ControlVariate.None, "own"), (point.Estimator.Control, point.Estimator.Kernel));
        Assert.Equal((8, 0.25), (point.Chain.Chains, point.CouplingStrength));
    }

    [Fact]
    public void A_point_stored_before_models_brought_kernels_is_read_as_one_of_the_generic_kernel()
    {
        var point = serializer.Deserialize<PointSpec>(Convert.FromBase64String("IOgABUEFaWRBB2tleUEFe30BDyHoQANQQQcxLjBBBWFi4EELbW9kZWxBD3siYSI6MX1BEXByb3Bvc2FsQQ97ImIiOjJ9QRFjb3VwbGluZyHoCAMFCQMJCQMFAREhIAAFQQNhQANi4OAhQCEAAAAAAADAPwAAAAAAANA/4AEDCQMJ4CHoACEBCQEpAQ1BC3N0YXJ04CHoQAloaWxsCQMJQRUtbWVhbih4KV4y4AkDASHoCAMFgQAAAAAAAOA/ARkBDYHNzMzMzMzsP4ErhxbZzvfvP4E6jDDijnlFPoEAAAAAAADQPyFAIQAAAAAAAPA/AAAAAAAAAEDgIUAhAAAAAAAACEAAAAAAAAAQQOAJAwWBAAAAAAAAwD8hIAAFCQMFCAMJ4OCBAAAAAAAABEDgAQ0h6EADUcETwRXgIegADYGA8PoCAAAAAIEAAAAAAAAAQCFAIZqZmZmZmbk/AAAAAAAA8H/g4CHoICAAA0EDY+DgARHggQAAAAAAANA/4A=="))!;
        Assert.Equal((ChosenSettings.Alternatives, null), (point.Estimator.Chosen, point.Estimator.Kernel));
        Assert.Equal((8, 0.25), (point.Chain.Chains, point.CouplingStrength));
    }

    [Fact]
    public void A_point_stored_before_there_were_expressions_transforms_and_clipping_is_read()
    {
        var point = serializer.Deserialize<PointSpec>(Convert.FromBase64String("IOgABUEFaWRBB2tleUEFe30BDyHoQANQQQcxLjBBBWFi4EELbW9kZWxBD3siYSI6MX1BEXByb3Bvc2FsQQ97ImIiOjJ9QRFjb3VwbGluZyHoCAMFCQMJCQMFAREhIAAFQQNhQANi4OAhQCEAAAAAAADAPwAAAAAAANA/4AED4CHoACEBCQEpAQ1BC3N0YXJ04CHoQAloaWxsCQMJ4AkDASHoCAMFgQAAAAAAAOA/ARkBDYHNzMzMzMzsP4ErhxbZzvfvP4E6jDDijnlFPoEAAAAAAADQPyFAIQAAAAAAAPA/AAAAAAAAAEDgIUAhAAAAAAAACEAAAAAAAAAQQOAJAwWBAAAAAAAAwD/gAQ0h6EADUcETwRXgIegADYGA8PoCAAAAAIEAAAAAAAAAQCFAIZqZmZmZmbk/AAAAAAAA8H/g4CHoICAAA0EDY+DgARHggQAAAAAAANA/4A=="))!;
        Assert.Equal(new("hill", ObjectiveGoal.Minimize), point.Objective);
        Assert.Equal((true, null, 0.125), (point.Optimizer!.Transforms.IsDefaultOrEmpty, point.Optimizer.Clip, point.Optimizer.FinalRate));
        Assert.Equal((true, 0.25), (point.Estimator.EveryComponent, point.CouplingStrength));
    }

    [Fact]
    public void A_point_stored_before_pilots_chose_is_read_as_one_to_which_everything_is_given()
    {
        var point = serializer.Deserialize<PointSpec>(Convert.FromBase64String("IOgABUEFaWRBB2tleUEFe30BDyHoQANQQQcxLjBBBWFi4EELbW9kZWxBD3siYSI6MX1BEXByb3Bvc2FsQQ97ImIiOjJ9QRFjb3VwbGluZyHoCAMFCQMJCQMFAREhIAAFQQNhQANi4OAhQCEAAAAAAADAPwAAAAAAANA/4AED4CHoACEBCQEpAQ1BC3N0YXJ04CHoQAloaWxsCQMJQRUtbWVhbih4KV4y4AkDASHoCAMFgQAAAAAAAOA/ARkBDYHNzMzMzMzsP4ErhxbZzvfvP4E6jDDijnlFPoEAAAAAAADQPyFAIQAAAAAAAPA/AAAAAAAAAEDgIUAhAAAAAAAACEAAAAAAAAAQQOAJAwWBAAAAAAAAwD8hIAAFCQMFCAMJ4OCBAAAAAAAABEDgAQ0h6EADUcETwRXgIegADYGA8PoCAAAAAIEAAAAAAAAAQCFAIZqZmZmZmbk/AAAAAAAA8H/g4CHoICAAA0EDY+DgARHggQAAAAAAANA/4A=="))!;
        Assert.Equal((Vector.Of(0.125, 0.25), true, ChosenSettings.None), (point.Estimator.Steps, point.Estimator.EveryComponent, point.Estimator.Chosen));
        Assert.Equal((8, 0.25), (point.Chain.Chains, point.CouplingStrength));
    }

    [Fact]
    public void A_point_stored_before_there_were_steps_and_strengths_is_read()
    {
        var point = serializer.Deserialize<PointSpec>(Convert.FromBase64String("IOgABUEFaWRBB2tleUEFe30BDyHoQANQQQcxLjBBBWFi4EELbW9kZWxBD3siYSI6MX1BEXByb3Bvc2FsQQ97ImIiOjJ9QRFjb3VwbGluZyHoCAMFCQMJCQMFAREhIAAFQQNhQANi4ODgIegAIQEJASkBDUELc3RhcnTgIehACWhpbGwJAwngCQMBIegIAwWBAAAAAAAA4D8BGQENgc3MzMzMzOw/gSuHFtnO9+8/gTqMMOKOeUU+gQAAAAAAANA/IUAhAAAAAAAA8D8AAAAAAAAAQOAhQCEAAAAAAAAIQAAAAAAAABBA4AkDBYEAAAAAAADAP+ABDSHoQANRwRPBFeAh6AANgYDw+gIAAAAAgQAAAAAAAABAIUAhmpmZmZmZuT8AAAAAAADwf+DgIeggIAADQQNj4OABEeDg"))!;
        Assert.Equal((EstimatorMethod.Covariance, Pruning.Uniform, 4), (point.Estimator.Method, point.Estimator.Pruning, point.Estimator.Alternatives));
        Assert.Equal((0, false, null), (point.Estimator.Steps.Count, point.Estimator.EveryComponent, point.CouplingStrength));
        Assert.Equal((4, 0.125), (point.Output!.TraceThin, point.Optimizer!.FinalRate));
    }

    [Fact]
    public void The_columns_of_a_member_are_read()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var (found, etag) = Assert.Single(connection.Rows(
            MembershipRow.Read,
            "SELECT '127.0.0.1:11111@5', 7, 3, 'one', 'host', 30000, '127.0.0.1:11112@6,2026-01-02T03:04:05.0000001Z', '2026-01-02T03:04:05.0000000Z', '2026-01-02T03:04:06.0000000Z'"));
        var entry = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(System.Net.IPAddress.Loopback, 11111, 5),
            Status = SiloStatus.Active,
            SiloName = "one",
            HostName = "host",
            ProxyPort = 30000,
            StartTime = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            IAmAliveTime = new(2026, 1, 2, 3, 4, 6, DateTimeKind.Utc),
        };
        entry.AddSuspector(SiloAddress.New(System.Net.IPAddress.Loopback, 11112, 6), entry.StartTime.AddTicks(1));
        Assert.Equal("7", etag);
        Assert.Equal(MembershipRow.Parameters(entry, 7), MembershipRow.Parameters(found, 7));
        Assert.Equal(
            ["127.0.0.1:11111@5", 7, 3, "one", "host", 30000, "127.0.0.1:11112@6,2026-01-02T03:04:05.0000001Z", "2026-01-02T03:04:05.0000000Z", "2026-01-02T03:04:06.0000000Z"],
            MembershipRow.Parameters(entry, 7).Select(parameter => parameter.Value));
    }

    /// <summary>Reads the kept bytes, and checks that today's are the same: a change needs new ids, and the old bytes kept beside the new.</summary>
    [Fact]
    public void Lanes_under_suspicion_are_read()
    {
        var batch = new BatchInFlight("id/3", ChainPass.At(5), FirstReplicate: 0, FirstGroup: 1, LastReplicate: 2, LastGroup: 3, Start: 7, IsAlone: true);
        var suspect = Assert.Single(Read<StoredSuspects>("ICAAAyEg6EAJaWQvMyHoABUBAeABAQEFAQkBDQEPAQPgIQAFQQdvbmVAB3R3b+ABBeDg4A==", new StoredSuspects { Suspects = [new() { Batch = batch, Silos = ["one", "two"], DeathsAlone = 1 }] }).Suspects);
        Assert.Equal(new Suspect(batch, 2, 1), suspect.ToSuspect());
    }

    private T Read<T>(string golden, T today)
    {
        var found = Convert.ToBase64String(serializer.SerializeToArray(today));
        Assert.True(golden == found, $"kept {golden}, today {found}");
        return serializer.Deserialize<T>(Convert.FromBase64String(golden))!;
    }
}
