namespace DiffMH.Engine.Kernels;

/// <summary>
/// Sums where there are too many parameters to keep them for each group: for each group a row whose derivatives are those in a few
/// <see cref="Direction"/>s, and once for each slice, behind its rows, k × p sums in all parameters: of the derivatives, and of f s where
/// scores s are summed; then p sums of s follow.
/// </summary>
/// <remarks>A slice is a whole replicate, since a part of one would have sums that nobody may add.</remarks>
internal sealed class ManySums : IBatchSums
{
    private readonly BatchTask task;
    private readonly KernelSettings settings;
    private readonly SumsLayout all;
    private readonly SumsLayout few;
    private readonly int[] starts;
    private readonly double[] sums;
    private readonly double[] lane;
    private double[] parameters = [];
    private int parametersOf = -1;

    /// <summary>Empty sums.</summary>
    /// <param name="task">The batch.</param>
    /// <param name="all">Where the sums of a lane stand.</param>
    /// <param name="settings">The directions, and the parameters they are in.</param>
    public ManySums(BatchTask task, SumsLayout all, KernelSettings settings)
    {
        (this.task, this.all, this.settings) = (task, all, settings);
        few = settings.RowLayout(all.Observables);
        starts = new int[task.Slices.Length + 1];
        for (var slice = 0; slice < task.Slices.Length; slice++)
        {
            starts[slice + 1] = starts[slice] + (task.Slices[slice].Groups * few.Width) + Shared;
        }

        sums = new double[starts[^1]];
        lane = new double[all.Width];
    }

    /// <summary>How many sums in all parameters a slice has.</summary>
    private int Shared => SharedBy(all.Observables, all.Parameters, all.HasScores);

    /// <summary>The same of any layout.</summary>
    public static int SharedBy(int observables, int parameters, bool hasScores) => (observables + (hasScores ? 1 : 0)) * parameters;

    /// <inheritdoc/>
    public void Add(ILaneRow lane, LaneCursor cursor)
    {
        Array.Clear(this.lane);
        lane.AddTo(this.lane);
        AddFew(sums.AsSpan(starts[cursor.SliceIndex] + (cursor.Group * few.Width), few.Width), ParametersOf(cursor.SliceIndex));
        var shared = sums.AsSpan(starts[cursor.SliceIndex + 1] - Shared, Shared);
        var slopes = shared[..(all.Observables * all.Parameters)];
        Add(this.lane.AsSpan(all.Slopes, slopes.Length), slopes);
        if (all.HasScores)
        {
            Add(this.lane.AsSpan(all.Products, slopes.Length), slopes);
            Add(this.lane.AsSpan(all.Scores, all.Parameters), shared[slopes.Length..]);
        }
    }

    /// <inheritdoc/>
    public Vector Result() => Vector.Wrap(sums);

    /// <inheritdoc/>
    public void Save(BinaryWriter writer, LaneCursor cursor) => writer.WriteDoubles(SoFar(cursor));

    /// <inheritdoc/>
    public void Load(BinaryReader reader, LaneCursor cursor) => reader.ReadDoubles(SoFar(cursor));

    private Span<double> SoFar(LaneCursor cursor) => sums.AsSpan(0, starts[cursor.SliceIndex + 1]);

    /// <summary>Adds the lane to its group's row, its derivatives as those in the directions.</summary>
    private void AddFew(Span<double> row, ReadOnlySpan<double> at)
    {
        Add(lane.AsSpan(0, all.Slopes), row[..few.Slopes]);
        Add(lane.AsSpan(all.Squares, all.Scores - all.Squares), row[few.Squares..few.Scores]);
        for (var d = 0; d < settings.Directions.Length; d++)
        {
            for (var j = 0; j < all.Observables; j++)
            {
                row[few.Slopes + (j * few.Parameters) + d] += settings.Directions[d].Along(lane.AsSpan(all.Slopes + (j * all.Parameters), all.Parameters), at);
                if (all.HasScores)
                {
                    row[few.Products + (j * few.Parameters) + d] += settings.Directions[d].Along(lane.AsSpan(all.Products + (j * all.Parameters), all.Parameters), at);
                }
            }

            if (all.HasScores)
            {
                row[few.Scores + d] += settings.Directions[d].Along(lane.AsSpan(all.Scores, all.Parameters), at);
            }
        }
    }

    private ReadOnlySpan<double> ParametersOf(int slice)
    {
        if (parametersOf != slice)
        {
            parameters = [.. settings.Wrt.Select(position => task.Slices[slice].Theta[position])];
            parametersOf = slice;
        }

        return parameters;
    }

    private static void Add(ReadOnlySpan<double> numbers, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += numbers[i];
        }
    }
}
