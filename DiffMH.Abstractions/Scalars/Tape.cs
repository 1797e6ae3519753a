namespace DiffMH;

/// <summary>Records how <see cref="Traced"/> numbers are formed, and finds their derivatives. Used by one thread at a time, again and again: once it is large enough nothing is allocated.</summary>
public sealed class Tape
{
    private Step[] steps = new Step[64];
    private double[] adjoints = new double[64];
    private int count;

    /// <summary>For each parameter one more than its place in the gradient; 0 where it has none.</summary>
    private int[] places = [];
    private int[] indices = new int[16];
    private double[] values = new double[16];
    private int found;

    /// <summary>A parameter.</summary>
    /// <param name="index">Its index, from 0, by which its derivative is found.</param>
    /// <param name="value">Its value.</param>
    public Traced Leaf(int index, double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (index >= places.Length)
        {
            Array.Resize(ref places, Math.Max(index + 1, 2 * places.Length));
        }

        return new(value, this, ~index);
    }

    /// <summary>Forgets all numbers but the leaves.</summary>
    public void Clear() => count = 0;

    /// <summary>The derivatives of a number in all parameters it was formed from.</summary>
    /// <param name="number">A number of this tape that was not forgotten, or a constant.</param>
    /// <returns>Each parameter at most once, some perhaps with derivative 0; good until the next call.</returns>
    public SparseGradient Gradient(Traced number)
    {
        ForgetGradient();
        if (number.Tape is null)
        {
            return default;
        }

        if (number.Tape != this)
        {
            throw new ArgumentException("The number is of another tape.", nameof(number));
        }

        if (adjoints.Length < steps.Length)
        {
            Array.Resize(ref adjoints, steps.Length);
        }

        adjoints.AsSpan(0, count).Clear();
        Add(number.Node, 1);
        for (var at = number.Node; at >= 0; at--)
        {
            Pass(steps[at], adjoints[at]);
        }

        return new(indices.AsSpan(0, found), values.AsSpan(0, found));
    }

    /// <summary>Records a number formed from one other.</summary>
    internal int Record(int a, double slope) => Record(new Step(a, slope, a, 0));

    /// <summary>Records a number formed from two others.</summary>
    internal int Record(int a, double slopeOfA, int b, double slopeOfB) => Record(new Step(a, slopeOfA, b, slopeOfB));

    private int Record(Step step)
    {
        if (count == steps.Length)
        {
            Array.Resize(ref steps, 2 * count);
        }

        steps[count] = step;
        return count++;
    }

    /// <summary>Hands the derivative by a number on to those it was formed from. Slopes of 0 hand nothing on, so that 0 · ∞ does not arise.</summary>
    private void Pass(Step step, double adjoint)
    {
        if (adjoint == 0)
        {
            return;
        }

        if (step.SlopeOfA != 0)
        {
            Add(step.A, adjoint * step.SlopeOfA);
        }

        if (step.SlopeOfB != 0)
        {
            Add(step.B, adjoint * step.SlopeOfB);
        }
    }

    private void Add(int node, double derivative)
    {
        if (node >= 0)
        {
            adjoints[node] += derivative;
            return;
        }

        ref var place = ref places[~node];
        if (place == 0)
        {
            place = Append(~node);
        }

        values[place - 1] += derivative;
    }

    private int Append(int index)
    {
        if (found == indices.Length)
        {
            Array.Resize(ref indices, 2 * found);
            Array.Resize(ref values, 2 * found);
        }

        (indices[found], values[found]) = (index, 0);
        return ++found;
    }

    private void ForgetGradient()
    {
        foreach (var index in indices.AsSpan(0, found))
        {
            places[index] = 0;
        }

        found = 0;
    }

    private readonly record struct Step(int A, double SlopeOfA, int B, double SlopeOfB);
}
