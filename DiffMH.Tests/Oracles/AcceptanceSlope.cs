namespace DiffMH.Tests.Oracles;

/// <summary>∂α of one transition, from its r and ∂log r.</summary>
internal static class AcceptanceSlope
{
    public static double Of(double ratio, bool isTie, double scoreDifference, TieRule rule)
    {
        if (isTie)
        {
            return rule switch
            {
                TieRule.Mean => 0.5 * scoreDifference,
                TieRule.Right => Math.Min(0, scoreDifference),
                _ => 0,
            };
        }

        return ratio < 1 ? ratio * scoreDifference : 0;
    }
}
