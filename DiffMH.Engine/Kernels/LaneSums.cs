namespace DiffMH.Engine.Kernels;

/// <summary>The sums of one lane as its draws come in.</summary>
/// <remarks>Batches and half-chains are differences of the running sums at their ends, so that a draw costs two additions per observable.</remarks>
public sealed class LaneSums : ILaneRow
{
    private readonly SumsLayout layout;
    private readonly int draws;
    private readonly int batchLength;
    private readonly int halfLength;
    private readonly double[] row;
    private readonly double[] atBatch;
    private readonly double[] atHalf;
    private readonly double[] decisions;
    private int count;

    /// <summary>Empty sums.</summary>
    /// <param name="layout">Where sums stand in a row.</param>
    /// <param name="draws">How many draws a lane has.</param>
    /// <param name="followsDecisions">Whether draws are multiplied by <see cref="Decisions"/>.</param>
    public LaneSums(SumsLayout layout, int draws, bool followsDecisions = false)
    {
        this.layout = layout;
        this.draws = draws;
        batchLength = (int)Math.Sqrt(draws);
        halfLength = draws / 2;
        row = new double[layout.Width];
        atBatch = new double[layout.Observables];
        atHalf = new double[2 * layout.Observables];
        decisions = new double[followsDecisions ? layout.Parameters : 0];
        FindClose();
    }

    /// <summary>The k × p sums of the derivative, row by row, to be added to.</summary>
    public Span<double> Slopes => row.AsSpan(layout.Slopes, layout.Observables * layout.Parameters);

    /// <summary>Whether the derivative is summed twice, by alternatives and by the covariance identity, so that ∂_θ f(x) is added to <see cref="Slopes"/> and to <see cref="Products"/>.</summary>
    public bool HasControl { get; init; }

    /// <summary>With scores, the k × p sums of f s, row by row, to be added to.</summary>
    public Span<double> Products => row.AsSpan(layout.Products, layout.Observables * layout.Parameters);

    /// <summary>Whether <see cref="AddScores"/> belongs to every draw.</summary>
    public bool HasScores => layout.HasScores;

    /// <summary>D = Σ ∂_θ log P(coin) over the lane's decisions so far, p numbers, to be kept up to date before each draw; none where nothing asks for it.</summary>
    public Span<double> Decisions => decisions;

