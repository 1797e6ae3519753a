using System.Runtime.CompilerServices;
using DiffMH.Engine.Couplings;

namespace DiffMH.Engine.Kernels;

/// <summary>A chain on labels with several alternatives, at most one at each label.</summary>
/// <typeparam name="TProposal">q.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
internal sealed class LabelCrowd<TProposal, TCoupling> : ILabelLoop
    where TProposal : struct, ILabelProposal
    where TCoupling : struct, ILabelCoupling<TProposal>
{
    private const int MostBooked = 1 << 12;

    private readonly TProposal proposal;
    private readonly TCoupling rule;
    private readonly int thin;
    private readonly LabelTable table;
    private readonly LabelMoves<TProposal> moves;
    private readonly LabelDraws draws;
    private readonly LaneSums sums;
    private readonly LabelAlternatives alternatives;

    /// <summary>Chains at one θ, to be begun.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="settings">How chains are run.</param>
    /// <param name="table">Densities and observables of all labels.</param>
    /// <param name="moves">The moves.</param>
    /// <param name="sums">The sums of the lane.</param>
    public LabelCrowd(LabelProblem problem, KernelSettings settings, LabelTable table, LabelMoves<TProposal> moves, LaneSums sums)
    {
        (proposal, rule, thin) = ((TProposal)problem.Proposal, (TCoupling)problem.Coupling, settings.Chain.Thin);
        (this.table, this.moves, this.sums) = (table, moves, sums);
        draws = new LabelDraws(problem, settings, table, sums);
        alternatives = new LabelAlternatives(settings.Estimator, problem.Target.Labels, settings.Wrt.Length);
    }

    /// <summary>
    /// Whether a lane may have more than one alternative, and two at one label are one from there on because the coupling draws nothing for
    /// either; and whether what is booked, p numbers for each label, stays small beside the sums of a lane.
    /// </summary>
    public static bool Suits(LabelProblem problem, EstimatorSettings estimator) =>
        problem.Coupling is OtherLabelCoupling
        && estimator is { Method: EstimatorMethod.Dmh } and ({ Alternatives: > 1 } or { Pruning: Pruning.None })
        && (long)problem.Target.Labels * estimator.Wrt.Length <= MostBooked;

    /// <inheritdoc/>
    public void Begin() => alternatives.Clear();

    /// <inheritdoc/>
    public long Advance(ref int label, ref LaneStreams streams, long step, int count)
    {
        draws.Sum(Move(ref label, ref streams, step, step + count, out var evaluations));
        return evaluations;
    }

    /// <inheritdoc/>
    public void End()
    {
        sums[SumsLayout.Unrecoupled] += alternatives.Newborns;
        for (var label = 0; label < table.Labels; label++)
        {
            AddSlopes(table.Observables(label), alternatives.Occupation(label));
        }
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => alternatives.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => alternatives.Load(reader);

    /// <summary>The loop, compiled by itself: inlined into its caller it would use up what the compiler spends on inlining.</summary>
    /// <returns>How many labels are kept.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Move(ref int label, ref LaneStreams streams, long step, long end, out long evaluations)
    {
        // Copies on the stack, which stay in registers.
        var (x, primal, labels, untilDraw) = (label, streams.Primal, draws.Labels, draws.Until(step));
        var (accepts, kept) = (0, 0);
        evaluations = 0;
        for (; step < end; step++)
        {
            var proposed = proposal.Propose(x, ref primal);
            var coin = Coin.Toss(ref primal);
            var accepted = Coin.Mask(coin, moves.Threshold(x, proposed));
            var next = Coin.Choose(accepted, proposed, x);
            evaluations += alternatives.Count;
            MoveAlternatives(x, proposed, coin, next, step, ref streams.Coupling);
            var mass = moves.Mass(x, proposed, accepted != 0);
            if (mass > 0 && alternatives.Bear(Coin.Choose(accepted, x, proposed), mass, moves.Weight(x, proposed, accepted != 0), step, ref streams.Pruning))
            {
                sums[SumsLayout.Births]++;
            }

            x = next;
            accepts -= accepted;
            if (--untilDraw == 0)
            {
                labels[kept++] = x;
                untilDraw = thin;
                alternatives.Observe(x);
            }
        }

        (streams.Primal, label) = (primal, x);
        sums[SumsLayout.Accepted] += accepts;
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveAlternatives(int x, int proposed, long coin, int next, long step, ref RandomStream coupling)
    {
        alternatives.BeginMove();
        for (var place = 0; place < alternatives.Count; place++)
        {
            var y = alternatives.Label(place);
            var suggested = rule.Couple(proposal, x, proposed, y, ref coupling);
            y = Coin.Choose(Coin.Mask(coin, moves.Threshold(y, suggested)), suggested, y);
            if (y == next)
            {
                alternatives.Recouple(place, step, sums);
            }
            else
            {
                alternatives.Settle(place, y);
            }
        }

        alternatives.EndMove();
    }

    private void AddSlopes(ReadOnlySpan<double> observables, ReadOnlySpan<double> occupation)
    {
        for (var i = 0; i < observables.Length; i++)
        {
            var row = sums.Slopes.Slice(i * occupation.Length, occupation.Length);
            for (var j = 0; j < row.Length; j++)
            {
                row[j] += observables[i] * occupation[j];
            }
        }
    }
}
