using System.Collections.Immutable;
using System.Globalization;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Runs;

namespace DiffMH.Engine.Verification;

/// <summary>
/// The engine's gradients along a line in θ: their mean over the line is the difference of the moments at its ends, whatever its length. The
/// moments are those of the finite chain, exact where states can be enumerated, else from chains of their own with the same streams.
/// </summary>
/// <remarks>A difference quotient of a small step would be biased or noisy; averaged over the whole line the derivative needs no small step, and kinks do not matter.</remarks>
internal sealed class GradientCheck
{
    private const int Blocks = 64;
    private const int FewLanes = 3;

    private readonly IShape shape;
    private readonly ProposalTrial proposal;
    private readonly int[] wrt;
    private readonly ChainSettings chain;
    private readonly int lanes;
    private readonly ThetaLine line;
    private readonly double[] sizes;
    private readonly double[][] up;
    private readonly double[][] down;

    /// <summary>Computes the moments at both ends.</summary>
    /// <param name="shape">The model.</param>
    /// <param name="proposal">The proposal.</param>
    /// <param name="wrt">Positions in θ of the parameters that are moved.</param>
    /// <param name="chain">The chain.</param>
    public GradientCheck(IShape shape, ProposalTrial proposal, int[] wrt, ChainSettings chain)
    {
        (this.shape, this.proposal, this.wrt, this.chain) = (shape, proposal, wrt, chain);
        lanes = Blocks * Math.Max(2, proposal.Trial.Budget.Lanes / Blocks);
        line = new(proposal, wrt);
        sizes = ObservableSizes.Of(shape);
        var exact = shape.ExactLaw(proposal, chain);
        (up, down) = exact is null ? (Sampled(1), Sampled(-1)) : ([exact(line.At(1)).Moments], [exact(line.At(-1)).Moments]);
    }

    /// <summary>Compares with the gradients of a coupling.</summary>
    public void Run(Evidence row, object coupling, KernelSettings settings)
    {
        var observables = proposal.Trial.Instance.ObservableNames;
        var layout = settings.Layout(observables.Length);
        var stream = proposal.Open("line");
        var places = Enumerable.Range(0, lanes).Select(_ => (2 * stream.NextUniform()) - 1).ToArray();
        var sums = KernelRun.Sums(shape.Kernel(proposal, coupling, settings), Slices(places), new Unlimited()).Chunk(layout.Width).ToArray();
        for (var observable = 0; observable < observables.Length; observable++)
        {
            var (k, differences) = (observable, new double[lanes]);
            for (var lane = 0; lane < lanes; lane++)
            {
                var slopes = sums[lane].AsSpan(layout.Slopes + (k * wrt.Length), wrt.Length);
                differences[lane] = ((line.Along(slopes) / chain.Draws) - (0.5 * (up[lane % up.Length][k] - down[lane % down.Length][k]))) / sizes[k];
            }

            // What happens in a few lanes of all may be seen in none, and would then seem to be known exactly.
            BlockMean.Compare(row, differences, Blocks, (double)FewLanes / lanes, () => $"the derivative of the moment of {observables[k].Name}, by its largest value, {line}");
        }
    }

    /// <summary>Compares sampled moments at one end of the line with those without sampling, where that is known.</summary>
    public void CompareMoments(Evidence row)
    {
        var observables = proposal.Trial.Instance.ObservableNames;
        var sampled = Sampled(1);
        for (var observable = 0; observable < observables.Length; observable++)
        {
            var k = observable;
            BlockMean.Compare(row, [.. sampled.Select(lane => (lane[k] - up[0][k]) / sizes[k])], Blocks, (double)FewLanes / lanes, () => $"the moment of {observables[k].Name}, by its largest value, at theta = [{Listed(line.At(1))}]");
        }
    }

    /// <summary>Compares the difference of sampled moments at both ends, on the same streams, with that without sampling, where that is known.</summary>
    public void CompareDifference(Evidence row)
    {
        var (above, below) = (Sampled(1), Sampled(-1));
        for (var observable = 0; observable < sizes.Length; observable++)
        {
            var k = observable;
            var differences = above.Select((lane, i) => (lane[k] - below[i][k] - (up[0][k] - down[0][k])) / (2 * sizes[k])).ToArray();
            BlockMean.Compare(row, differences, Blocks, (double)FewLanes / lanes, () => $"finite-difference: the quotient of the moment of {NameOf(k)}, by its largest value, {line}");
        }
    }

    private string NameOf(int observable) => proposal.Trial.Instance.ObservableNames[observable].Name;

    private static string Listed(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(number => number.ToString("G3", CultureInfo.InvariantCulture)));

    /// <summary>The moments of each lane at one end.</summary>
    private double[][] Sampled(double place)
    {
        var observables = proposal.Trial.Instance.ObservableNames.Length;
        var settings = new KernelSettings(
            proposal.Trial.Streams.Seed,
            [.. NamedStreams.Key($"{proposal.Trial.Name} {proposal.Definition.Name} ends")],
            [.. wrt],
            new EstimatorSettings(EstimatorMethod.FiniteDifference, Scheme.Symmetric, Pruning.Weight, 1, [.. wrt.Select(position => proposal.Layout.Names[position])]),
            chain);
        var layout = settings.Layout(observables);
        var coupling = Models.BuiltInCouplings.All.First(any => any.Name == "independent").Create(proposal.Definition, strength: null);
        var kernel = shape.Kernel(proposal, coupling, settings);
        return [.. KernelRun.Sums(kernel, Slices([.. Enumerable.Repeat(place, lanes)]), new Unlimited())
            .Chunk(layout.Width)
            .Select(row => row[SumsLayout.Moments..layout.Slopes].Select(sum => sum / chain.Draws).ToArray())];
    }

    private ImmutableArray<ReplicateSlice> Slices(double[] places) => [.. places.Select((place, lane) => new ReplicateSlice(lane, 0, 1, Vector.Wrap(line.At(place))))];
}
