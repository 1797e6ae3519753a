using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>
/// A value that remembers on a <see cref="Tape"/> how it was formed, so that one walk back gives its derivatives in all parameters it
/// depends on, and in no others (reverse mode, sparse by leaf): exact to rounding.
/// </summary>
/// <remarks>
/// The work is that of the operations, whatever the number of parameters: a ratio of densities that reads five of 10⁶ parameters costs as much as
/// with five. Values are those of <see cref="Real"/> to the bit. Leaves come from <see cref="DiffMH.Tape.Leaf"/>; all of one expression from one tape.
/// Griewank and Walther 2008, chapter 3.
/// </remarks>
public readonly record struct Traced : IScalar<Traced>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    internal Traced(double value, Tape? tape, int node) => (Value, Tape, Node) = (value, tape, node);

    /// <inheritdoc/>
    public double Value { get; }

    /// <summary>Where it is recorded; null for a constant.</summary>
    internal Tape? Tape { get; }

    /// <summary>Its place on the tape; for a leaf the complement of the parameter's index.</summary>
    internal int Node { get; }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Traced Constant(double value) => new(value, null, 0);

    /// <inheritdoc/>
    public static Traced operator +(Traced a, Traced b) => Of(a.Value + b.Value, a, 1, b, 1);

    /// <inheritdoc/>
    public static Traced operator -(Traced a, Traced b) => Of(a.Value - b.Value, a, 1, b, -1);

    /// <inheritdoc/>
    public static Traced operator -(Traced a) => Of(-a.Value, a, -1);

    /// <inheritdoc/>
    public static Traced operator *(Traced a, Traced b) => Of(a.Value * b.Value, a, b.Value, b, a.Value);

    /// <inheritdoc/>
    public static Traced operator *(double a, Traced b) => Of(a * b.Value, b, a);

    /// <inheritdoc/>
    public static Traced operator /(Traced a, Traced b)
    {
        // ∂(a/b) = (∂a − (a/b) ∂b) / b
        var quotient = a.Value / b.Value;
        return Of(quotient, a, 1 / b.Value, b, -quotient / b.Value);
    }

    /// <inheritdoc/>
    public static Traced Exp(Traced a)
    {
        var value = Math.Exp(a.Value);
        return Of(value, a, value);
    }

    /// <inheritdoc/>
    public static Traced Log(Traced a) => Of(Math.Log(a.Value), a, a.Value == 0 ? 0 : 1 / a.Value);

    /// <inheritdoc/>
    public static Traced Sqrt(Traced a)
    {
        var root = Math.Sqrt(a.Value);
        return Of(root, a, 0.5 / root);
    }

    /// <inheritdoc/>
    public static Traced XLogX(Traced a)
    {
        if (!(a.Value > 0))
        {
            return default;
        }

        // ∂(a log a) = (log a + 1) ∂a
        var log = Math.Log(a.Value);
        return Of(a.Value * log, a, log + 1);
    }

    /// <inheritdoc/>
    public static Traced Select(Traced test, Traced ifNonNegative, Traced otherwise) => test.Value >= 0 ? ifNonNegative : otherwise;

    [MethodImpl(Inline)]
    private static Traced Of(double value, Traced a, double slope) =>
        a.Tape is { } tape ? new(value, tape, tape.Record(a.Node, slope)) : Constant(value);

    [MethodImpl(Inline)]
    private static Traced Of(double value, Traced a, double slopeOfA, Traced b, double slopeOfB)
    {
        if (b.Tape is null)
        {
            return Of(value, a, slopeOfA);
        }

        return a.Tape is { } tape
            ? new(value, tape, tape.Record(a.Node, slopeOfA, b.Node, slopeOfB))
            : Of(value, b, slopeOfB);
    }
}
