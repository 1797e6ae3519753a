namespace DiffMH.Engine.Kernels;

/// <summary>The sums of eight lanes as their draws come in: those of <see cref="LaneSums"/>, which takes over whenever a batch or a half ends.</summary>
internal sealed class PackSums
{
    private readonly SumsLayout layout;
    private readonly LaneSums[] lanes;
    private readonly Lanes[] moments;
    private readonly Lanes[] squares;
    private readonly Lanes[] slopes;
    private readonly Lanes[] counts = new Lanes[SumsLayout.Moments];

    /// <summary>Draws since single lanes took over last.</summary>
    private int draws;
    private int untilClose;

    /// <summary>Empty sums.</summary>
    /// <param name="layout">Where sums stand in a row.</param>
    /// <param name="draws">How many draws a lane has.</param>
    public PackSums(SumsLayout layout, int draws)
    {
        this.layout = layout;
        lanes = [.. Enumerable.Range(0, Lanes.Count).Select(_ => new LaneSums(layout, draws))];
        (moments, squares, slopes) = (new Lanes[layout.Observables], new Lanes[layout.Observables], new Lanes[layout.Observables * layout.Parameters]);
        untilClose = lanes[0].UntilClose;
    }

    /// <summary>The k × p sums of the derivative, row by row, to be added to.</summary>
    public Span<Lanes> Slopes => slopes;

    /// <summary>One of the counts before <see cref="SumsLayout.Moments"/>, to be added to.</summary>
    public ref Lanes this[int place] => ref counts[place];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var lane in lanes)
        {
            lane.Clear();
        }

        Array.Clear(moments);
        Array.Clear(squares);
        Array.Clear(slopes);
        Array.Clear(counts);
        (draws, untilClose) = (0, lanes[0].UntilClose);
    }

    /// <summary>Adds the observables of one draw.</summary>
    public void Add(ReadOnlySpan<Lanes> observables)
    {
        for (var i = 0; i < observables.Length; i++)
        {
            moments[i] += observables[i];
            squares[i] += observables[i] * observables[i];
        }

        if (++draws == untilClose)
        {
            TakeOver();
        }
    }

    /// <summary>The sums of one lane, all its draws being in.</summary>
    /// <param name="place">The lane.</param>
    /// <param name="updates">Steps it took.</param>
    public LaneSums Finish(int place, long updates)
    {
        if (draws > 0)
        {
            TakeOver();
        }

        var lane = lanes[place];
        for (var i = 0; i < slopes.Length; i++)
        {
            lane.Slopes[i] = slopes[i][place];
        }

        lane[SumsLayout.Updates] = updates;
        foreach (var count in (ReadOnlySpan<int>)[SumsLayout.Accepted, SumsLayout.Births, SumsLayout.Recoupled, SumsLayout.Lifetime, SumsLayout.Unrecoupled])
        {
            lane[count] = counts[count][place];
        }

        return lane;
    }

    /// <summary>Writes the sums so far.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (var lane in lanes)
        {
            lane.Save(writer);
        }

        foreach (var numbers in (ReadOnlySpan<Lanes[]>)[moments, squares, slopes, counts])
        {
            writer.WriteWords<Lanes>(numbers);
        }

        writer.Write(draws);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        foreach (var lane in lanes)
        {
            lane.Load(reader);
        }

        foreach (var numbers in (ReadOnlySpan<Lanes[]>)[moments, squares, slopes, counts])
        {
            reader.ReadWords<Lanes>(numbers);
        }

        draws = reader.ReadInt32();
        untilClose = lanes[0].UntilClose;
    }

    private void TakeOver()
    {
        for (var place = 0; place < lanes.Length; place++)
        {
            for (var i = 0; i < moments.Length; i++)
            {
                lanes[place][SumsLayout.Moments + i] = moments[i][place];
                lanes[place][layout.Squares + i] = squares[i][place];
            }

            lanes[place].Count(draws);
        }

        (draws, untilClose) = (0, lanes[0].UntilClose);
    }
}
