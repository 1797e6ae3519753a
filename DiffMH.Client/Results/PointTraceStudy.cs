using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Results;

/// <summary>Looks at the trace of one point: straight lines through the tail of each replicate, and the path of the objective in few numbers.</summary>
/// <param name="point">The point, of an optimisation.</param>
/// <param name="iterations">How many iterations it did.</param>
internal sealed class PointTraceStudy(PointSpec point, int iterations)
{
    /// <summary>Two numbers for each letter of a line of 24.</summary>
    public const int PathLength = 48;

    private readonly int tail = Math.Min(point.Optimizer!.TailAverage, iterations);
    private readonly (double Sum, int Count)[] path = new (double, int)[Math.Min(PathLength, iterations)];

    /// <summary>For each replicate a line for the objective and one for each parameter.</summary>
    private readonly Line[,] lines = new Line[point.Replicates, 1 + point.Estimator.Wrt.Length];

    /// <summary>Takes a block; the final evaluation in it, whose number is that of all iterations, is no iteration.</summary>
    public void Add(TraceBlock block)
    {
        for (var i = 0; i < block.Rows; i++)
        {
            if (block.Iterations[i] < iterations)
            {
                Add(block.Iterations[i], block.Replicates[i], block.Row(i));
            }
        }
    }

    /// <summary>What still moved; null where the tail is too short for a line.</summary>
    public ConvergenceSummary? Convergence()
    {
        if (tail < Line.LeastPoints)
        {
            return null;
        }

        var drift = point.Estimator.Wrt.Select((name, j) => KeyValuePair.Create(name, Change(1 + j)));
        return new(tail, Change(0), new(drift));
    }

    /// <summary>The mean objective over replicates, along the iterations.</summary>
    public IReadOnlyList<double> Path() => [.. path.Where(mean => mean.Count > 0).Select(mean => mean.Sum / mean.Count)];

    private void Add(int iteration, int replicate, ReadOnlySpan<double> numbers)
    {
        var p = point.Estimator.Wrt.Length;
        var objective = numbers[p];
        if (double.IsFinite(objective))
        {
            ref var mean = ref path[(long)iteration * path.Length / iterations];
            mean = (mean.Sum + objective, mean.Count + 1);
        }

        if (iteration < iterations - tail)
        {
            return;
        }

        lines[replicate, 0].Add(iteration, objective);
        for (var j = 0; j < p; j++)
        {
            lines[replicate, 1 + j].Add(iteration, numbers[j]);
        }
    }

    /// <summary>Mean and standard error over replicates of slope × tail; a replicate that failed has NaN somewhere and is left out.</summary>
    private ValueSummary Change(int number)
    {
        double[] changes = [.. Enumerable.Range(0, point.Replicates).Select(replicate => lines[replicate, number].Slope * tail).Where(double.IsFinite)];
        var mean = changes.DefaultIfEmpty(double.NaN).Average();
        var squares = changes.Sum(change => (change - mean) * (change - mean));
        return new(mean, changes.Length < 2 ? double.NaN : Math.Sqrt(squares / (changes.Length - 1) / changes.Length));
    }

    /// <summary>A line of least squares through numbers that come one by one, each measured from the first, so that no digit is lost to its size.</summary>
    private struct Line
    {
        public const int LeastPoints = 3;

        private double firstX;
        private double firstY;
        private double count;
        private double sumX;
        private double sumY;
        private double sumXX;
        private double sumXY;

        public readonly double Slope => count < LeastPoints ? double.NaN : ((count * sumXY) - (sumX * sumY)) / ((count * sumXX) - (sumX * sumX));

        public void Add(double x, double y)
        {
            if (count == 0)
            {
                (firstX, firstY) = (x, y);
            }

            var (dx, dy) = (x - firstX, y - firstY);
            count++;
            sumX += dx;
            sumY += dy;
            sumXX += dx * dx;
            sumXY += dx * dy;
        }
    }
}
