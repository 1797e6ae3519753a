namespace DiffMH.Engine.Kernels;

/// <summary>The places for alternatives of eight lanes: what <see cref="AlternativeSlots"/> is to one, by the same rules, where alternatives are pruned.</summary>
internal sealed class PackSlots
{
    private readonly int observables;
    private readonly int parameters;
    private readonly PackSums sums;
    private readonly LaneSet[] alive;
    private readonly LaneSet[] placed;
    private readonly Lanes[] mass;
    private readonly Lanes[] birthMass;
    private readonly Lanes[] threshold;
    private readonly Lanes[] weight;
    private readonly Lanes[] earned;
    private readonly Lanes[] birthStep;
    private Lanes weakest;
    private Lanes pressure;

    /// <summary>Free places.</summary>
    /// <param name="places">M.</param>
    /// <param name="layout">k and p.</param>
    /// <param name="sums">Where derivatives and counts are booked.</param>
    public PackSlots(int places, SumsLayout layout, PackSums sums)
    {
        this.sums = sums;
        (observables, parameters) = (layout.Observables, layout.Parameters);
        (alive, placed) = (new LaneSet[places], new LaneSet[places]);
        (mass, birthMass, threshold, birthStep) = (new Lanes[places], new Lanes[places], new Lanes[places], new Lanes[places]);
        (weight, earned) = (new Lanes[places * parameters], new Lanes[places * observables]);
        Clear();
    }

    /// <summary>M.</summary>
    public int Places => mass.Length;

    /// <summary>The lanes that have an alternative in a place.</summary>
    public LaneSet Alive(int slot) => alive[slot];

    /// <summary>The lanes whose newborn has just been given a place.</summary>
    public LaneSet Placed(int slot) => placed[slot];

    /// <summary>Frees all places without booking anything.</summary>
    public void Clear()
    {
        Array.Clear(alive);
        pressure = Lanes.Constant(double.NegativeInfinity);
    }

    /// <summary>Lets newborns compete for places. <see cref="Placed"/> says which were kept, the former holders of their places being booked.</summary>
    /// <param name="newbornMass">s; 0 in lanes where there is none.</param>
    /// <param name="newbornWeight">v, p numbers.</param>
    /// <param name="step">The present step of the lanes.</param>
    /// <param name="pruning">The pruning streams.</param>
    public void Offer(Lanes newbornMass, ReadOnlySpan<Lanes> newbornWeight, long step, ref StreamPack pruning)
    {
        var asking = newbornMass > default(Lanes);
        for (var slot = 0; slot < alive.Length; slot++)
        {
            var free = asking & ~alive[slot];
            placed[slot] = free;
            if (!free.IsEmpty)
            {
                mass[slot] = free.Select(newbornMass, mass[slot]);
                Begin(slot, free, newbornMass, newbornWeight, step, ref pruning);
                asking &= ~free;
            }
        }

        if (!asking.IsEmpty)
        {
            Compete(asking, newbornMass, newbornWeight, step, ref pruning);
        }
    }

    /// <summary>Books one draw of the alternatives in a place.</summary>
    /// <param name="slot">The place.</param>
    /// <param name="where">The lanes that have one.</param>
    /// <param name="alternative">f(y).</param>
    /// <param name="primal">f(x).</param>
    public void Earn(int slot, LaneSet where, ReadOnlySpan<Lanes> alternative, ReadOnlySpan<Lanes> primal)
    {
        var scale = mass[slot] / birthMass[slot];
        var account = earned.AsSpan(slot * observables, observables);
        for (var i = 0; i < account.Length; i++)
        {
            account[i] = where.Select(account[i] + (scale * (alternative[i] - primal[i])), account[i]);
        }
    }

    /// <summary>Ends the excursions of alternatives that have become equal to the primal chains.</summary>
    /// <param name="slot">Their place.</param>
    /// <param name="where">The lanes.</param>
    /// <param name="step">The present step of the lanes.</param>
    public void Recouple(int slot, LaneSet where, long step)
    {
        Book(slot, where);
        alive[slot] &= ~where;
        pressure = where.Select(Lanes.Constant(double.NegativeInfinity), pressure);
        sums[SumsLayout.Recoupled] += where.Ones;
        sums[SumsLayout.Lifetime] += where.Select(Lanes.Constant(step) - birthStep[slot], default);
    }

