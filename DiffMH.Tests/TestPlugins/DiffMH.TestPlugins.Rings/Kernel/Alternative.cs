namespace DiffMH.TestPlugins.Rings;

/// <summary>A chain that took the other branch of one decision.</summary>
/// <param name="spins">Where it begins.</param>
/// <param name="weight">v.</param>
internal sealed class Alternative(byte[] spins, double[] weight)
{
    /// <summary>Its state.</summary>
    public byte[] Spins { get; } = spins;

    /// <summary>w, one number for each parameter.</summary>
    public double[] Weight { get; private set; } = weight;

    /// <summary>By what it competes.</summary>
    public double Mass { get; private set; } = Math.Sqrt(weight.Sum(number => number * number));

    /// <summary>Steps since its birth.</summary>
    public int Age { get; set; }

    /// <summary>Takes the mass of two that competed: the weight is divided by the probability to be kept.</summary>
    public void Grow(double together)
    {
        Weight = [.. Weight.Select(number => number * (together / Mass))];
        Mass = together;
    }
}
