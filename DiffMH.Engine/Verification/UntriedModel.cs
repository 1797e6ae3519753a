namespace DiffMH.Engine.Verification;

/// <summary>A model that could not be tried.</summary>
/// <param name="Model">The model.</param>
/// <param name="Needs">What it needs, what it said of that which was tried, and how to give it.</param>
public sealed record UntriedModel(string Model, string Needs);
