using System.Globalization;

namespace DiffMH.Engine.Verification;

/// <summary>What one check has found so far; judged together with all others.</summary>
/// <param name="model">The model.</param>
/// <param name="check">One of <see cref="Check"/>.</param>
/// <param name="proposal">The proposal concerned; null for all.</param>
/// <param name="coupling">The coupling concerned; null for all.</param>
internal sealed class Evidence(string model, string check, string? proposal, string? coupling)
{
    /// <summary>The largest standard error of each law.</summary>
    private readonly Dictionary<ScoreLaw, double> errors = [];

    private double worstRatio = double.NegativeInfinity;

    /// <summary>The model.</summary>
    public string Model => model;

    /// <summary>The check.</summary>
    public string Check => check;

    /// <summary>The proposal concerned.</summary>
    public string? Proposal => proposal;

    /// <summary>The coupling concerned.</summary>
    public string? Coupling => coupling;

    /// <summary>The deviation that is largest beside its tolerance; 0 where nothing was compared exactly.</summary>
    public double Deviation { get; private set; }

    /// <summary>Its tolerance.</summary>
    public double Tolerance { get; private set; }

    /// <summary>Whether an exact comparison failed, or something was thrown.</summary>
    public bool IsRefuted { get; private set; }

    /// <summary>How many numbers were compared in standard errors.</summary>
    public int Comparisons { get; private set; }

    /// <summary>The largest of them, in standard errors of the normal law.</summary>
    public double Score { get; private set; }

    /// <summary>What <see cref="Score"/> or <see cref="Deviation"/> is of, or what was thrown.</summary>
    public string Worst { get; private set; } = "";

    /// <summary>The probability of a <see cref="Score"/> as large among as many comparisons; null where none was made.</summary>
    public double? PValue => Comparisons == 0 ? null : Math.Min(1, Comparisons * NormalLaw.TwoSided(Score));

    /// <summary>The size of difference that is found with a given probability, whichever of the numbers has it.</summary>
    /// <param name="critical">The score beyond which it is found.</param>
    /// <param name="power">The standard normal deviate below which there is that probability.</param>
    public double Detects(double critical, double power) => errors.Max(known => known.Value * known.Key.Detects(critical, power));

    /// <summary>Compares exactly.</summary>
    /// <param name="deviation">What should be 0; NaN counts as infinite.</param>
    /// <param name="tolerance">Up to what it is taken for rounding.</param>
    /// <param name="what">What deviates.</param>
    public void Deviates(double deviation, double tolerance, Func<string> what)
    {
        var size = double.IsNaN(deviation) ? double.PositiveInfinity : Math.Abs(deviation);
        var ratio = size == 0 ? 0 : size / tolerance;
        if (ratio <= worstRatio)
        {
            return;
        }

        (worstRatio, Deviation, Tolerance) = (ratio, size, tolerance);
        if (ratio > 1)
        {
            Refute(what());
        }
    }

    /// <summary>Compares exactly what is right or wrong.</summary>
    public void Holds(bool isRight, Func<string> what) => Deviates(isRight ? 0 : 1, 0, what);

    /// <summary>Compares in standard errors.</summary>
    /// <param name="difference">What should be 0 on average.</param>
    /// <param name="error">Its standard error; where it is 0 so must the difference be.</param>
    /// <param name="what">What differs.</param>
    public void Differs(double difference, double error, Func<string> what) => Differs(difference, error, ScoreLaw.Normal, what);

    /// <summary>Compares in standard errors.</summary>
    /// <param name="difference">What should be 0 on average.</param>
    /// <param name="error">Its standard error; where it is 0 so must the difference be.</param>
    /// <param name="law">The law of their ratio where nothing is wrong.</param>
    /// <param name="what">What differs.</param>
    public void Differs(double difference, double error, ScoreLaw law, Func<string> what)
    {
        if (!(error > 0))
        {
            Deviates(difference, 1e-9, what);
            return;
        }

        Comparisons++;
        errors[law] = Math.Max(errors.GetValueOrDefault(law), error);
        var score = Math.Abs(law.Score(difference / error));
        if (score > Score)
        {
            Score = score;
            Worst = IsRefuted ? Worst : string.Create(CultureInfo.InvariantCulture, $"{what()}: off by {difference:G3}");
        }
    }

    /// <summary>Ends the check: it cannot be held.</summary>
    public void Refute(string reason) => (IsRefuted, Worst) = (true, reason);
}
