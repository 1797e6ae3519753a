using System.Globalization;

namespace DiffMH.Engine.Verification;

/// <summary>A line in θ through the parameters of a trial, as long as they may be moved.</summary>
/// <param name="proposal">Model and proposal.</param>
/// <param name="wrt">Positions in θ of the parameters that are moved.</param>
internal sealed class ThetaLine(ProposalTrial proposal, int[] wrt)
{
    private readonly double[] half = Half(proposal, wrt);

    /// <summary>θ at a place of the line.</summary>
    /// <param name="place">From −1 to 1; the trial's own parameters are at 0.</param>
    public double[] At(double place)
    {
        var theta = proposal.Layout.Initial.Values.ToArray();
        for (var j = 0; j < wrt.Length; j++)
        {
            theta[wrt[j]] += place * half[j];
        }

        return theta;
    }

    /// <summary>The derivative along the line, per unit of place.</summary>
    /// <param name="slopes">The derivatives in the parameters.</param>
    public double Along(ReadOnlySpan<double> slopes)
    {
        var sum = 0.0;
        for (var j = 0; j < slopes.Length; j++)
        {
            sum += slopes[j] * half[j];
        }

        return sum;
    }

    /// <summary>For messages.</summary>
    public override string ToString() =>
        $"along [{string.Join(", ", half.Select(number => number.ToString("G3", CultureInfo.InvariantCulture)))}] in [{string.Join(", ", wrt.Select(position => proposal.Layout.Names[position]))}]";

    private static double[] Half(ProposalTrial proposal, int[] wrt)
    {
        var (stream, reach) = (proposal.Open("direction"), Trial.ReachOf(proposal.Layout));
        return [.. wrt.Select(position => reach[position] * (stream.NextUniform() < 0.5 ? -1 : 1) * (0.5 + (0.5 * stream.NextUniform())))];
    }
}
