using BenchmarkDotNet.Attributes;

namespace DiffMH.Benchmarks.Parts;

/// <summary>Random numbers: what one costs, and what it costs to find a stream by its name.</summary>
public class StreamBenchmarks
{
    private const int Draws = 1000;

    private RandomSource source = RandomSource.For(1, new byte[32], 0);
    private RandomStream stream = RandomSource.For(1, new byte[32], 0).Open(0, ChainPass.At(0), StreamRole.Primal);
    private int chain;

    [Benchmark(OperationsPerInvoke = Draws)]
    public ulong NextBits()
    {
        // A local copy, as in a kernel: the four words stay in registers.
        var local = stream;
        var sum = 0UL;
        for (var i = 0; i < Draws; i++)
        {
            sum ^= local.NextBits();
        }

        stream = local;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws)]
    public double NextUniform()
    {
        var local = stream;
        var sum = 0.0;
        for (var i = 0; i < Draws; i++)
        {
            sum += local.NextUniform();
        }

        stream = local;
        return sum;
    }

    [Benchmark]
    public ulong OpenOfKnownReplicate() => source.Open(chain++, ChainPass.At(0), StreamRole.Primal).NextBits();

    [Benchmark]
    public ulong OpenByFullName() => RandomSource.For(1, new byte[32], chain++).Open(0, ChainPass.At(0), StreamRole.Primal).NextBits();
}
