namespace DiffMH.Plugins.Ising.Words;

/// <summary>What the newborn of an accepted change brings.</summary>
/// <param name="Mass">s, by which it competes: the Euclidean norm of its weight.</param>
/// <param name="Bonds">The part of the weight that comes from ΔB, per unit of mass: ΔB/s, half of it at a tie.</param>
/// <param name="Spins">The part that comes from ΔM.</param>
internal readonly record struct Birth(double Mass, double Bonds, double Spins);
