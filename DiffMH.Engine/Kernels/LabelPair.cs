using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>A chain on labels and its only alternative, where all moves are tabulated: one loop that calls nothing, so that what it needs most stays in registers.</summary>
/// <typeparam name="TProposal">q.</typeparam>
/// <typeparam name="TCoupling">How the alternative proposes.</typeparam>
/// <remarks>
/// Keeps, replaces and books as <see cref="AlternativeSlots"/> does with a single place, to the bit. With three labels, where there is
/// a birth or a meeting in nearly every step, a step takes less than half the time it takes with those (<c>compare --only mixture</c>),
/// most of which went into finding the place that is taken and into calls. What is left is bounded by these two events: neither can be
/// foretold, by a processor either.
/// </remarks>
internal sealed class LabelPair<TProposal, TCoupling> : ILabelLoop
    where TProposal : struct, ILabelProposal
    where TCoupling : struct, ILabelCoupling<TProposal>
{
    /// <summary>The label of no alternative.</summary>
    private const int None = -1;

    /// <summary>W* while there is no alternative: the least mass there is.</summary>
    private const double AnyMass = double.Epsilon;

    private readonly TProposal proposal;
    private readonly TCoupling rule;
    private readonly int labels;
    private readonly int thin;
    private readonly LabelMoves<TProposal> moves;
    private readonly LabelDraws draws;
    private readonly LaneSums sums;
    private readonly int[] drawn;

    /// <summary>For each parameter the k sums of the derivative.</summary>
    private readonly Vector512<double>[] slopes;

    private int alternative;
    private double mass;
    private double threshold;
    private Vector512<double> earned;

    /// <summary>The move at whose coin the alternative was born, by which the tables know its weight.</summary>
    private int birth;
    private long birthStep;
    private double birthMass;

    /// <summary>Two chains at one θ, to be begun.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="settings">How chains are run.</param>
    /// <param name="table">Densities and observables of all labels.</param>
    /// <param name="moves">All moves, tabulated.</param>
    /// <param name="sums">The sums of the lane.</param>
    public LabelPair(LabelProblem problem, KernelSettings settings, LabelTable table, LabelMoves<TProposal> moves, LaneSums sums)
    {
        (proposal, rule, labels) = ((TProposal)problem.Proposal, (TCoupling)problem.Coupling, problem.Target.Labels);
        (thin, this.moves, this.sums) = (settings.Chain.Thin, moves, sums);
        draws = new LabelDraws(problem, settings, table, sums);
        drawn = draws.Labels;
        slopes = new Vector512<double>[settings.Wrt.Length];
    }

    /// <summary>Whether a lane may be run as a pair: it has at most one alternative, all moves are tabulated, and nothing but excursions adds to the sums of the derivative.</summary>
    public static bool Suits(LabelProblem problem, KernelSettings settings, LabelTable table, LabelMoves<TProposal> moves) =>
        settings.Estimator is { Alternatives: 1, Pruning: not Pruning.None } or { Method: EstimatorMethod.Covariance }
        && !settings.FollowsDecisions && !table.HasDirect && moves.AreTabulated && problem.ObservableCount <= LabelTerms.Most;

    /// <inheritdoc/>
    public void Begin()
    {
        (alternative, mass, threshold, earned) = (None, 0, AnyMass, default);
        Array.Clear(slopes);
    }

    /// <inheritdoc/>
    public long Advance(ref int label, ref LaneStreams streams, long step, int count)
    {
        var (end, evaluations) = (step + count, 0L);
        while (step < end)
        {
            // At most up to the draw with which a batch or a half ends: until then sums stay in registers.
            var next = Math.Min(end, step + draws.Until(step) + ((sums.UntilClose - 1L) * thin));
            evaluations += Move(ref label, ref streams, step, next);
            step = next;
        }

        return evaluations;
    }

    /// <inheritdoc/>
    public void End()
    {
        if (alternative != None)
        {
            Book(earned);
            sums[SumsLayout.Unrecoupled]++;
        }

        var all = sums.Slopes;
        for (var place = 0; place < all.Length; place++)
        {
            all[place] = slopes[place % slopes.Length][place / slopes.Length];
        }
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(alternative);
        writer.Write(birth);
        writer.Write(birthStep);
        writer.WriteDoubles([birthMass, mass, threshold]);
        writer.WriteWords<Vector512<double>>([earned, .. slopes]);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        (alternative, birth, birthStep) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64());
        (birthMass, mass, threshold) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        reader.ReadWords(new Span<Vector512<double>>(ref earned));
        reader.ReadWords(slopes.AsSpan());
    }

    /// <summary>The loop, compiled by itself: inlined into its caller it would use up what the compiler spends on inlining.</summary>
    /// <returns>Steps of the alternative.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Move(ref int label, ref LaneStreams streams, long step, long end)
    {
        // Copies on the stack, about as many as there are registers: what only births and meetings need stays where it is.
        var (thresholds, masses, f, primal) = (moves.Thresholds, moves.Masses, draws.Terms[0].Terms, streams.Primal);
        var (x, y, s, replacedAt, account) = (label, alternative, mass, threshold, earned);
        var (accepts, kept, untilDraw, evaluations) = (0, 0, draws.Until(step), 0L);
        var sum = draws.Terms[0].Take(sums);
        for (; step < end; step++)
        {
            var proposed = proposal.Propose(x, ref primal);
            var coin = Coin.Toss(ref primal);
            var accepted = Coin.Mask(coin, thresholds[(x * labels) + proposed]);
            var next = Coin.Choose(accepted, proposed, x);
            if (y != None)
            {
                var suggested = rule.Couple(proposal, x, proposed, y, ref streams.Coupling);
                y = Coin.Choose(Coin.Mask(coin, thresholds[(y * labels) + suggested]), suggested, y);
                evaluations++;
            }

            var move = (2 * ((x * labels) + proposed)) - accepted;
            var newborn = masses[move];
            var isMet = y == next;

            // One branch for both ends of an excursion: each is a toss-up, and would be mispredicted by itself.
            if (isMet | s + newborn >= replacedAt)
            {
                Book(account);
                account = default;
                if (isMet)
                {
                    (y, s, replacedAt) = (None, 0, AnyMass);
                    sums[SumsLayout.Recoupled]++;
                    sums[SumsLayout.Lifetime] += step - birthStep;
                }

                if (newborn > 0)
                {
                    (y, replacedAt) = (Coin.Choose(accepted, x, proposed), (s + newborn) / Next(ref streams.Pruning));
                    (birth, birthStep, birthMass) = (move, step, newborn);
                    sums[SumsLayout.Births]++;
                }
            }

            (x, s) = (next, s + newborn);
            accepts -= accepted;
            if (--untilDraw == 0)
            {
                drawn[kept++] = x;
                sum += f[x];
                untilDraw = thin;
                if (y != None)
                {
                    account += Vector512.Create(s / birthMass) * (f[y] - f[x]);
                }
            }
        }

        (streams.Primal, label, alternative, mass, threshold, earned) = (primal, x, y, s, replacedAt, account);
        sums[SumsLayout.Accepted] += accepts;
        draws.Terms[0].Put(sum, sums);
        draws.SumRest(kept);
        return evaluations;
    }

    /// <summary>A number from a stream that is not at hand: drawn from a copy, for in memory each of the generator's operations waits for the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Next(ref RandomStream stream)
    {
        var copy = stream;
        var number = copy.NextUniform();
        stream = copy;
        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Book(Vector512<double> account)
    {
        var weights = moves.Weights;
        for (var j = 0; j < slopes.Length; j++)
        {
            slopes[j] += account * Vector512.Create(weights[(birth * slopes.Length) + j]);
        }
    }
}
