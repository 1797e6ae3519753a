namespace DiffMH.TestPlugins.Rings;

/// <summary>One chain with its alternatives, in one pass.</summary>
/// <param name="settings">The ring.</param>
/// <param name="request">The point.</param>
/// <param name="theta">T and h.</param>
/// <param name="chain">The chain within its replicate.</param>
/// <param name="tie">The part of ∂ log r that counts at a tie.</param>
internal sealed class PlainLane(RingSettings settings, KernelRequest request, Vector theta, int chain, double tie)
{
    private readonly List<Alternative> alternatives = [];
    private readonly byte[] spins = [.. Enumerable.Repeat((byte)1, settings.Sites)];
    private readonly DrawSums sums = new(request.Layout, request.Chain.Draws);

    /// <summary>Runs it and adds its sums to a group's row.</summary>
    /// <returns>Updates.</returns>
    public long Run(int replicate, ChainPass pass, Span<double> row)
    {
        var source = RandomSource.For(request.Seed, request.StreamKey.AsSpan(), replicate);
        var (primal, pruning) = (source.Open(chain, pass, StreamRole.Primal), source.Open(chain, pass, StreamRole.Pruning));
        for (var step = 1; step <= request.Chain.Steps; step++)
        {
            for (var update = 0; update < spins.Length; update++)
            {
                Update(ref primal, ref pruning);
            }

            if (request.Chain.IsDraw(step))
            {
                sums.Add(Totals(spins), alternatives.Select(other => (Totals(other.Spins), other.Weight)));
            }
        }

        sums[SumsLayout.Updates] = request.Chain.Steps * spins.Length;
        sums[SumsLayout.Unrecoupled] = alternatives.Count;
        sums.AddTo(row);
        return request.Chain.Steps * spins.Length;
    }

    private void Update(ref RandomStream primal, ref RandomStream pruning)
    {
        var site = primal.NextIndex(spins.Length);
        var value = (byte)primal.NextIndex(2);
        var u = primal.NextUniform();
        var (before, log, score) = (spins.ToArray(), LogRatio(spins, site, value), Score(spins, site, value));
        var isAccepted = Math.Log(u) < log;
        spins[site] = isAccepted ? value : spins[site];
        sums[SumsLayout.Accepted] += isAccepted ? 1 : 0;
        foreach (var other in alternatives)
        {
            other.Age++;
            other.Spins[site] = Math.Log(u) < LogRatio(other.Spins, site, value) ? value : other.Spins[site];
        }

        foreach (var met in alternatives.Where(other => other.Spins.AsSpan().SequenceEqual(spins)).ToArray())
        {
            sums[SumsLayout.Recoupled]++;
            sums[SumsLayout.Lifetime] += met.Age;
            alternatives.Remove(met);
        }

        // The weights of scheme accept: minus the score of an accepted change downhill, and a part of that at a tie.
        if (isAccepted && log <= 0 && before[site] != value)
        {
            Bear(new(before, [.. score.Select(slope => -(log == 0 ? tie : 1) * slope)]), ref pruning);
        }
    }

    /// <summary>A newborn takes a free place, or competes with the weakest by the norm of its weight.</summary>
    private void Bear(Alternative newborn, ref RandomStream pruning)
    {
        if (newborn.Mass == 0)
        {
            return;
        }

        sums[SumsLayout.Births]++;
        if (alternatives.Count < request.Estimator.Alternatives)
        {
            alternatives.Add(newborn);
            return;
        }

        var weakest = alternatives.MinBy(other => other.Mass)!;
        var together = newborn.Mass + weakest.Mass;
        var kept = pruning.NextUniform() * together < newborn.Mass ? newborn : weakest;
        alternatives[alternatives.IndexOf(weakest)] = kept;
        kept.Grow(together);
    }

    private double LogRatio(byte[] state, int site, byte value) => value == state[site] ? 0 : Change(state, site, value, 1, theta[1]) / theta[0];

    /// <summary>∂ log r, for T or h as the point asks.</summary>
    private double[] Score(byte[] state, int site, byte value) =>
        [.. request.Wrt.Select(position => position == 0 ? -Change(state, site, value, 1, theta[1]) / (theta[0] * theta[0]) : Change(state, site, value, 0, 1) / theta[0])];

    /// <summary>By how much a change changes bonds Σ s s′ + field Σ s.</summary>
    private static double Change(byte[] state, int site, byte value, double bonds, double field)
    {
        var turned = 2 * (value - state[site]);
        return turned * ((bonds * (Spin(state, site + 1) + Spin(state, site - 1 + state.Length))) + field);
    }

    private static int Spin(byte[] state, int site) => (2 * state[site % state.Length]) - 1;

    private static double[] Totals(byte[] state) =>
        [Enumerable.Range(0, state.Length).Sum(site => Spin(state, site) * Spin(state, site + 1)), Enumerable.Range(0, state.Length).Sum(site => Spin(state, site))];
}
