using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The alternatives of one chain on ℝᵈ: where they are, how they follow the chain, when they meet it, and what they earn.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TProposal">q.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <remarks>
/// An alternative equals the primal chain once it has copied x′ and both have accepted it; states are never compared. A state belongs to
/// each place of the slots, with log g of it.
/// </remarks>
internal sealed class VectorAlternatives<TTarget, TProposal, TCoupling, TObservables>
    where TTarget : struct, IVectorTarget
    where TProposal : struct, IVectorProposal
    where TCoupling : struct, IVectorCoupling<TProposal>
    where TObservables : struct, ITransitionObservables
{
    private readonly int dimension;
    private readonly VectorFollower<TTarget, TProposal, TCoupling, TObservables> follower;
    private readonly VectorEvaluator<TTarget, TObservables> evaluator;
    private readonly AlternativeSlots slots;
    private readonly int observables;
    private Real[] states;
    private double[] densities;
    private double[] observed;

    /// <summary>Whether f of an alternative's present state is known.</summary>
    private bool[] isObserved;

    /// <summary>No alternatives.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="evaluator">The same at the chain's θ.</param>
    /// <param name="slots">Their places.</param>
    public VectorAlternatives(VectorProblem problem, VectorEvaluator<TTarget, TObservables> evaluator, AlternativeSlots slots)
    {
        (this.evaluator, this.slots, follower) = (evaluator, slots, new(problem, evaluator));
        (dimension, observables) = (problem.Target.Dimension, problem.ObservableCount);
        (states, densities, observed, isObserved) = ([], [], [], []);
        Resize(slots.Places);
    }

    /// <summary>Frees all places without booking anything.</summary>
    public void Clear() => slots.Clear();

    /// <summary>Ends the pass: every living alternative dies.</summary>
    public void End() => slots.End();

    /// <summary>Moves all of them.</summary>
    /// <param name="primal">The chain's step.</param>
    /// <param name="stream">The coupling's own randomness.</param>
    public void Move(in VectorDecision primal, ref RandomStream stream)
    {
        foreach (var slot in slots.Taken)
        {
            Move(slot, primal, ref stream);
        }
    }

    /// <summary>Lets the newborn of a decision, which took the other branch, compete for a place.</summary>
    /// <param name="mass">s; 0 where none is born.</param>
    /// <param name="weight">v, p numbers.</param>
    /// <param name="primal">The chain's step.</param>
    /// <param name="pruning">The pruning stream.</param>
    public void Offer(double mass, ReadOnlySpan<double> weight, in VectorDecision primal, ref RandomStream pruning)
    {
        if (!slots.MayKeep(mass))
        {
            return;
        }

        var slot = slots.Offer(mass, ref pruning);
        if (slot >= 0)
        {
            slots.Place(slot, mass, weight, primal.Step);
            if (slots.Places > densities.Length)
            {
                Resize(slots.Places);
            }

            var other = primal.Accepted ? primal.Move.From : primal.Move.To;
            Put(slot, other, primal.Accepted ? primal.Here : primal.There);
            if (default(TObservables).LooksBack && !primal.Observed.IsEmpty)
            {
                Earn(slot, primal.Move.From, other, !primal.Accepted, primal.Observed);
            }
        }
    }

    /// <summary>Books one draw of observables of the state after a step.</summary>
    /// <param name="primal">f(x).</param>
    public void Earn(ReadOnlySpan<double> primal)
    {
        foreach (var slot in slots.Taken)
        {
            if (!isObserved[slot])
            {
                evaluator.Observe(default, State(slot), accepted: false, Observed(slot));
                isObserved[slot] = true;
            }

            slots.Earn(slot, Observed(slot), primal);
        }
    }

    /// <summary>Writes all.</summary>
    public void Save(BinaryWriter writer)
    {
        slots.Save(writer);
        writer.WriteWords<Real>(states);
        writer.WriteDoubles(densities);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        slots.Load(reader);
        Resize(slots.Places);
        Array.Clear(isObserved);
        reader.ReadWords<Real>(states);
        reader.ReadDoubles(densities);
    }

    private void Move(int slot, in VectorDecision primal, ref RandomStream stream)
    {
        var y = State(slot);
        var step = follower.Follow(primal.Move, primal.There, primal.Coin, y, densities[slot], ref stream);
        if (default(TObservables).LooksBack && !primal.Observed.IsEmpty)
        {
            // Here and not after the step: where the chains meet now, their states before it still differ.
            Earn(slot, y, step.Accepts ? step.Suggested : y, step.Accepts, primal.Observed);
        }

        if (step.Accepts && step.Copies && primal.Accepted)
        {
            slots.Recouple(slot, primal.Step);
        }
        else if (step.Accepts)
        {
            Put(slot, step.Suggested, step.LogDensity);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Earn(int slot, ReadOnlySpan<Real> before, ReadOnlySpan<Real> after, bool accepted, ReadOnlySpan<double> primal)
    {
        evaluator.Observe(before, after, accepted, Observed(slot));
        slots.Earn(slot, Observed(slot), primal);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<Real> State(int slot) => states.AsSpan(slot * dimension, dimension);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<double> Observed(int slot) => observed.AsSpan(slot * observables, observables);

    private void Put(int slot, ReadOnlySpan<Real> state, double logDensity)
    {
        Elementwise.Copy(MemoryMarshal.Cast<Real, double>(states.AsSpan(slot * dimension, dimension)), MemoryMarshal.Cast<Real, double>(state));
        (densities[slot], isObserved[slot]) = (logDensity, false);
    }

    private void Resize(int places)
    {
        Array.Resize(ref states, places * dimension);
        Array.Resize(ref densities, places);
        Array.Resize(ref observed, places * observables);
        Array.Resize(ref isObserved, places);
    }
}
