namespace DiffMH.Tests.Oracles;

/// <summary>Exact expectation of the averages of a finite chain, and its derivative in one parameter.</summary>
/// <param name="Moments">One number per observable.</param>
/// <param name="Slopes">Their derivatives.</param>
internal sealed record ExactMoments(double[] Moments, double[] Slopes);
