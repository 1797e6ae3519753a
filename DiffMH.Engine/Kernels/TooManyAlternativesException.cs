using System.Globalization;

namespace DiffMH.Engine.Kernels;

/// <summary>With <c>pruning: none</c> a chain carries more alternatives than memory is meant for.</summary>
/// <param name="most">How many it may carry.</param>
public sealed class TooManyAlternativesException(int most) : Exception(string.Create(
    CultureInfo.InvariantCulture,
    $"A chain carries more than {most} alternatives at once, the most that estimator.pruning none keeps. Use pruning weight, which keeps estimator.alternatives of them, or a coupling under which chains meet sooner, or shorter chains."));
