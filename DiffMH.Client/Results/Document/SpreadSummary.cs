namespace DiffMH.Client.Results.Document;

/// <summary>An estimate with its error and the spread of single replicates.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Mcse">One standard error; NaN (null in JSON) where there is one group or replicate only.</param>
/// <param name="Sd">Standard deviation of single replicates' own estimates; NaN (null in JSON) with one replicate.</param>
public sealed record SpreadSummary(double Value, double Mcse, double Sd);
