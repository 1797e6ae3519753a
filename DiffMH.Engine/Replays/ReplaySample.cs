namespace DiffMH.Engine.Replays;

/// <summary>Which iterations are computed again: each with the same probability, drawn from a stream that the sweep's seed names.</summary>
/// <param name="seed">The sweep's seed.</param>
/// <param name="share">The probability, 0 … 1; 1 takes all.</param>
public sealed class ReplaySample(ulong seed, double share)
{
    /// <summary>The number of an iteration: it is taken where the number is below the share. So a larger sample holds every smaller one.</summary>
    /// <param name="identity">The point's identity.</param>
    /// <param name="iteration">The iteration.</param>
    public double Draw(string identity, int iteration)
    {
        var stream = RandomSource.For(seed, Convert.FromHexString(identity), replicate: 0).Open(chain: 0, ChainPass.At(iteration), StreamRole.Replay);
        return stream.NextUniform();
    }

    /// <summary>Whether an iteration with this number is taken.</summary>
    public bool Takes(double draw) => draw < share;
}
