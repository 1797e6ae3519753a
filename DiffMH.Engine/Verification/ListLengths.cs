namespace DiffMH.Engine.Verification;

/// <summary>How many numbers the lists among some settings have: all as many, or one of them fewer, as a point has beside the means of a mixture.</summary>
/// <param name="Usual">How many a list has.</param>
/// <param name="ShortList">Which list, in the order of declaration, has another number; −1 for none.</param>
/// <param name="Short">How many that one has.</param>
internal sealed record ListLengths(int Usual, int ShortList, int Short)
{
    private const int MostLists = 4;

    private static readonly int[] Lengths = [3, 1, 2, 4, 6, 9];

    /// <summary>All lists alike.</summary>
    public static IEnumerable<ListLengths> Even => Lengths.Select(length => new ListLengths(length, -1, 0));

    /// <summary>One list of two numbers where the others have six, which is three times two; then one number where they have three.</summary>
    public static IEnumerable<ListLengths> Uneven =>
        from lengths in (IEnumerable<(int Usual, int Short)>)[(6, 2), (3, 1)]
        from list in Enumerable.Range(0, MostLists)
        select new ListLengths(lengths.Usual, list, lengths.Short);

    /// <summary>The length of a list.</summary>
    /// <param name="list">Which, in the order of declaration.</param>
    public int Of(int list) => list == ShortList ? Short : Usual;
}
