namespace DiffMH.Engine.Verification;

/// <summary>What one check found.</summary>
/// <param name="Model">The model.</param>
/// <param name="Check">One of <see cref="Verification.Check"/>.</param>
/// <param name="Proposal">The proposal concerned; null for all.</param>
/// <param name="Coupling">The coupling concerned; null for all.</param>
/// <param name="Statistic">The largest difference in standard errors where there is a p value, else the largest deviation, which rounding alone should make.</param>
/// <param name="PValue">How probable so large a difference among as many comparisons is where all is right; null where nothing is random.</param>
/// <param name="Detects">The size of error that would have been found with probability 0.95, in the unit of what is compared; where nothing is random the tolerance, above which every error is found.</param>
/// <param name="Passed">Whether it was passed, at a probability of 10⁻³ that any row of a faultless plugin is not.</param>
/// <param name="Finding">What differs most; empty where nothing does.</param>
public sealed record VerificationRow(
    string Model, string Check, string? Proposal, string? Coupling, double Statistic, double? PValue, double Detects, bool Passed, string Finding);
