namespace DiffMH.Silo.Telemetry;

/// <summary>One thing that must be well for a silo to take work.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Problem">What is wrong with it; null where nothing is.</param>
internal sealed record HealthCheck(string Name, string? Problem);
