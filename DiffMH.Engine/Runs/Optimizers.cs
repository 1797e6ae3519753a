namespace DiffMH.Engine.Runs;

/// <summary>The optimisers by name.</summary>
public static class Optimizers
{
    /// <summary>The rule that the settings ask for.</summary>
    public static IOptimizer For(OptimizerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Method switch
        {
            OptimizerMethod.Adam => new Adam(settings.LearningRate, settings.Beta1, settings.Beta2, settings.Epsilon),
            OptimizerMethod.Sgd => new MomentumGradient(settings.LearningRate, settings.Momentum),
            _ => throw new ArgumentException($"No optimizer has the number {(int)settings.Method}; known are {string.Join(", ", Enum.GetNames<OptimizerMethod>())}.", nameof(settings)),
        };
    }
}
