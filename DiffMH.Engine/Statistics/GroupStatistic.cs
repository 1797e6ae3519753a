namespace DiffMH.Engine.Statistics;

/// <summary>Numbers formed from sums of draws, such as a mean or a function of means.</summary>
/// <param name="sums">The sums of any number of groups.</param>
/// <param name="values">Receives the numbers.</param>
public delegate void GroupStatistic(ReadOnlySpan<double> sums, Span<double> values);
