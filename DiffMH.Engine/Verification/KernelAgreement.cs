using System.Collections.Immutable;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;

namespace DiffMH.Engine.Verification;

/// <summary>Compares what two kernels sum, on average over many lanes with other random numbers, at two θ that stand next to each other in a batch.</summary>
/// <remarks>Lanes that a kernel computes together may share random numbers: blocks are of whole packs, and only they are taken for independent.</remarks>
/// <param name="proposal">The proposal.</param>
/// <param name="settings">How both are run: one chain for each replicate.</param>
/// <param name="own">The kernel that the model brings.</param>
internal sealed class KernelAgreement(ProposalTrial proposal, KernelSettings settings, KernelDefinition own)
{
    private const int Blocks = 64;
    private const int FewLanes = 3;
    private const int LanesForEachDraw = 4;

    private static readonly ImmutableArray<int> Exact = [SumsLayout.Draws, SumsLayout.Updates, SumsLayout.Batches, SumsLayout.Halves];

    private readonly ImmutableArray<Observable> observables = proposal.Trial.Instance.ObservableNames;
    private readonly SumsLayout layout = settings.Layout(proposal.Trial.Instance.ObservableNames.Length);
    private readonly Vector[] thetas = Thetas(proposal, settings);

    /// <summary>Compares them.</summary>
    /// <param name="row">The row.</param>
    /// <param name="found">The sums of each lane of the model's kernel.</param>
    /// <param name="generic">The generic kernel.</param>
    public void Run(Evidence row, double[][] found, IBatchKernel generic)
    {
        var right = Sums(generic, lanesTogether: 1);
        foreach (var place in Exact)
        {
            row.Holds(found.All(sums => sums[place] == right[0][place]), () => $"column {place} of a lane's sums is {found.First(sums => sums[place] != right[0][place])[place]}; it must be {right[0][place]}");
        }

        for (var theta = 0; theta < thetas.Length; theta++)
        {
            Compare(row, SumsLayout.Accepted, ("accepted steps", theta), found, right);
            for (var place = SumsLayout.Moments; place < layout.Width; place++)
            {
                Compare(row, place, (NameOf(place), theta), found, right);
            }
        }
    }

    /// <summary>Looks for lanes that are less independent than the kernel says.</summary>
    /// <param name="row">The row.</param>
    /// <param name="found">The sums of each lane of the model's kernel.</param>
    /// <param name="isFree">Whether lanes of a pack may be alike to any degree.</param>
    public void Scatter(Evidence row, double[][] found, bool isFree)
    {
        var scatter = new PackScatter(Blocks, own.LanesTogether, Even(own.LanesTogether) / 2);
        for (var place = SumsLayout.Moments; place < layout.Squares; place++)
        {
            scatter.Compare(row, [.. found.Where((_, lane) => lane % 2 == 0).Select(sums => sums[place])], isFree, () => NameOf(place));
        }
    }

    /// <summary>The sums of each lane of the model's kernel; θ takes turns.</summary>
    public double[][] Sums(IBatchKernel kernel) => Sums(kernel, own.LanesTogether);

    /// <summary>Lanes of whole packs, an even number so that each block begins with the first θ.</summary>
    private static int Even(int lanesTogether) => lanesTogether % 2 == 0 ? lanesTogether : 2 * lanesTogether;

    /// <summary>The least multiple that is not smaller.</summary>
    private static int Whole(int number, int pack) => (number + pack - 1) / pack * pack;

    private double[][] Sums(IBatchKernel kernel, int lanesTogether)
    {
        var lanes = Blocks * Whole(LanesForEachDraw * proposal.Trial.Budget.Draws / Blocks, Even(lanesTogether));
        var sums = KernelRun.Sums(kernel, [.. Enumerable.Range(0, lanes).Select(lane => new ReplicateSlice(lane, 0, 1, thetas[lane % 2]))], new Unlimited());
        return [.. sums.Chunk(layout.Width)];
    }

    private void Compare(Evidence row, int place, (string Name, int Theta) what, double[][] found, double[][] right)
    {
        // In units of the largest sum of a lane: what happens in a few lanes of all may be seen in none, and would then seem to be known exactly.
        var size = right.Concat(found).Max(sums => Math.Abs(sums[place]));
        double[] Means(double[][] all) => [.. all.Chunk(all.Length / Blocks).Select(block => block.Where((_, lane) => lane % 2 == what.Theta).Average(sums => sums[place] / size))];
        if (size > 0)
        {
            double[] differences = [.. Means(found).Zip(Means(right), (one, other) => one - other)];
            BlockMean.Compare(row, differences, Blocks, 2.0 * FewLanes / right.Length, () => $"{what.Name}, by the largest sum of a lane, {(what.Theta == 0 ? "at the trial's θ" : "at a θ near by")}");
        }
    }

    /// <summary>That of the trial, where there may be ties, and one near by.</summary>
    private static Vector[] Thetas(ProposalTrial proposal, KernelSettings settings)
    {
        var (theta, reach) = (proposal.Layout.Initial.Values.ToArray(), Trial.ReachOf(proposal.Layout));
        foreach (var position in settings.Wrt)
        {
            theta[position] += 0.5 * reach[position];
        }

        return [proposal.Layout.Initial, Vector.Wrap(theta)];
    }

    private string NameOf(int place)
    {
        var (p, slope) = (layout.Parameters, place - layout.Slopes);
        return slope < 0 ? $"the moment of {observables[place - SumsLayout.Moments].Name}"
            : place < layout.Squares ? $"the derivative of {observables[slope / p].Name} for {proposal.Layout.Names[settings.Wrt[slope % p]]}"
            : $"a sum for diagnostics (column {place}) of {observables[(place - layout.Squares) % observables.Length].Name}";
    }
}
