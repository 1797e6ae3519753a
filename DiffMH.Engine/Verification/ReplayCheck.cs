using System.Collections.Immutable;
using System.Globalization;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Runs;

namespace DiffMH.Engine.Verification;

/// <summary>Whether the same lanes give the same bits: again, in small batches, and interrupted as often as can be.</summary>
/// <param name="create">Makes a kernel.</param>
/// <param name="theta">Where all lanes run.</param>
internal sealed class ReplayCheck(Func<KernelSettings, IBatchKernel> create, Vector theta)
{
    private const int Lanes = 24;

    /// <summary>So few that lanes of real vectors run one by one, and eight at a time where all are one batch.</summary>
    private const int LanesPerBatch = 3;

    /// <summary>Runs kernels that are told the same.</summary>
    public void Run(Evidence row, KernelSettings settings)
    {
        var slices = Enumerable.Range(0, Lanes).Select(lane => new ReplicateSlice(lane, 0, 1, theta)).ToImmutableArray();
        var kernel = create(settings);
        var whole = KernelRun.Sums(kernel, slices, new Unlimited());
        row.Holds(KernelRun.Same(whole, KernelRun.Sums(kernel, slices, new Unlimited())), () => Found("when run again"));
        var other = create(settings);
        row.Holds(
            KernelRun.Same(whole, [.. slices.Chunk(LanesPerBatch).SelectMany(batch => KernelRun.Sums(other, [.. batch], new AtOnce()))]),
            () => Found($"in batches of {LanesPerBatch}, interrupted as often as can be"));

        string Found(string when) => string.Create(CultureInfo.InvariantCulture, $"the same lanes gave other sums {when} (alternatives: {settings.Estimator.Alternatives})");
    }
}
