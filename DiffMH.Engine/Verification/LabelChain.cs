namespace DiffMH.Engine.Verification;

/// <summary>A finite chain on labels without sampling: its law after each step, from the proposal's stated probabilities and the density's values.</summary>
/// <param name="proposal">q.</param>
/// <param name="densities">log g of each label.</param>
/// <param name="observations">f of each label.</param>
internal sealed class LabelChain(ILabelProposal proposal, IReadOnlyList<FunctionPoint> densities, IReadOnlyList<FunctionPoint> observations)
{
    /// <summary>The law of a chain's draws.</summary>
    /// <param name="start">The label it starts from.</param>
    /// <param name="chain">Its length; every step is a draw after the warm-up.</param>
    /// <param name="theta">θ.</param>
    public FiniteLaw Law(int start, ChainSettings chain, double[] theta)
    {
        var logs = densities.Select(point => point.Values(theta)[0]).ToArray();
        var law = new double[logs.Length];
        var occupied = new double[logs.Length];
        law[start] = 1;
        for (var step = 0; step < chain.Warmup + chain.Draws; step++)
        {
            law = After(law, logs);
            for (var label = 0; step >= chain.Warmup && label < law.Length; label++)
            {
                occupied[label] += law[label] / chain.Draws;
            }
        }

        return new(occupied, logs, [.. observations.Select(point => point.Values(theta))], Decisions(occupied, logs));
    }

    private DecisionShares Decisions(double[] occupied, double[] logs)
    {
        var decisions = new DecisionShares();
        for (var from = 0; from < logs.Length; from++)
        {
            for (var to = 0; to < logs.Length; to++)
            {
                var forward = proposal.Probability(from, to);
                if (from != to && forward > 0 && occupied[from] > 0)
                {
                    decisions.Add(Math.Exp(logs[to] - logs[from]) * proposal.Probability(to, from) / forward, occupied[from] * forward);
                }
            }
        }

        return decisions;
    }

    private double[] After(double[] law, double[] logs)
    {
        var next = new double[law.Length];
        for (var from = 0; from < law.Length; from++)
        {
            for (var to = 0; to < law.Length; to++)
            {
                var (forward, backward) = (proposal.Probability(from, to), proposal.Probability(to, from));
                var moves = forward == 0 || from == to ? 0 : law[from] * Math.Min(forward, Math.Exp(logs[to] - logs[from]) * backward);
                next[to] += moves;
                next[from] -= moves;
            }

            next[from] += law[from];
        }

        return next;
    }
}
