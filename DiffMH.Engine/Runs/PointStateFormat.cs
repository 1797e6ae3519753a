using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>The stored form of a <see cref="PointState"/>. All numbers little-endian, the version first.</summary>
/// <remarks>
/// int32 version, int32 pass, int32 replicates; the pooled estimate; the diagnostics; since version 2 the end, int32 iterations and int32
/// reason; since version 4 the int32 number of replicates that are ahead; then each replicate: θ, memory, tail sum, θ of the last pass, estimate, failure, since version 2 the recent θ and the drift, since
/// version 4 the int32 pass in which it failed, −1 for none. A vector is int32 count and float64s; a text int32 bytes and UTF-8; a byte 0 or 1
/// precedes what may be absent. Of the diagnostics the first vector has four numbers, before version 3 three. A version once released stays readable.
/// </remarks>
public static class PointStateFormat
{
    /// <summary>The version written.</summary>
    public const int Version = 4;

    /// <summary>The first version, which has neither ends nor what stop rules gather.</summary>
    private const int WithoutStops = 1;

    /// <summary>The second, whose diagnostics do not have the largest share.</summary>
    private const int WithoutShares = 2;

    /// <summary>The third, which does not say when a replicate failed, nor how many are ahead.</summary>
    private const int WithoutAhead = 3;

    private const int None = -1;

    /// <summary>Writes a state.</summary>
    public static byte[] Write(PointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var writer = new StateWriter();
        writer.Int32(Version);
        writer.Int32(state.Pass);
        writer.Int32(state.Replicates.Length);
        writer.Optional(state.Pooled, Write);
        writer.Optional(state.Diagnostics, Write);
        writer.Optional(state.End, Write);
        writer.Int32(state.Ahead);
        foreach (var replicate in state.Replicates)
        {
            writer.Vector(replicate.Theta);
            writer.Vector(replicate.Memory);
            writer.Vector(replicate.TailSum);
            writer.Vector(replicate.Ran);
            writer.Optional(replicate.Estimate, Write);
            writer.Optional(replicate.Failure, Write);
            writer.Vector(replicate.Recent);
            writer.Vector(replicate.Drift);
            writer.Int32(replicate.FailedIn ?? None);
        }

        return writer.ToBytes();
    }

    /// <summary>Reads a state.</summary>
    /// <exception cref="InvalidDataException">The bytes are of an unknown version, cut off, or too many.</exception>
    public static PointState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        var version = reader.Int32();
        if (version is < WithoutStops or > Version)
        {
            throw new InvalidDataException($"A point's state of version {version}; this DiffMH reads versions {WithoutStops} to {Version}. Go on with the DiffMH that wrote it, or start afresh.");
        }

        var hasStops = version > WithoutStops;
        var hasAhead = version > WithoutAhead;
        var pass = reader.Int32();
        var replicates = new ReplicateState[reader.Count(elementBytes: 18)];
        var pooled = reader.IsPresent() ? ReadEstimate(ref reader) : null;
        var diagnostics = reader.IsPresent() ? ReadDiagnostics(ref reader, version > WithoutShares) : null;
        var end = hasStops && reader.IsPresent() ? new PointEnd(reader.Int32(), (StopReason)reader.Int32()) : null;
        var ahead = hasAhead ? reader.Int32() : 0;
        for (var i = 0; i < replicates.Length; i++)
        {
            replicates[i] = ReadReplicate(ref reader, hasStops) with { FailedIn = hasAhead && reader.Int32() is >= 0 and var failedIn ? failedIn : null };
        }

        reader.End();
        return new(pass, [.. replicates], pooled, diagnostics, end, ahead);
    }

    private static ReplicateState ReadReplicate(ref StateReader reader, bool hasStops) => new(
        reader.Vector(),
        reader.Vector(),
        reader.Vector(),
        reader.Vector(),
        reader.IsPresent() ? ReadEstimate(ref reader) : null,
        reader.IsPresent() ? new(reader.Text(), reader.Text(), reader.Text()) : null,
        hasStops ? reader.Vector() : Vector.Empty,
        hasStops ? reader.Vector() : Vector.Empty);

    private static void Write(StateWriter writer, PointEnd end)
    {
        writer.Int32(end.Iterations);
        writer.Int32((int)end.Reason);
    }

    private static void Write(StateWriter writer, PassEstimate estimate)
    {
        writer.Vector(estimate.Values);
        writer.Vector(estimate.Errors);
    }

    private static PassEstimate ReadEstimate(ref StateReader reader) => new(reader.Vector(), reader.Vector());

    private static void Write(StateWriter writer, Failure failure)
    {
        writer.Text(failure.Kind);
        writer.Text(failure.Message);
        writer.Text(failure.Stack);
    }

    private static void Write(StateWriter writer, ChainDiagnostics diagnostics)
    {
        writer.Vector(Vector.Of(diagnostics.Acceptance, diagnostics.RecouplingMean, diagnostics.UnrecoupledFraction, diagnostics.LargestShare));
        writer.Int32(diagnostics.Observables.Length);
        foreach (var observable in diagnostics.Observables)
        {
            writer.Text(observable.Name);
            writer.Vector(Vector.Of(observable.Ess, observable.RHatSplit));
        }
    }

    private static ChainDiagnostics ReadDiagnostics(ref StateReader reader, bool hasShare)
    {
        var shares = reader.Vector(count: hasShare ? 4 : 3);
        var observables = new ObservableDiagnostics[reader.Count(elementBytes: 8)];
        for (var j = 0; j < observables.Length; j++)
        {
            var name = reader.Text();
            var numbers = reader.Vector(count: 2);
            observables[j] = new(name, numbers[0], numbers[1]);
        }

        return new(shares[0], shares[1], shares[2], [.. observables], hasShare ? shares[3] : double.NaN);
    }
}
