using System.Collections.Immutable;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Runs;

namespace DiffMH.Engine.Verification;

/// <summary>Runs the engine's own kernels of a model and a proposal: gradients, replay, and the primal chain under every coupling.</summary>
/// <param name="shape">The model.</param>
/// <param name="proposal">The proposal.</param>
internal sealed class EngineChecks(IShape shape, ProposalTrial proposal)
{
    private const int Lanes = 24;

    /// <summary>So many that moves between up to six labels are tabulated.</summary>
    private const int DrawsForTables = 300;

    private static readonly ChainSettings Chain = new(Chains: 1, Warmup: 2, Draws: 12, Thin: 1, Start: "");

    private readonly int[] wrt = shape.Differentiable(proposal);
    private readonly double[] theta = proposal.Layout.Initial.Values.ToArray();
    private readonly Func<double[], FiniteLaw>? law = shape.ExactLaw(proposal, Chain);
    private GradientCheck? gradient;
    private double[]? primal;

    /// <summary>Whether the moments of the finite chain are known without sampling.</summary>
    public bool IsExact => law is not null;

    /// <summary>Runs them with one coupling.</summary>
    public void Run(object coupling, string name, Ledger ledger)
    {
        Ledger.Collect(Row(ledger, Check.Replay, name), row => Replay(row, coupling));
        Ledger.Collect(Row(ledger, Check.PrimalUnchanged, null), row => Primal(row, coupling, name));
        if (wrt.Length > 0)
        {
            gradient ??= Begin(coupling, ledger);
            Ledger.Collect(Row(ledger, Check.Gradient, name), row => gradient.Run(row, coupling, Settings(EstimatorMethod.Dmh)));
        }
    }

    /// <summary>Computes what all couplings are compared with, once.</summary>
    private GradientCheck Begin(object coupling, Ledger ledger)
    {
        var check = new GradientCheck(shape, proposal, wrt, Chain);
        if (law is not null)
        {
            Ledger.Collect(Row(ledger, Check.Moments, null), check.CompareMoments);
            Ledger.Collect(Row(ledger, Check.OtherEstimators, null), row => Others(row, coupling, check, law));
        }

        return check;
    }

    /// <summary>What needs no coupling, which is given because a kernel has one.</summary>
    private void Others(Evidence row, object coupling, GradientCheck check, Func<double[], FiniteLaw> exact)
    {
        var others = new OtherEstimators(shape, proposal, new(proposal, wrt), Chain, exact);
        check.CompareDifference(row);
        others.Covariance(row, coupling, Settings);
        if (proposal.Trial.Model.HasClasses)
        {
            others.Scores(row, coupling, Settings);
        }
    }

    /// <summary>How kernels are told to run.</summary>
    private KernelSettings Settings(EstimatorMethod method) => new(
        proposal.Trial.Streams.Seed,
        [.. NamedStreams.Key($"{proposal.Trial.Name} {proposal.Definition.Name}")],
        [.. wrt],
        new EstimatorSettings(method, Scheme.Symmetric, Pruning.Weight, 2, [.. wrt.Select(position => proposal.Layout.Names[position])]),
        Chain);

    private Evidence Row(Ledger ledger, string check, string? coupling) => ledger.Of(proposal.Trial.Model.Name, check, proposal.Definition.Name, coupling);

    /// <summary>As gradients are checked, and as the engine has loops of their own for: with one alternative, for parameters of the model, of labels in chains long enough for tables.</summary>
    private void Replay(Evidence row, object coupling)
    {
        var replay = new ReplayCheck(told => shape.Kernel(proposal, coupling, told), Vector.Wrap(theta));
        var several = Settings(EstimatorMethod.Dmh);
        int[] ofModel = [.. wrt.Where(position => position < proposal.Trial.Theta.Length)];
        var single = several.Estimator with { Alternatives = 1, Wrt = [.. ofModel.Select(position => proposal.Layout.Names[position])] };
        replay.Run(row, several);
        replay.Run(row, several with { Wrt = [.. ofModel], Estimator = single, Chain = Chain with { Draws = DrawsForTables } });
    }

    private void Primal(Evidence row, object coupling, string name)
    {
        var settings = Settings(EstimatorMethod.Dmh);
        var layout = settings.Layout(proposal.Trial.Instance.ObservableNames.Length);
        var slices = Enumerable.Range(0, Lanes).Select(lane => new ReplicateSlice(lane, 0, 1, Vector.Wrap(theta))).ToImmutableArray();
        double[] found = [.. KernelRun.Sums(shape.Kernel(proposal, coupling, settings), slices, new Unlimited())
            .Chunk(layout.Width)
            .SelectMany(lane => lane[SumsLayout.Moments..layout.Slopes].Append(lane[SumsLayout.Accepted]))];
        primal ??= found;
        row.Holds(KernelRun.Same(primal, found), () => $"the primal chain with {name} is another than with the first coupling: a coupling must draw from its own stream only");
    }
}
