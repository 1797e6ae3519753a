using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>The primal chains of eight lanes in a draw.</summary>
/// <param name="Pairs">Their pairs of broken bonds, <see cref="ICountWidth.Raise"/> higher.</param>
/// <param name="Ups">Their up spins, as much higher.</param>
/// <param name="Bonds">B = Σ⟨ij⟩ sᵢ sⱼ.</param>
/// <param name="Spins">M = Σ sᵢ.</param>
/// <param name="Energy">E = −(J B + h M).</param>
internal readonly record struct PrimalVector(
    Vector512<double> Pairs, Vector512<double> Ups, Vector512<double> Bonds, Vector512<double> Spins, Vector512<double> Energy);
