using System.Collections.Immutable;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;

namespace DiffMH.Engine.Verification;

/// <summary>Runs the kernel that a model brings beside the engine's generic one: the same expectations, and the same bits however it is divided and interrupted.</summary>
/// <param name="shape">The model.</param>
/// <param name="proposal">The proposal.</param>
/// <param name="own">The kernel.</param>
internal sealed class KernelChecks(SiteShape shape, ProposalTrial proposal, KernelDefinition own)
{
    private const int FewestReplays = 24;
    private const int Chains = 3;
    private const int GroupsPerBatch = 5;

    private readonly int[] wrt = own.Scheme == Scheme.OneSided ? shape.Differentiable(proposal)[..1] : shape.Differentiable(proposal);
    private readonly OwnKernel kernel = new(own, proposal.Trial.Settings.Record, proposal.Settings.Record, proposal.Layout, proposal.Trial.Instance.ObservableNames.Length);

    /// <summary>Runs them with one coupling, if the kernel has it.</summary>
    /// <returns>Whether it has.</returns>
    public bool Run(object coupling, string name, Ledger ledger)
    {
        var point = Point(name);
        if (wrt.Length == 0 || kernel.Lacks(point) is not null)
        {
            return false;
        }

        var (agreement, lanes) = (new KernelAgreement(proposal, Settings(point), own), Array.Empty<double[]>());
        Ledger.Collect(ledger.Of(proposal.Trial.Model.Name, Check.Kernel, proposal.Definition.Name, name), row =>
        {
            var several = point with { Chain = point.Chain with { Chains = Chains } };
            Replay(row, several, Generic(coupling, several));
            lanes = agreement.Sums(kernel.Create(point));
            agreement.Run(row, lanes, Generic(coupling, point));
        });
        if (lanes.Length > 0)
        {
            Ledger.Collect(
                ledger.Of(proposal.Trial.Model.Name, Check.KernelLanes, proposal.Definition.Name, name), row => agreement.Scatter(row, lanes, isFree: kernel.Caveat(point) is not null));
        }

        return true;
    }

    /// <summary>A point with the trial's settings, from the model's first start.</summary>
    private PointSpec Point(string coupling) => new(
        Index: 0,
        Identity: "",
        Convert.ToHexStringLower(NamedStreams.Key($"{proposal.Trial.Name} {proposal.Definition.Name} {coupling} {own.Name}")),
        Settings: "",
        proposal.Trial.Streams.Seed,
        new PluginReference("", "", ""),
        proposal.Trial.Model.Name,
        ModelSettings: "",
        proposal.Definition.Name,
        ProposalSettings: "",
        coupling,
        new EstimatorSettings(EstimatorMethod.Dmh, own.Scheme, Pruning.Weight, own.Alternatives, [.. wrt.Select(position => proposal.Layout.Names[position])], Kernel: own.Name),
        new ChainSettings(Chains: 1, Warmup: 1, Draws: 9, Thin: 2, proposal.Trial.Model.Starts[0].Name),
        new ObjectiveSettings("", ObjectiveGoal.Evaluate),
        SweepMode.Gradient,
        Optimizer: null,
        Replicates: 1);

    /// <summary>How the generic kernel is told to run, with other random numbers.</summary>
    private KernelSettings Settings(PointSpec point) => new(proposal.Trial.Streams.Seed, [.. NamedStreams.Key($"{point.StreamKey} generic")], [.. wrt], point.Estimator, point.Chain);

    private IBatchKernel Generic(object coupling, PointSpec point) => shape.Kernel(proposal, coupling, Settings(point), proposal.Trial.Model.Starts[0]);

    private void Replay(Evidence row, PointSpec point, IBatchKernel generic)
    {
        var replicates = Math.Max(FewestReplays, (2 * own.LanesTogether) + GroupsPerBatch) / Chains;
        ImmutableArray<ReplicateSlice> slices = [.. Enumerable.Range(0, replicates).Select(replicate => new ReplicateSlice(replicate, 0, Chains, proposal.Layout.Initial))];
        var whole = KernelRun.Sums(kernel.Create(point), slices, new Unlimited());
        row.Holds(KernelRun.Same(whole, KernelRun.Sums(kernel.Create(point), slices, new AtOnce())), () => "the same lanes gave other sums when interrupted as often as can be");
        var divided = kernel.Create(point);
        row.Holds(
            KernelRun.Same(whole, [.. BatchDivision.Divide(slices, GroupsPerBatch).SelectMany(batch => KernelRun.Sums(divided, batch, new Unlimited()))]),
            () => $"the same lanes gave other sums in batches of {GroupsPerBatch}");
        if (Others(KernelRun.Sums(generic, slices, new Unlimited()), replicates) <= replicates / 2)
        {
            return;   // chains that hardly move may give the same sums whatever their streams are
        }

        row.Holds(Others(whole, replicates) > 0, () => "all replicates gave the same sums: each has streams of its own");
        foreach (var pass in new[] { ChainPass.At(1), ChainPass.Final })
        {
            row.Holds(!KernelRun.Same(whole, [.. divided.Run(new(pass, slices, null), new Unlimited()).Sums.Values]), () => "two passes gave the same sums: each has streams of its own");
        }
    }

    /// <summary>How many replicates gave other sums than the first.</summary>
    private static int Others(double[] sums, int replicates)
    {
        var rows = sums.Chunk(sums.Length / replicates).ToArray();
        return rows.Count(other => !KernelRun.Same(rows[0], other));
    }
}