    /// <summary>One of the sums, to be added to.</summary>
    /// <param name="place">Where it stands, as <see cref="SumsLayout"/> says.</param>
    public ref double this[int place] => ref row[place];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(row);
        Array.Clear(atBatch);
        Array.Clear(atHalf);
        Array.Clear(decisions);
        count = 0;
        FindClose();
    }

    /// <summary>Adds the observables of one draw.</summary>
    public void Add(ReadOnlySpan<double> observables)
    {
        Elementwise.Add(row.AsSpan(SumsLayout.Moments, observables.Length), observables);
        Elementwise.AddSquares(row.AsSpan(layout.Squares, observables.Length), observables);
        if (decisions.Length > 0)
        {
            AddDecisions(observables);
        }

        count++;
        if (--UntilClose == 0)
        {
            Close();
        }
    }

    /// <summary>How many draws there are until a batch or a half ends: to count down takes less than to divide at every draw.</summary>
    public int UntilClose { get; private set; }

    /// <summary>Counts draws whose observables and their squares have been added by <see cref="this"/>.</summary>
    /// <param name="drawsMore">How many, at most <see cref="UntilClose"/>.</param>
    public void Count(int drawsMore)
    {
        count += drawsMore;
        UntilClose -= drawsMore;
        if (UntilClose == 0)
        {
            Close();
        }
    }

    /// <summary>Adds what one draw says about the covariance of observables and score.</summary>
    /// <param name="observables">f, k numbers.</param>
    /// <param name="scores">s = ∂_θ log g up to a constant that is the same for all lanes at one θ, p numbers.</param>
    /// <remarks>
    /// Sums must add up over lanes, so that they cannot be centred about a mean of their own. What Σ f s − Σ f Σ s / n loses is twice the
    /// decimal places of |mean|/sd: four on a lattice of 10⁴ sites, whose sums grow like the sites and scatter like their root.
    /// </remarks>
    public void AddScores(ReadOnlySpan<double> observables, ReadOnlySpan<double> scores)
    {
        var sums = row.AsSpan(layout.Scores, scores.Length);
        var products = row.AsSpan(layout.Products, observables.Length * scores.Length);
        for (var j = 0; j < scores.Length; j++)
        {
            sums[j] += scores[j];
            for (var i = 0; i < observables.Length; i++)
            {
                products[(i * scores.Length) + j] += observables[i] * scores[j];
            }
        }
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> groupRow)
    {
        row[SumsLayout.Draws] = draws;
        if (layout.HasDecisions)
        {
            CloseLane();
        }

        for (var i = 0; i < groupRow.Length; i++)
        {
            groupRow[i] += row[i];
        }
    }

    /// <summary>Writes the sums so far.</summary>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(count);
        writer.WriteDoubles(row);
        writer.WriteDoubles(atBatch);
        writer.WriteDoubles(atHalf);
        writer.WriteDoubles(decisions);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        count = reader.ReadInt32();
        reader.ReadDoubles(row);
        reader.ReadDoubles(atBatch);
        reader.ReadDoubles(atHalf);
        reader.ReadDoubles(decisions);
        FindClose();
    }

    /// <summary>Adds what one draw says by the decisions that led to it: f D to the slopes, and D itself where other lanes' means are its baseline.</summary>
    private void AddDecisions(ReadOnlySpan<double> observables)
    {
        var slopes = Slopes;
        for (var j = 0; j < decisions.Length; j++)
        {
            for (var i = 0; i < observables.Length; i++)
            {
                slopes[(i * decisions.Length) + j] += observables[i] * decisions[j];
            }

            if (layout.HasDecisions)
            {
                row[layout.Scores + j] += decisions[j];
            }
        }
    }

    /// <summary>Forms what the baseline of the other lanes has to leave out of all lanes' sums: this lane's Σ f times its Σ D.</summary>
    private void CloseLane()
    {
        row[layout.Lanes] = 1;
        for (var i = 0; i < layout.Observables; i++)
        {
            for (var j = 0; j < layout.Parameters; j++)
            {
                row[layout.Products + (i * layout.Parameters) + j] = row[SumsLayout.Moments + i] * row[layout.Scores + j];
            }
        }
    }

    /// <summary>Closes what ends with the present draw.</summary>
    private void Close()
    {
        if (count % batchLength == 0)
        {
            CloseBatch();
        }

        if (count == halfLength || count == 2 * halfLength)
        {
            CloseHalf();
        }

        FindClose();
    }

    /// <summary>Looks ahead to the draw with which a batch or a half ends.</summary>
    private void FindClose()
    {
        var toHalf = (count < halfLength ? halfLength : 2 * halfLength) - count;
        var toBatch = batchLength - (count % batchLength);
        UntilClose = toHalf > 0 ? Math.Min(toBatch, toHalf) : toBatch;
    }

    private void CloseBatch()
    {
        row[SumsLayout.Batches]++;
        for (var i = 0; i < layout.Observables; i++)
        {
            var sum = row[SumsLayout.Moments + i];
            var mean = (sum - atBatch[i]) / batchLength;
            row[layout.BatchMeans + i] += mean;
            row[layout.BatchMeanSquares + i] += mean * mean;
            atBatch[i] = sum;
        }
    }

    private void CloseHalf()
    {
        if (halfLength < 2)
        {
            return;
        }

        row[SumsLayout.Halves]++;
        for (var i = 0; i < layout.Observables; i++)
        {
            var (sum, square) = (row[SumsLayout.Moments + i], row[layout.Squares + i]);
            var mean = (sum - atHalf[2 * i]) / halfLength;
            var variance = (square - atHalf[(2 * i) + 1] - (halfLength * mean * mean)) / (halfLength - 1);
            row[layout.HalfMeans + i] += mean;
            row[layout.HalfMeanSquares + i] += mean * mean;
            row[layout.HalfVariances + i] += Math.Max(0, variance);
            (atHalf[2 * i], atHalf[(2 * i) + 1]) = (sum, square);
        }
    }
}
