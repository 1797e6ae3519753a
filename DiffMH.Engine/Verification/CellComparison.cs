namespace DiffMH.Engine.Verification;

/// <summary>In which of finitely many cells y′ falls, beside draws of a chain of its own: as it is, and with the sign of the accept/reject coin.</summary>
/// <param name="cells">How many cells there are.</param>
/// <remarks>Of a sound coupling both samples have one law and independent coins, so that every difference has a symmetric law.</remarks>
internal sealed class CellComparison(int cells)
{
    private readonly SignedSums plain = new(cells);
    private readonly SignedSums signed = new(cells);
    private int draws;

    /// <summary>Ends a pair of draws, whatever cells were added of it.</summary>
    public void EndDraw() => draws++;

    /// <summary>Adds a pair of draws of which each is in one cell.</summary>
    /// <param name="coupled">The cell of y′.</param>
    /// <param name="alone">That of the chain of its own.</param>
    /// <param name="signs">1 where the coin was above ½, else −1.</param>
    public void Add(int coupled, int alone, (int Coupled, int Alone) signs)
    {
        if (coupled == alone)
        {
            AddSigned(coupled, signs.Coupled - signs.Alone);
            return;
        }

        plain.Add(coupled, 1);
        plain.Add(alone, -1);
        AddSigned(coupled, signs.Coupled);
        AddSigned(alone, -signs.Alone);
    }

    /// <summary>Adds a pair of draws that each are in the cell or not.</summary>
    public void Add(int cell, bool isCoupled, bool isAlone, (int Coupled, int Alone) signs)
    {
        if (isCoupled != isAlone)
        {
            plain.Add(cell, isCoupled ? 1 : -1);
        }

        AddSigned(cell, (isCoupled ? signs.Coupled : 0) - (isAlone ? signs.Alone : 0));
    }

    /// <summary>Hands both comparisons to their rows.</summary>
    public void Report(Evidence marginal, Evidence coin, Func<int, string> describe)
    {
        plain.Report(marginal, draws, cell => $"{describe(cell)}, less the share of a chain of its own");
        signed.Report(coin, draws, cell => $"{describe(cell)} with a high coin less that with a low one");
    }

    /// <summary>The sign of the next coin of a stream.</summary>
    public static int Sign(ref RandomStream stream) => stream.NextUniform() < 0.5 ? -1 : 1;

    private void AddSigned(int cell, int value)
    {
        if (value != 0)
        {
            signed.Add(cell, value);
        }
    }
}
