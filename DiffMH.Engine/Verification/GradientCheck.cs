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
    private readonly double[] half;
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
        half = HalfLine();
        sizes = SizesOf(shape);
        var exact = shape.ExactMoments(proposal, chain);
        IsExact = exact is not null;
        (up, down) = exact is null ? (Sampled(1), Sampled(-1)) : ([exact(At(1))], [exact(At(-1))]);
    }

    /// <summary>Whether the moments at the ends are known without sampling.</summary>
    public bool IsExact { get; }

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
                differences[lane] = ((Along(slopes) / chain.Draws) - (0.5 * (up[lane % up.Length][k] - down[lane % down.Length][k]))) / sizes[k];
            }

            // What happens in a few lanes of all may be seen in none, and would then seem to be known exactly.
            BlockMean.Compare(row, differences, Blocks, (double)FewLanes / lanes, () => $"the derivative of the moment of {observables[k].Name}, by its largest value, along [{Listed(half)}] in [{string.Join(", ", wrt.Select(position => proposal.Layout.Names[position]))}]");
        }
    }

    /// <summary>Compares sampled moments at one end of the line with those without sampling, where <see cref="IsExact"/>.</summary>
    public void CompareMoments(Evidence row)
    {
        var observables = proposal.Trial.Instance.ObservableNames;
        var sampled = Sampled(1);
        for (var observable = 0; observable < observables.Length; observable++)
        {
            var k = observable;
            BlockMean.Compare(row, [.. sampled.Select(lane => (lane[k] - up[0][k]) / sizes[k])], Blocks, (double)FewLanes / lanes, () => $"the moment of {observables[k].Name}, by its largest value, at theta = [{Listed(At(1))}]");
        }
    }

    /// <summary>The largest value of each observable where it is tried, by which it is measured; 1 where it is 0.</summary>
    private static double[] SizesOf(IShape shape)
    {
        var observed = shape.Observations.Select(point => point.Values()).ToArray();
        return [.. Enumerable.Range(0, observed[0].Length).Select(i => observed.Max(values => Math.Abs(values[i])) is var size and > 0 ? size : 1)];
    }

    private static string Listed(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(number => number.ToString("G3", CultureInfo.InvariantCulture)));

    private double Along(ReadOnlySpan<double> slopes)
    {
        var sum = 0.0;
        for (var j = 0; j < slopes.Length; j++)
        {
            sum += slopes[j] * half[j];
        }

        return sum;
    }

    private double[] HalfLine()
    {
        var (stream, reach) = (proposal.Open("direction"), Trial.ReachOf(proposal.Layout));
        return [.. wrt.Select(position => reach[position] * (stream.NextUniform() < 0.5 ? -1 : 1) * (0.5 + (0.5 * stream.NextUniform())))];
    }

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

    private ImmutableArray<ReplicateSlice> Slices(double[] places) => [.. places.Select((place, lane) => new ReplicateSlice(lane, 0, 1, Vector.Wrap(At(place))))];

    private double[] At(double place)
    {
        var theta = proposal.Layout.Initial.Values.ToArray();
        for (var j = 0; j < wrt.Length; j++)
        {
            theta[wrt[j]] += place * half[j];
        }

        return theta;
    }
}
