namespace DiffMH.Client.Results.Document;

/// <summary>Why something failed.</summary>
/// <param name="Kind">The exception's type name.</param>
/// <param name="Message">What went wrong, with the value found.</param>
/// <param name="Stack">Where; empty where nothing is known.</param>
public sealed record FailureSummary(string Kind, string Message, string Stack);
