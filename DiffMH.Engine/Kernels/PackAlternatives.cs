using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The alternatives of eight chains on ℝᵈ: what <see cref="VectorAlternatives{TTarget, TProposal, TCoupling, TObservables}"/> is to one.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TWalk">q.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
internal sealed class PackAlternatives<TTarget, TWalk, TCoupling, TObservables>
    where TTarget : struct, IVectorTarget
    where TWalk : struct, IPackWalk
    where TCoupling : struct, IPackCoupling<TWalk>
    where TObservables : struct, ITransitionObservables
{
    private readonly TWalk walk;
    private readonly TCoupling rule = default;
    private readonly int dimension;
    private readonly PackEvaluator<TTarget, TObservables> evaluator;
    private readonly PackSlots slots;
    private readonly Lanes[] suggestion;
    private readonly Lanes[] noise;
    private readonly Lanes[] observed;
    private readonly Lanes[] states;
    private readonly Lanes[] densities;

    /// <summary>No alternatives.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="evaluator">The same at the chains' θ.</param>
    /// <param name="slots">Their places.</param>
    public PackAlternatives(VectorProblem problem, PackEvaluator<TTarget, TObservables> evaluator, PackSlots slots)
    {
        (walk, dimension) = ((TWalk)problem.Proposal, problem.Target.Dimension);
        (this.evaluator, this.slots) = (evaluator, slots);
        (suggestion, noise, observed) = (new Lanes[dimension], new Lanes[walk.Noise], new Lanes[problem.ObservableCount]);
        (states, densities) = (new Lanes[slots.Places * dimension], new Lanes[slots.Places]);
    }

    /// <summary>Frees all places without booking anything.</summary>
    public void Clear() => slots.Clear();

    /// <summary>Ends the pass: every living alternative dies.</summary>
    public void End() => slots.End();

    /// <summary>Moves all of them.</summary>
    /// <param name="primal">The chains' step.</param>
    /// <param name="streams">The coupling's own randomness.</param>
    /// <param name="counted">The lanes whose evaluations are counted.</param>
    /// <returns>Their evaluations of the density.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Move(in PackDecision primal, ref StreamPack streams, LaneSet counted)
    {
        var evaluations = 0L;
        for (var slot = 0; slot < slots.Places; slot++)
        {
            if (!slots.Alive(slot).IsEmpty)
            {
                evaluations += Move(slot, primal, ref streams, counted);
            }
        }

        return evaluations;
    }

    /// <summary>Lets the newborns of a decision, which took the other branch, compete for places.</summary>
    /// <param name="mass">s; 0 in lanes where none is born.</param>
    /// <param name="weight">v, p numbers.</param>
    /// <param name="primal">The chains' step.</param>
    /// <param name="pruning">The pruning streams.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(Lanes mass, ReadOnlySpan<Lanes> weight, in PackDecision primal, ref StreamPack pruning)
    {
        slots.Offer(mass, weight, primal.Step, ref pruning);
        for (var slot = 0; slot < slots.Places; slot++)
        {
            var placed = slots.Placed(slot);
            if (placed.IsEmpty)
            {
                continue;
            }

            Put(slot, placed & primal.Accepted, primal.Move.From, primal.Here);
            Put(slot, placed & ~primal.Accepted, primal.Move.To, primal.There);
            if (default(TObservables).LooksBack && !primal.Observed.IsEmpty)
            {
                Earn(slot, PackStep.Of(primal.Move.From, primal.Move.To, ~primal.Accepted), placed, primal.Observed);
            }
        }
    }

    /// <summary>Books one draw of observables of the states after a step.</summary>
    /// <param name="primal">f(x).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Earn(ReadOnlySpan<Lanes> primal)
    {
        for (var slot = 0; slot < slots.Places; slot++)
        {
            var alive = slots.Alive(slot);
            if (!alive.IsEmpty)
            {
                evaluator.Observe(PackStep.Of(State(slot), State(slot), default), observed, alive);
                slots.Earn(slot, alive, observed, primal);
            }
        }
    }

    /// <summary>Writes all.</summary>
    public void Save(BinaryWriter writer)
    {
        slots.Save(writer);
        writer.WriteWords<Lanes>(states);
        writer.WriteWords<Lanes>(densities);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        slots.Load(reader);
        reader.ReadWords<Lanes>(states);
        reader.ReadWords<Lanes>(densities);
    }

    private long Move(int slot, in PackDecision primal, ref StreamPack streams, LaneSet counted)
    {
        var alive = slots.Alive(slot);
        var y = State(slot);
        var copies = rule.Couple(walk, primal.Move, y, alive, noise, suggestion, ref streams);
        var (there, others, evaluations) = (primal.There, alive & ~copies, 0);
        if (!others.IsEmpty)
        {
            evaluations = (others & counted).Count;
            there = copies.Select(there, evaluator.LogDensity(suggestion, others));
        }

        copies.Move(primal.Move.To, suggestion);
        var follows = alive & PackCoin.Accepts(primal.Coin, there - densities[slot]);
        if (default(TObservables).LooksBack && !primal.Observed.IsEmpty)
        {
            // Here and not after the step: where the chains meet now, their states before it still differ.
            Earn(slot, PackStep.Of(y, suggestion, follows), alive, primal.Observed);
        }

        var meets = follows & copies & primal.Accepted;
        if (!meets.IsEmpty)
        {
            slots.Recouple(slot, meets, primal.Step);
        }

        Put(slot, follows & ~meets, suggestion, there);
        return evaluations;
    }

    private void Earn(int slot, in PackStep step, LaneSet where, ReadOnlySpan<Lanes> primal)
    {
        evaluator.Observe(step, observed, where);
        slots.Earn(slot, where, observed, primal);
    }

    private Span<Lanes> State(int slot) => states.AsSpan(slot * dimension, dimension);

    /// <summary>Puts the alternatives of some lanes into a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(int slot, LaneSet where, ReadOnlySpan<Lanes> state, Lanes logDensity)
    {
        where.Move(state, State(slot));
        densities[slot] = where.Select(logDensity, densities[slot]);
    }
}
