namespace DiffMH.Engine.Kernels;

/// <summary>One row of all sums for each group of lanes.</summary>
internal sealed class GroupSums(BatchTask task, SumsLayout layout) : IBatchSums
{
    private readonly double[] rows = new double[task.Groups * layout.Width];

    /// <inheritdoc/>
    public void Add(ILaneRow lane, LaneCursor cursor) => lane.AddTo(rows.AsSpan(cursor.Row * layout.Width, layout.Width));

    /// <inheritdoc/>
    public Vector Result() => Vector.Wrap(rows);

    /// <inheritdoc/>
    public void Save(BinaryWriter writer, LaneCursor cursor) => writer.WriteDoubles(SoFar(cursor));

    /// <inheritdoc/>
    public void Load(BinaryReader reader, LaneCursor cursor) => reader.ReadDoubles(SoFar(cursor));

    private Span<double> SoFar(LaneCursor cursor) => rows.AsSpan(0, (cursor.Row + 1) * layout.Width);
}
