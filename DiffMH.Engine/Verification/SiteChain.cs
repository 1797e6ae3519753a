using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>A finite chain on few sites without sampling: its law over all states after each update.</summary>
/// <param name="facts">The model.</param>
/// <param name="law">The proposal's law.</param>
/// <param name="observe">f of a state's tallies, at the θ of the moments.</param>
internal sealed class SiteChain(ISiteFacts facts, SiteLaw law, Func<long[], double[]> observe)
{
    private const int MostStates = 600;

    private readonly int sites = facts.Space.Graph.Sites;
    private readonly int values = facts.Space.Values;

    /// <summary>Whether there are few enough states.</summary>
    public static bool CanEnumerate(SiteSpace space) => Math.Pow(space.Values, space.Graph.Sites) <= MostStates;

    /// <summary>The law of a chain's draws, one after each sweep past the warm-up.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="chain">Its length.</param>
    /// <param name="parameters">θ.</param>
    public FiniteLaw Law(byte[] start, ChainSettings chain, double[] parameters)
    {
        var theta = Seeded.Reals(parameters);
        var count = (int)Math.Pow(values, sites);
        var (logs, tallies) = (new double[count], new long[count][]);
        tallies[0] = [.. facts.Space.ReferenceTallies];
        for (var state = 1; state < count; state++)
        {
            Reach(state, theta, logs, tallies);
        }

        var probabilities = new double[count];
        probabilities[IndexOf(start)] = 1;
        var occupied = new double[count];
        for (var sweep = 0; sweep < chain.Warmup + chain.Draws; sweep++)
        {
            for (var update = 0; update < sites; update++)
            {
                probabilities = After(probabilities, logs, update);
            }

            for (var state = 0; sweep >= chain.Warmup && state < count; state++)
            {
                occupied[state] += probabilities[state] / chain.Draws;
            }
        }

        return new(occupied, logs, [.. tallies.Select(observe)], Decisions(occupied, logs));
    }

    private DecisionShares Decisions(double[] occupied, double[] logs)
    {
        var decisions = new DecisionShares();
        for (var state = 0; state < occupied.Length; state++)
        {
            for (var change = 0; change < sites * values; change++)
            {
                var (site, value) = (change / values, change % values);
                var own = ValueOn(state, site);
                if (value != own && law.Values[own, value] > 0)
                {
                    var ratio = Math.Exp(logs[Change(state, site, value)] - logs[state]) * law.Values[value, own] / law.Values[own, value];
                    decisions.Add(ratio, occupied[state] * law.Values[own, value] / sites);
                }
            }
        }

        return decisions;
    }

    /// <summary>Density and tallies of a state, from those of the state with 0 on its last site that is not 0.</summary>
    private void Reach(int state, Real[] theta, double[] logs, long[][] tallies)
    {
        var site = sites - 1;
        while (ValueOn(state, site) == 0)
        {
            site--;
        }

        var before = Change(state, site, 0);
        var (view, value) = (Sites(before), ValueOn(state, site));
        logs[state] = logs[before] + facts.LogRatio(view, site, value, theta);
        var differences = facts.Tally(view, site, value);
        tallies[state] = [.. tallies[before].Select((tally, i) => tally + differences[i])];
    }

    private double[] After(double[] probabilities, double[] logs, int update)
    {
        var next = (double[])probabilities.Clone();
        for (var state = 0; state < probabilities.Length; state++)
        {
            for (var site = law.IsSequential ? update : 0; site < (law.IsSequential ? update + 1 : sites); site++)
            {
                Move(probabilities, next, logs, state, site);
            }
        }

        return next;
    }

    private void Move(double[] probabilities, double[] next, double[] logs, int state, int site)
    {
        var own = ValueOn(state, site);
        for (var value = 0; value < values; value++)
        {
            var (forward, backward) = (law.Values[own, value], law.Values[value, own]);
            if (value != own && forward > 0 && probabilities[state] > 0)
            {
                var other = Change(state, site, value);
                var moves = probabilities[state] * Math.Min(forward, Math.Exp(logs[other] - logs[state]) * backward) / (law.IsSequential ? 1 : sites);
                next[other] += moves;
                next[state] -= moves;
            }
        }
    }

    private int IndexOf(byte[] state) => state.Reverse().Aggregate(0, (index, value) => (index * values) + value);

    private int Power(int site) => (int)Math.Pow(values, site);

    private int ValueOn(int state, int site) => state / Power(site) % values;

    private int Change(int state, int site, int value) => state + ((value - ValueOn(state, site)) * Power(site));

    private byte[] Sites(int state) => [.. Enumerable.Range(0, sites).Select(site => (byte)ValueOn(state, site))];
}
