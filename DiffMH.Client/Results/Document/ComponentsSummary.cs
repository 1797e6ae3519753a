namespace DiffMH.Client.Results.Document;

/// <summary>The gradient in the components of a list that are too many to be shown: all are in <c>gradient.parquet</c>.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Rms">The root mean square of the estimates. Noise adds to it: no larger than <paramref name="RmsMcse"/>, it says nothing about the gradient.</param>
/// <param name="RmsMcse">The root mean square of their standard errors; NaN (null in JSON) from one replicate.</param>
/// <param name="First">The first few.</param>
public sealed record ComponentsSummary(int Count, double Rms, double RmsMcse, IReadOnlyList<ValueSummary> First);
