using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Ising;

/// <summary>E, E², M, |M| and M² of the whole lattice (not per site).</summary>
/// <param name="settings">Where J and h stand in θ.</param>
public readonly struct IsingObservables(IsingSettings settings) : ISiteObservables
{
    /// <summary>Where E stands among the observables.</summary>
    public const int Energy = 0;

    /// <summary>Where E² stands.</summary>
    public const int EnergySquared = 1;

    /// <summary>Where M stands.</summary>
    public const int Magnetization = 2;

    /// <summary>Where |M| stands.</summary>
    public const int AbsMagnetization = 3;

    /// <summary>Where M² stands.</summary>
    public const int MagnetizationSquared = 4;

    /// <summary>Names and units, in this order.</summary>
    public static IReadOnlyList<Observable> Names { get; } =
        [
            new("energy", "energy"),
            new("energy^2", "energy^2"),
            new("magnetization", "spins"),
            new("abs_magnetization", "spins"),
            new("magnetization^2", "spins^2"),
        ];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe<T>(ReadOnlySpan<long> tallies, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        double spins = tallies[IsingTally.Spins];
        var energy = -((tallies[IsingTally.Bonds] * settings.J.Of(theta)) + (spins * settings.H.Of(theta)));
        values[Energy] = energy;
        values[EnergySquared] = energy * energy;
        values[Magnetization] = T.Constant(spins);
        values[AbsMagnetization] = T.Constant(Math.Abs(spins));
        values[MagnetizationSquared] = T.Constant(spins * spins);
    }
}
