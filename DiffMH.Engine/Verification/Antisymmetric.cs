namespace DiffMH.Engine.Verification;

/// <summary>Bounded functions a(x, x′) = −a(x′, x): under detailed balance each has mean 0 over the accepted moves.</summary>
/// <param name="states">Where the chain is, and how wide its law.</param>
/// <remarks>Which way each coordinate moved, away from the centre or towards it, and how pairs of coordinates moved together.</remarks>
internal sealed class Antisymmetric(VectorStates states)
{
    private const int MostCoordinates = 6;

    private readonly int coordinates = Math.Min(MostCoordinates, states.Center.Length);

    /// <summary>How many there are.</summary>
    public int Count => (2 * coordinates) + 1 + (coordinates - 1);

    /// <summary>Adds a of a move, weighted.</summary>
    public void Add(SignedSums sums, ReadOnlySpan<Real> x, ReadOnlySpan<Real> next, double weight)
    {
        var (near, far) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var (before, after) = (Place(x[i], i), Place(next[i], i));
            near += before * before;
            far += after * after;
            if (i < coordinates)
            {
                sums.Add(i, weight * Math.Sign(after - before));
                sums.Add(coordinates + i, weight * Math.Sign((after * after) - (before * before)));
            }

            if (i > 0 && i < coordinates)
            {
                sums.Add((2 * coordinates) + i, weight * Math.Sign((after * Place(next[i - 1], i - 1)) - (before * Place(x[i - 1], i - 1))));
            }
        }

        sums.Add(2 * coordinates, weight * Math.Sign(far - near));
    }

    /// <summary>What a component is, for messages.</summary>
    public string Describe(int component) => component < coordinates ? $"moves up less moves down in coordinate {component}"
        : component < 2 * coordinates ? $"moves away from the centre less moves back in coordinate {component - coordinates}"
        : component == 2 * coordinates ? "moves away from the centre less moves back"
        : $"moves of coordinates {component - (2 * coordinates) - 1} and {component - (2 * coordinates)} together less moves apart";

    private double Place(Real coordinate, int i) => (coordinate.Value - states.Center[i]) / states.Width[i];
}
