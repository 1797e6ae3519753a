namespace DiffMH.Client.Results.Document;

/// <summary>An estimate with its error.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Mcse">One standard error; NaN (null in JSON) where there is one group or replicate only.</param>
public sealed record ValueSummary(double Value, double Mcse);
