using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>The stored form of a <see cref="PointState"/>. All numbers little-endian, the version first.</summary>
/// <remarks>
/// int32 version, int32 pass, int32 replicates; the pooled estimate; the diagnostics; then each replicate: θ, memory, tail sum, θ of the
/// last pass, estimate, failure. A vector is int32 count and float64s; a text int32 bytes and UTF-8; a byte 0 or 1 precedes what may be
/// absent. A version once released stays readable.
/// </remarks>
public static class PointStateFormat
{
    /// <summary>The version written.</summary>
    public const int Version = 1;

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
        foreach (var replicate in state.Replicates)
        {
            writer.Vector(replicate.Theta);
            writer.Vector(replicate.Memory);
            writer.Vector(replicate.TailSum);
            writer.Vector(replicate.Ran);
            writer.Optional(replicate.Estimate, Write);
            writer.Optional(replicate.Failure, Write);
        }

        return writer.ToBytes();
    }

    /// <summary>Reads a state.</summary>
    /// <exception cref="InvalidDataException">The bytes are of an unknown version, cut off, or too many.</exception>
    public static PointState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        var version = reader.Int32();
        if (version != Version)
        {
            throw new InvalidDataException($"A point's state of version {version}; this DiffMH reads version {Version}. Go on with the DiffMH that wrote it, or start afresh.");
        }

        var pass = reader.Int32();
        var replicates = new ReplicateState[reader.Count(elementBytes: 18)];
        var pooled = reader.IsPresent() ? ReadEstimate(ref reader) : null;
        var diagnostics = reader.IsPresent() ? ReadDiagnostics(ref reader) : null;
        for (var i = 0; i < replicates.Length; i++)
        {
            replicates[i] = new(
                reader.Vector(),
                reader.Vector(),
                reader.Vector(),
                reader.Vector(),
                reader.IsPresent() ? ReadEstimate(ref reader) : null,
                reader.IsPresent() ? new(reader.Text(), reader.Text(), reader.Text()) : null);
        }

        reader.End();
        return new(pass, [.. replicates], pooled, diagnostics);
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
        writer.Vector(Vector.Of(diagnostics.Acceptance, diagnostics.RecouplingMean, diagnostics.UnrecoupledFraction));
        writer.Int32(diagnostics.Observables.Length);
        foreach (var observable in diagnostics.Observables)
        {
            writer.Text(observable.Name);
            writer.Vector(Vector.Of(observable.Ess, observable.RHatSplit));
        }
    }

    private static ChainDiagnostics ReadDiagnostics(ref StateReader reader)
    {
        var shares = reader.Vector(count: 3);
        var observables = new ObservableDiagnostics[reader.Count(elementBytes: 8)];
        for (var j = 0; j < observables.Length; j++)
        {
            var name = reader.Text();
            var numbers = reader.Vector(count: 2);
            observables[j] = new(name, numbers[0], numbers[1]);
        }

        return new(shares[0], shares[1], shares[2], [.. observables]);
    }
}