    /// <summary>Ends the pass: every living alternative dies.</summary>
    public void End()
    {
        for (var slot = 0; slot < alive.Length; slot++)
        {
            Book(slot, alive[slot]);
            sums[SumsLayout.Unrecoupled] += alive[slot].Ones;
        }

        Clear();
    }

    /// <summary>Writes the places.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.WriteWords<LaneSet>(alive);
        foreach (var numbers in Numbers)
        {
            writer.WriteWords<Lanes>(numbers);
        }

        writer.WriteWords<Lanes>([weakest, pressure]);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        reader.ReadWords<LaneSet>(alive);
        foreach (var numbers in Numbers)
        {
            reader.ReadWords<Lanes>(numbers);
        }

        var rest = new Lanes[2];
        reader.ReadWords<Lanes>(rest);
        (weakest, pressure) = (rest[0], rest[1]);
    }

    private Lanes[][] Numbers => [mass, birthMass, threshold, weight, earned, birthStep];

    /// <summary>Lets newborns compete in lanes where all places are taken.</summary>
    private void Compete(LaneSet asking, Lanes newbornMass, ReadOnlySpan<Lanes> newbornWeight, long step, ref StreamPack pruning)
    {
        if (mass.Length > 1)
        {
            FindWeakest(asking);
        }

        for (var slot = 0; slot < mass.Length; slot++)
        {
            var here = mass.Length == 1 ? asking : asking & IsWeakest(slot);
            mass[slot] = here.Select(mass[slot] + newbornMass, mass[slot]);
            var replaced = here & (mass[slot] >= threshold[slot]);
            if (!replaced.IsEmpty)
            {
                Book(slot, replaced);
                placed[slot] |= replaced;
                Begin(slot, replaced, newbornMass, newbornWeight, step, ref pruning);
            }
        }
    }

    /// <summary>Finds the place of least mass, the first of equals, in lanes where the one that was pressed on has come to twice its mass.</summary>
    private void FindWeakest(LaneSet asking)
    {
        var (pressed, place, least) = (mass[0], default(Lanes), mass[0]);
        for (var slot = 1; slot < mass.Length; slot++)
        {
            pressed = IsWeakest(slot).Select(mass[slot], pressed);
            var isLess = mass[slot] < least;
            (place, least) = (isLess.Select(Lanes.Constant(slot), place), isLess.Select(mass[slot], least));
        }

        var looking = asking & (pressed >= pressure);
        weakest = looking.Select(place, weakest);
        pressure = looking.Select(2 * least, pressure);
    }

    private LaneSet IsWeakest(int slot) => (weakest >= Lanes.Constant(slot)) & (weakest <= Lanes.Constant(slot));

    /// <summary>Gives a place to newborns, with a threshold above the mass it has now.</summary>
    private void Begin(int slot, LaneSet where, Lanes newbornMass, ReadOnlySpan<Lanes> newbornWeight, long step, ref StreamPack pruning)
    {
        threshold[slot] = where.Select(mass[slot] / pruning.NextUniform(where), threshold[slot]);
        alive[slot] |= where;
        birthMass[slot] = where.Select(newbornMass, birthMass[slot]);
        birthStep[slot] = where.Select(Lanes.Constant(step), birthStep[slot]);
        sums[SumsLayout.Births] += where.Ones;
        foreach (ref var account in earned.AsSpan(slot * observables, observables))
        {
            account = where.Select(default, account);
        }

        where.Move(newbornWeight, weight.AsSpan(slot * parameters, parameters));
    }

    private void Book(int slot, LaneSet where)
    {
        var weights = weight.AsSpan(slot * parameters, parameters);
        for (var i = 0; i < observables; i++)
        {
            var account = earned[(slot * observables) + i];
            var slopes = sums.Slopes.Slice(i * parameters, parameters);
            for (var j = 0; j < slopes.Length; j++)
            {
                slopes[j] = where.Select(slopes[j] + (account * weights[j]), slopes[j]);
            }
        }
    }
}
