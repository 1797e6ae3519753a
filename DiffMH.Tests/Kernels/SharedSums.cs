namespace DiffMH.Tests.Kernels;

/// <summary>The sums that kernels have in common of which one averages more than the other, by name.</summary>
internal static class SharedSums
{
    /// <summary>Where they stand in a row.</summary>
    /// <param name="layout">The row's layout.</param>
    /// <param name="observables">How many observables both have, the first ones.</param>
    public static IEnumerable<(string Name, int Place)> Of(SumsLayout layout, int observables)
    {
        for (var place = 0; place < SumsLayout.Moments; place++)
        {
            yield return ($"{place}", place);
        }

        int[] columns = [SumsLayout.Moments, layout.Squares, layout.BatchMeans, layout.BatchMeanSquares, layout.HalfMeans, layout.HalfMeanSquares, layout.HalfVariances];
        foreach (var (column, i) in Enumerable.Range(0, observables * columns.Length).Select(number => Math.DivRem(number, observables)))
        {
            yield return ($"column {column} of observable {i}", columns[column] + i);
        }

        for (var j = 0; layout.HasScores && j < layout.Parameters; j++)
        {
            yield return ($"score {j}", layout.Scores + j);
        }

        foreach (var (i, j) in Enumerable.Range(0, observables * layout.Parameters).Select(number => Math.DivRem(number, layout.Parameters)))
        {
            yield return ($"slope {i} {j}", layout.Slopes + (i * layout.Parameters) + j);
            if (layout.HasScores)
            {
                yield return ($"product {i} {j}", layout.Products + (i * layout.Parameters) + j);
            }
        }
    }
}
