namespace DiffMH.Benchmarks.Comparison;

/// <summary><c>compare --check</c>: the C baseline against exact values, since a wrong program may well be fast.</summary>
/// <param name="output">Where the table goes.</param>
internal sealed class CheckCommand(TextWriter output)
{
    private const double Temperature = 3;

    private static readonly IsingCase Case = new(Side: 4, Temperature, Chains: 4000, Warmup: 200, Sweeps: 2000);

    // Enumeration of all 2^16 states in exact integer counts per E, evaluated with 60 digits; it agrees with the
    // finite-torus partition function of Kaufman 1949 in all digits given. The derivatives are Cov(f, E) / T².
    private static readonly (string Name, double Exact, Func<Measurement, MeanWithError> Of)[] Quantities =
    [
        ("<E>", -16.27311403128152811, m => m.Energy),
        ("<E^2>", 351.6656391275965988, m => m.EnergySquared),
        ("d<E>/dT", 9.650155428056094644, m => m.Slope),
        ("d<E^2>/dT", -332.5953019272399227, m => m.SlopeSquared),
    ];

    /// <summary>Prints the table.</summary>
    /// <returns>0; 8 where a number is off by more than 5 standard errors, or where the test could not have seen an error of 5 %.</returns>
    public int Run()
    {
        using var compiler = new CCompiler();
        var program = compiler.Build(out var problem);
        if (program is null)
        {
            output.WriteLine($"C baseline skipped: {problem}");
            return 0;
        }

        var found = new CBaseline(program, isCoupled: true, Case).Run(round: 1);
        output.WriteLine($"C, one alternative, L = {Case.Side}, T = {Case.Temperature}, {Case.Chains} chains of {Case.Sweeps} sweeps after {Case.Warmup}");
        output.WriteLine($"{"",-10} {"estimate",-20} {"exact",10} {"z",6} {"z if 5 % off",13}");
        var isFine = true;
        foreach (var (name, exact, of) in Quantities)
        {
            var estimate = of(found);
            var z = (estimate.Mean - exact) / estimate.Error;
            var twin = (estimate.Mean - (0.95 * exact)) / estimate.Error;
            output.WriteLine($"{name,-10} {estimate,-20} {exact,10:0.0000} {z,6:0.0} {twin,13:0.0}");
            isFine &= Math.Abs(z) <= 5 && Math.Abs(twin) > 5;
        }

        output.WriteLine(isFine ? "agrees" : "DISAGREES: do not use this baseline");
        return isFine ? 0 : 8;
    }
}
