namespace DiffMH.Engine.Verification;

/// <summary>Exact draws from finitely many states.</summary>
internal sealed class DiscreteLaw
{
    private readonly double[] cumulated;

    /// <summary>A law ∝ exp.</summary>
    /// <param name="logs">log g of each state; −∞ where it never occurs.</param>
    public DiscreteLaw(double[] logs)
    {
        var (largest, sum) = (logs.Max(), 0.0);
        cumulated = [.. logs.Select(log => sum += Math.Exp(log - largest))];
    }

    /// <summary>A state.</summary>
    public int Draw(ref RandomStream stream)
    {
        var place = stream.NextUniform() * cumulated[^1];
        var state = Array.BinarySearch(cumulated, place);
        return state < 0 ? ~state : state + 1;
    }
}
