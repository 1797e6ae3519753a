using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>One chain on labels with its alternatives.</summary>
/// <typeparam name="TProposal">q.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
public sealed class LabelLane<TProposal, TCoupling> : ILane
    where TProposal : struct, ILabelProposal
    where TCoupling : struct, ILabelCoupling<TProposal>
{
    private readonly LabelProblem problem;
    private readonly KernelSettings settings;
    private readonly TProposal proposal;
    private readonly TCoupling rule;
    private readonly LaneSums sums;
    private readonly AlternativeSlots slots;
    private readonly bool followsDecisions;

    private LabelTable? table;
    private LabelMoves<TProposal>? moves;
    private ILabelLoop? loop;
    private double[] tableTheta = [];
    private int[] alternatives;
    private LaneStreams streams;
    private int label;
    private long step;
    private long alternativeSteps;

    /// <summary>A lane of a label model.</summary>
    public LabelLane(LabelProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(settings);
        this.problem = problem;
        this.settings = settings;
        proposal = (TProposal)problem.Proposal;
        rule = (TCoupling)problem.Coupling;
        var layout = settings.Layout(problem.ObservableCount);
        sums = new LaneSums(layout, settings.Chain.Draws, settings.FollowsDecisions) { HasControl = settings.HasControl };
        slots = new AlternativeSlots(settings.Estimator, layout, sums, stateSize: 1);
        alternatives = new int[slots.Places];
        followsDecisions = settings.FollowsDecisions;
    }

    /// <inheritdoc/>
    public void Begin(ReadOnlySpan<double> theta, RandomSource source, int chain, ChainPass pass)
    {
        Tabulate(theta);
        var start = source.Open(chain, pass, StreamRole.Start);
        streams = LaneStreams.Open(source, chain, pass);
        sums.Clear();
        slots.Clear();
        loop?.Begin();
        step = 0;
        label = ModelCheck.Label(problem.Start(ref start), problem.Target.Labels, "start");
        if (double.IsNegativeInfinity(table!.LogDensity(label)))
        {
            throw new InvalidModelException($"The chain starts at label {label}, where the density is 0; a start must lie in the support.");
        }
    }

    /// <inheritdoc/>
    public bool Advance(WorkMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        var steps = settings.Chain.Steps;
        while (step < steps)
        {
            var before = step;
            alternativeSteps = 0;
            Advance((int)Math.Min(steps - step, LabelDraws.Stretch));
            meter.Evaluate(step - before + alternativeSteps);
            if (meter.Spend(step - before) && step < steps)
            {
                return false;
            }
        }

        loop?.End();
        slots.End();
        return true;
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> groupRow)
    {
        sums[SumsLayout.Updates] = step;
        sums.AddTo(groupRow);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(step);
        writer.Write(label);
        streams.Save(writer);
        sums.Save(writer);
        slots.Save(writer);
        writer.WriteWords<int>(alternatives);
        loop?.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<double> theta, BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Tabulate(theta);
        step = reader.ReadInt64();
        label = reader.ReadInt32();
        streams = LaneStreams.Load(reader);
        sums.Load(reader);
        slots.Load(reader);
        Array.Resize(ref alternatives, slots.Places);
        reader.ReadWords<int>(alternatives);
        loop?.Load(reader);
    }

    private void Tabulate(ReadOnlySpan<double> theta)
    {
        if (table is null || !theta.SequenceEqual(tableTheta))
        {
            table = new LabelTable(problem, theta, settings.Wrt.AsSpan());
            moves = new LabelMoves<TProposal>(table, problem.Target.Labels, proposal, settings);
            loop = Loop();
            tableTheta = theta.ToArray();
        }
    }

    /// <summary>The loop that suits, if there is one, beside the one here.</summary>
    private ILabelLoop? Loop() =>
        LabelPair<TProposal, TCoupling>.Suits(problem, settings, table!, moves!) ? new LabelPair<TProposal, TCoupling>(problem, settings, table!, moves!, sums)
        : LabelCrowd<TProposal, TCoupling>.Suits(problem, settings.Estimator) ? new LabelCrowd<TProposal, TCoupling>(problem, settings, table!, moves!, sums)
        : null;

    private void Advance(int count)
    {
        if (loop is null)
        {
            Advance(step + count);
            return;
        }

        alternativeSteps = loop.Advance(ref label, ref streams, step, count);
        step += count;
    }

    /// <summary>The loop, compiled by itself: inlined into its callers it would use up what the compiler spends on inlining.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Advance(long end)
    {
        // Copies on the stack, which stay in registers.
        var primal = streams.Primal;
        var (chain, accepts, steps) = (settings.Chain, 0, step);
        for (; steps < end; steps++)
        {
            var proposed = proposal.Propose(label, ref primal);
            var coin = Coin.Toss(ref primal);
            var mask = Coin.Mask(coin, moves!.Threshold(label, proposed));
            var accepted = mask != 0;
            var next = Coin.Choose(mask, proposed, label);
            foreach (var slot in slots.Taken)
            {
                MoveAlternative(slot, proposed, coin, next, steps);
            }

            Branch(proposed, accepted, steps);
            label = next;
            accepts += accepted ? 1 : 0;
            if (chain.IsDraw(steps + 1))
            {
                Sum();
            }
        }

        (streams.Primal, step) = (primal, steps);
        sums[SumsLayout.Accepted] += accepts;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveAlternative(int slot, int proposed, long coin, int next, long steps)
    {
        alternativeSteps++;
        var y = alternatives[slot];
        var suggestion = rule.Couple(proposal, label, proposed, y, ref streams.Coupling);
        y = Coin.Choose(Coin.Mask(coin, moves!.Threshold(y, suggestion)), suggestion, y);
        alternatives[slot] = y;
        if (y == next)
        {
            slots.Recouple(slot, steps);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Branch(int proposed, bool accepted, long steps)
    {
        if (followsDecisions && proposed != label)
        {
            CoinScore.Add(accepted, moves!.LogRatio(label, proposed), moves.Score(label, proposed), sums.Decisions);
        }

        var mass = moves!.Mass(label, proposed, accepted);
        if (slots.MayKeep(mass))
        {
            Offer(mass, proposed, accepted, steps);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Offer(double mass, int proposed, bool accepted, long steps)
    {
        var slot = slots.Offer(mass, ref streams.Pruning);
        if (slot >= 0)
        {
            slots.Place(slot, mass, moves!.Weight(label, proposed, accepted), steps);
            if (alternatives.Length < slots.Places)
            {
                Array.Resize(ref alternatives, slots.Places);
            }

            alternatives[slot] = accepted ? label : proposed;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Sum()
    {
        var observables = table!.Observables(label);
        sums.Add(observables);
        if (table.HasDirect)
        {
            AddDirect(sums.Slopes);
            if (sums.HasControl)
            {
                AddDirect(sums.Products);
            }
        }

        if (sums.HasScores)
        {
            sums.AddScores(observables, table.RelativeScore(label));
        }

        foreach (var slot in slots.Taken)
        {
            slots.Earn(slot, table.Observables(alternatives[slot]), observables);
        }
    }

    private void AddDirect(Span<double> slopes)
    {
        var direct = table!.Direct(label);
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] += direct[i];
        }
    }
}
