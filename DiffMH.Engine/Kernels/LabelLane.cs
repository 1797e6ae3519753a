namespace DiffMH.Engine.Kernels;

/// <summary>One chain on labels with its alternatives.</summary>
/// <typeparam name="TProposal">q.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
public sealed class LabelLane<TProposal, TCoupling> : ILane
    where TProposal : struct, ILabelProposal
    where TCoupling : struct, ILabelCoupling<TProposal>
{
    /// <summary>Steps between reports to the meter.</summary>
    private const int Stretch = 4096;

    private readonly LabelProblem problem;
    private readonly KernelSettings settings;
    private readonly TProposal proposal;
    private readonly TCoupling rule;
    private readonly LaneSums sums;
    private readonly AlternativeSlots slots;
    private readonly double[] score;
    private readonly double[] weight;

    private LabelTable? table;
    private double[] tableTheta = [];
    private int[] alternatives;
    private LaneStreams streams;
    private int label;
    private long step;
    private long moves;

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
        sums = new LaneSums(layout, settings.Chain.Draws, settings.FollowsDecisions);
        slots = new AlternativeSlots(settings.Estimator, layout, sums, stateSize: 1);
        alternatives = new int[slots.Places];
        score = new double[layout.Parameters];
        weight = new double[layout.Parameters];
    }

    /// <inheritdoc/>
    public void Begin(ReadOnlySpan<double> theta, RandomSource source, int chain, ChainPass pass)
    {
        Tabulate(theta);
        var start = source.Open(chain, pass, StreamRole.Start);
        streams = LaneStreams.Open(source, chain, pass);
        sums.Clear();
        slots.Clear();
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
            moves = 0;
            var end = Math.Min(steps, step + Stretch);
            while (step < end)
            {
                Step();
                Sum();
            }

            meter.Evaluate(step - before + moves);
            if (meter.Spend(step - before) && step < steps)
            {
                return false;
            }
        }

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
    }

    private void Tabulate(ReadOnlySpan<double> theta)
    {
        if (table is null || !theta.SequenceEqual(tableTheta))
        {
            table = new LabelTable(problem, theta, settings.Wrt.AsSpan());
            tableTheta = theta.ToArray();
        }
    }

    private void Step()
    {
        var proposed = proposal.Propose(label, ref streams.Primal);
        var coin = streams.Primal.NextUniform();
        var logRatio = LogRatio(label, proposed);
        var accepted = Coin.Accepts(coin, logRatio);
        var next = accepted ? proposed : label;
        foreach (var slot in slots.Taken)
        {
            MoveAlternative(slot, proposed, coin, next);
        }

        if (proposed != label)
        {
            Branch(proposed, logRatio, accepted);
        }

        sums[SumsLayout.Accepted] += accepted ? 1 : 0;
        label = next;
        step++;
    }

    private void MoveAlternative(int slot, int proposed, double coin, int next)
    {
        moves++;
        var y = alternatives[slot];
        var suggestion = rule.Couple(proposal, label, proposed, y, ref streams.Coupling);
        if (Coin.Accepts(coin, LogRatio(y, suggestion)))
        {
            y = suggestion;
        }

        alternatives[slot] = y;
        if (y == next)
        {
            slots.Recouple(slot, step);
        }
    }

    private void Branch(int proposed, double logRatio, bool accepted)
    {
        var there = table!.Score(proposed);
        var here = table.Score(label);
        for (var i = 0; i < score.Length; i++)
        {
            score[i] = there[i] - here[i];
        }

        CoinScore.Add(accepted, logRatio, score, sums.Decisions);
        var mass = BirthWeight.Fill(settings.Estimator, accepted, logRatio, score, weight);
        if (!slots.MayKeep(mass))
        {
            return;
        }

        var slot = slots.Offer(mass, ref streams.Pruning);
        if (slot >= 0)
        {
            slots.Place(slot, mass, weight, step);
            Array.Resize(ref alternatives, slots.Places);
            alternatives[slot] = accepted ? label : proposed;
        }
    }

    private void Sum()
    {
        if (!settings.Chain.IsDraw(step))
        {
            return;
        }

        var observables = table!.Observables(label);
        sums.Add(observables);
        var slopes = sums.Slopes;
        var direct = table.Direct(label);
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] += direct[i];
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

    /// <summary>log r = log g(x′) − log g(x) + log q(x′,x) − log q(x,x′); exactly 0 at a tie of equal densities under a symmetric proposal.</summary>
    private double LogRatio(int from, int to)
    {
        var difference = table!.LogDensity(to) - table.LogDensity(from);
        var (forward, backward) = (proposal.Probability(from, to), proposal.Probability(to, from));
        return forward == backward ? difference : difference + Math.Log(backward / forward);
    }
}
