namespace DiffMH.Tests.Acceptance;

/// <summary>Exact numbers of the finite square Ising model with periodic boundaries, J = 1, h = 0, each of the 2 L² bonds counted once.</summary>
/// <remarks>
/// From the partition function: L = 3 by counting all 512 states; L = 4, 8, 12, 32 by Kaufman's closed form (Phys. Rev. 76, 1232, 1949),
/// which at L = 4 equals the count of all 65,536 states. Both evaluated and differentiated with 60 digits, 15 given.
/// </remarks>
/// <param name="L">The side.</param>
/// <param name="T">The temperature in units of J/k.</param>
/// <param name="Energy">⟨E⟩.</param>
/// <param name="EnergySquared">⟨E²⟩.</param>
/// <param name="SpecificHeat">C = (⟨E²⟩ − ⟨E⟩²)/T², of the whole lattice.</param>
/// <param name="Slope">∂C/∂T.</param>
public sealed record IsingReference(int L, double T, double Energy, double EnergySquared, double SpecificHeat, double Slope)
{
    /// <summary>∂⟨E²⟩/∂T, from ⟨E²⟩ = C T² + ⟨E⟩² and C = ∂⟨E⟩/∂T.</summary>
    public double EnergySquaredSlope => (T * T * Slope) + (2 * SpecificHeat * (T + Energy));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IsingReference> All { get; } =
        [
            new(3, 2.0, -15.9091061922357, 271.807517259054, 4.67696435580547, 4.94699230120152),
            new(3, 2.269, -14.5022660196551, 239.446265591651, 5.65821741847673, 2.20018626300255),
            new(3, 4.0, -6.72306225254207, 86.0890332938905, 2.55559170264590, -1.74825389011925),
            new(4, 2.269, -25.0523029012435, 692.132492727312, 12.5310971922245, 6.32795974589993),
            new(4, 4.0, -10.0077780750548, 161.623437645191, 3.84173847748527, -3.18609968766574),
            new(8, 2.269, -95.4752882632281, 9492.92729862354, 73.3042282149685, 62.4528687810806),
            new(8, 4.0, -35.7434327429368, 1456.02550089677, 11.1520322904950, -7.82225475297382),
            new(12, 2.269, -211.134457567067, 45580.5752024403, 194.783549619061, 223.404269086273),
            new(12, 3.0, -118.114819384217, 14492.8459259489, 60.1928186425245, -80.3619459165264),
            new(12, 4.0, -80.2509242150562, 6834.86423848702, 24.6658375697707, -16.4123112691374),
            new(12, 6.0, -50.3088242064571, 2861.67583689642, 9.18605677389492, -3.48578562825848),
            new(32, 2.269, -1468.41663719724, 2165979.09653359, 1890.24742747243, 4560.33244002962),
            new(32, 3.0, -836.925172668592, 704142.88067455, 411.015114244047, -468.753488352807),
        ];

    /// <summary>One of them.</summary>
    public static IsingReference At(int side, double temperature) => All.Single(known => known.L == side && known.T == temperature);
}
