using System.Runtime.InteropServices;

namespace DiffMH.Tests.Runs;

/// <summary>
/// A kernel whose sums are a function of stream names: draws x = θ₀ + z, z uniform on (−½, ½), observables x and x² with slopes 1 and 2x.
/// Asks the limit after each group.
/// </summary>
/// <param name="spec">The point.</param>
/// <param name="layout">Two observables and p parameters, of which the first is θ₀.</param>
/// <param name="spoil">Changes a row before it is returned, given replicate and pass.</param>
internal sealed class FakeKernel(PointSpec spec, SumsLayout layout, Action<int, ChainPass, double[]>? spoil = null) : IBatchKernel
{
    public BatchOutcome Run(BatchTask task, IWorkLimit limit)
    {
        var done = MemoryMarshal.Cast<byte, double>(task.Continuation).ToArray().ToList();
        var groups = task.Slices.SelectMany(slice => Enumerable.Range(slice.FirstGroup, slice.Groups).Select(group => (slice, group))).ToArray();
        var updates = 0L;
        for (var next = done.Count / layout.Width; next < groups.Length; next++)
        {
            done.AddRange(Group(groups[next].slice, groups[next].group, task.Pass));
            updates += spec.Chain.Steps;
            if (next + 1 < groups.Length && limit.IsReached())
            {
                return new(Vector.Empty, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(done)).ToArray(), updates);
            }
        }

        return new(Vector.Of([.. done]), null, updates);
    }

    private double[] Group(ReplicateSlice slice, int group, ChainPass pass)
    {
        var row = new double[layout.Width];
        var source = RandomSource.For(spec.Seed, Convert.FromHexString(spec.StreamKey), slice.Replicate);
        for (var chain = spec.Chain.FirstChain(group); chain < spec.Chain.FirstChain(group + 1); chain++)
        {
            var stream = source.Open(chain, pass, StreamRole.Primal);
            for (var draw = 0; draw < spec.Chain.Draws; draw++)
            {
                Add(row, slice.Theta[0] + stream.NextUniform() - 0.5);
            }
        }

        spoil?.Invoke(slice.Replicate, pass, row);
        return row;
    }

    private void Add(double[] row, double x)
    {
        row[SumsLayout.Draws]++;
        row[SumsLayout.Updates]++;
        row[SumsLayout.Moments] += x;
        row[SumsLayout.Moments + 1] += x * x;
        row[layout.Slopes] += 1;
        row[layout.Slopes + layout.Parameters] += 2 * x;
    }
}
