using System.Globalization;

namespace DiffMH;

/// <summary>Suggests labels by a matrix q(x, x′), which need not be symmetric; staying is allowed.</summary>
/// <remarks>The numbers are taken as given and not scaled, so that q(x, x′) = q(x′, x) is known exactly, as ties need it.</remarks>
public readonly struct LabelMatrix : ILabelProposal
{
    /// <summary>How far from 1 the sum of a row may be: as far as numbers with ten digits are.</summary>
    private const double Tolerance = 1e-9;

    private readonly int labels;
    private readonly double[] rows;

    /// <summary>A matrix for n labels.</summary>
    /// <param name="settings">n × n probabilities, row by row.</param>
    /// <param name="labels">n, at least 2.</param>
    /// <exception cref="SettingException">There are not n × n numbers, a row does not sum to 1, or some labels cannot be reached from others.</exception>
    public LabelMatrix(LabelMatrixSettings settings, int labels)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (this.labels, rows) = (labels, settings.Rows.Values.ToArray());
        if (rows.Length != labels * labels)
        {
            throw Wrong($"found {rows.Length} numbers; {labels} labels take {labels * labels}, {labels} rows of {labels}.");
        }

        for (var label = 0; label < labels; label++)
        {
            var sum = rows.AsSpan(label * labels, labels).ToArray().Sum();
            if (Math.Abs(sum - 1) > Tolerance)
            {
                throw Wrong($"row {label}, of label {label}, sums to {sum:R}; probabilities sum to 1.");
            }
        }

        RequireConnection();
    }

    /// <inheritdoc/>
    public int Propose(int label, ref RandomStream stream)
    {
        // What rounding leaves of the row goes to the last label that can be suggested.
        var row = rows.AsSpan(label * labels, labels);
        var left = stream.NextUniform();
        var suggested = label;
        for (var other = 0; other < row.Length; other++)
        {
            if (row[other] == 0)
            {
                continue;
            }

            suggested = other;
            left -= row[other];
            if (left < 0)
            {
                break;
            }
        }

        return suggested;
    }

    /// <inheritdoc/>
    public double Probability(int from, int to) => rows[(from * labels) + to];

    private static SettingException Wrong(FormattableString problem) => new("rows", problem.ToString(CultureInfo.InvariantCulture));

    /// <summary>A move that cannot be made back is always rejected, so that only the others connect labels.</summary>
    private void RequireConnection()
    {
        var reached = new bool[labels];
        var open = new Stack<int>([0]);
        while (open.TryPop(out var label))
        {
            reached[label] = true;
            for (var other = 0; other < labels; other++)
            {
                if (!reached[other] && Probability(label, other) > 0 && Probability(other, label) > 0)
                {
                    open.Push(other);
                }
            }
        }

        if (Array.IndexOf(reached, false) is var missing && missing >= 0)
        {
            throw Wrong($"label {missing} cannot be reached from label 0 by moves that have a positive probability both ways; others are never accepted, so the chain would see a part of the labels only.");
        }
    }
}
