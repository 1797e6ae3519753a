namespace DiffMH.Engine.Runs;

/// <summary>The learning rate of each step. A function of the step's number alone, so that a run goes on where it was interrupted.</summary>
public static class LearningRates
{
    /// <summary>αₜ, the learning rate of one step, in the units of the settings' own rate α.</summary>
    /// <param name="settings">α &gt; 0, the schedule, T = <see cref="OptimizerSettings.Iterations"/> and the final share φ.</param>
    /// <param name="step">t, from 1.</param>
    /// <returns>
    /// Constant: α. Cosine: α (φ + (1 − φ) (1 + cos(π (t − 1)/T))/2), from α at the first step to just above φα at the last.
    /// Inverse square root: α/√t.
    /// </returns>
    /// <remarks>
    /// Cosine: Loshchilov and Hutter 2017, arXiv:1608.03983, equation 5 without restarts. α/√t with averaging of θ: Nemirovski, Juditsky,
    /// Lan and Shapiro 2009, SIAM J. Optim. 19, 1574. A stop rule that ends a run before T leaves the rates of its steps as they were.
    /// </remarks>
    public static double At(OptimizerSettings settings, int step)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        return settings.Schedule switch
        {
            LearningSchedule.Constant => settings.LearningRate,
            LearningSchedule.Cosine => settings.LearningRate * (settings.FinalRate + ((1 - settings.FinalRate) * HalfCosine(step - 1, settings.Iterations))),
            LearningSchedule.InverseSqrt => settings.LearningRate / Math.Sqrt(step),
            _ => throw new ArgumentException($"No schedule has the number {(int)settings.Schedule}; known are {string.Join(", ", Enum.GetNames<LearningSchedule>())}.", nameof(settings)),
        };
    }

    private static double HalfCosine(int done, int all) => (1 + Math.Cos(Math.PI * done / all)) / 2;
}
