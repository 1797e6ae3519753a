namespace DiffMH.Engine.Statistics;

/// <summary>What independent repetitions of an estimate say together.</summary>
public static class Replication
{
    /// <summary>Mean, standard error s/√n and standard deviation s (divisor n − 1) of independent values.</summary>
    /// <param name="name">What is estimated.</param>
    /// <param name="values">One value for each replicate, at least one.</param>
    /// <param name="ownError">The standard error that a single value has of its own; used where there is only one.</param>
    public static Estimate Of(string name, ReadOnlySpan<double> values, double ownError)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException($"'{name}' needs at least one replicate; found none.", nameof(values));
        }

        if (values.Length == 1)
        {
            return new(name, values[0], ownError, double.NaN);
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        var scatter = 0.0;
        foreach (var value in values)
        {
            scatter += (value - mean) * (value - mean);
        }

        var deviation = Math.Sqrt(scatter / (values.Length - 1));
        return new(name, mean, deviation / Math.Sqrt(values.Length), deviation);
    }
}
