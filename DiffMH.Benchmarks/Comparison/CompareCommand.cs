using DiffMH.Benchmarks.Models;

namespace DiffMH.Benchmarks.Comparison;

/// <summary><c>compare</c>: the generic site kernel against hand-written C, interleaved, in CPU time.</summary>
/// <param name="output">Where the table goes.</param>
internal sealed class CompareCommand(TextWriter output)
{
    private const int Warmups = 5;

    private static readonly IsingCase Case = new(Side: 12, Temperature: 2.27, Chains: 32, Warmup: 100, Sweeps: 1000);

    /// <summary>Prints the table.</summary>
    /// <param name="rounds">How often each contender runs; odd numbers give a median that was measured.</param>
    /// <returns>0, or 8 where the kernels disagree about what they both estimate.</returns>
    public int Run(int rounds)
    {
        using var compiler = new CCompiler();
        var program = compiler.Build(out var problem);
        if (program is null)
        {
            output.WriteLine($"C baseline skipped: {problem}");
        }

        var plugins = DropFolder.Load();
        IContender[] baselines = program is null ? [] : [new CBaseline(program, isCoupled: true, Case), new CBaseline(program, isCoupled: false, Case)];
        var standings = Standing.Interleave([.. baselines, new SiteKernel(plugins, 1, Case), new SiteKernel(plugins, 8, Case)], rounds, Warmups);

        output.WriteLine($"Ising L = {Case.Side}, T = {Case.Temperature}, fresh spins at random sites, same-value, symmetric, {rounds} rounds of {Case.Updates:N0} updates; {CCompiler.Flags}");
        output.WriteLine($"{"",-20} {"ns/update",9} {"least",7} {"most",7} {"ratio to C",11} {"paired",7}   {"<E>",-20} d<E>/dT");
        foreach (var standing in standings)
        {
            Write(standing, program is null ? null : standings[0]);
        }

        return Disagrees(standings) ? 8 : 0;
    }

    private void Write(Standing standing, Standing? baseline)
    {
        var (least, most) = standing.Range;
        var ratio = baseline is null ? "-" : $"{standing.Nanoseconds / baseline.Nanoseconds:0.00}";
        var paired = baseline is null ? "-" : $"{standing.PairedRatio(baseline):0.00}";
        var slope = standing.Slope.Error > 0 ? $"{standing.Slope}" : "-";
        output.WriteLine($"{standing.Name,-20} {standing.Nanoseconds,9:0.00} {least,7:0.00} {most,7:0.00} {ratio,11} {paired,7}   {standing.Energy,-20} {slope}");
    }

    /// <summary>A ratio of speeds means something only between programs that compute the same.</summary>
    private bool Disagrees(IReadOnlyList<Standing> standings)
    {
        var first = standings[0];
        var others = standings.Skip(1).ToArray();
        var disagreeing = others.Where(other =>
            Math.Abs(other.Energy.Score(first.Energy)) > 5 || (other.Slope.Error > 0 && Math.Abs(other.Slope.Score(first.Slope)) > 5)).ToArray();
        foreach (var other in disagreeing)
        {
            output.WriteLine($"{other.Name} and {first.Name} differ by more than 5 standard errors: they do not estimate the same.");
        }

        return disagreeing.Length > 0;
    }
}
