using DiffMH.Engine.Kernels;
using DiffMH.Engine.Verification;

namespace DiffMH.Tests.Verification;

/// <summary>A model whose kernels with a given number of alternatives sum something else whenever they are run again.</summary>
/// <param name="right">The model.</param>
/// <param name="alternatives">How many.</param>
internal sealed class ForgetfulShape(IShape right, int alternatives) : IShape
{
    private readonly List<KernelSettings> told = [];

    /// <summary>How kernels were told to run.</summary>
    public IReadOnlyList<KernelSettings> Told => told;

    public IReadOnlyList<FunctionPoint> Densities => right.Densities;

    public IReadOnlyList<FunctionPoint> Observations => right.Observations;

    public double[] Moments => right.Moments;

    public void CheckModel(Ledger ledger) => right.CheckModel(ledger);

    public void CheckProposal(ProposalTrial proposal, Ledger ledger) => right.CheckProposal(proposal, ledger);

    public void CheckCoupling(ProposalTrial proposal, object coupling, string name, Ledger ledger) => right.CheckCoupling(proposal, coupling, name, ledger);

    public bool Takes(ProposalTrial proposal, object coupling) => right.Takes(proposal, coupling);

    public int[] Differentiable(ProposalTrial proposal) => right.Differentiable(proposal);

    public IBatchKernel Kernel(ProposalTrial proposal, object coupling, KernelSettings settings)
    {
        told.Add(settings);
        var kernel = right.Kernel(proposal, coupling, settings);
        return settings.Estimator.Method == EstimatorMethod.Dmh && settings.Estimator.Alternatives == alternatives ? new Counting(kernel) : kernel;
    }

    public Func<double[], FiniteLaw>? ExactLaw(ProposalTrial proposal, ChainSettings chain) => right.ExactLaw(proposal, chain);

    /// <summary>Adds to the last sum how often it was run before.</summary>
    private sealed class Counting(IBatchKernel kernel) : IBatchKernel
    {
        private int runs;

        public BatchOutcome Run(BatchTask task, IWorkLimit limit)
        {
            var outcome = kernel.Run(task, limit);
            double[] sums = [.. outcome.Sums.Values];
            sums[^1] += runs++;
            return outcome with { Sums = Vector.Wrap(sums) };
        }
    }
}
