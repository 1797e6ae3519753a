namespace DiffMH.Engine.Kernels;

/// <summary>What a coupling that keeps the site gives on two values to alternatives that differ there, as a table.</summary>
/// <remarks>Such a coupling's move is a function of the two values and of the primal's suggestion, without draws of its own.</remarks>
internal sealed class BinaryCoupling
{
    private readonly SiteMove[] moves = new SiteMove[4];

    private BinaryCoupling(Func<int, int, SiteMove> move)
    {
        for (var value = 0; value < 2; value++)
        {
            for (var proposed = 0; proposed < 2; proposed++)
            {
                moves[(2 * value) + proposed] = move(value, proposed);
            }
        }
    }

    /// <summary>Asks the coupling.</summary>
    public static BinaryCoupling Of<TProposal, TCoupling>(TProposal proposal)
        where TProposal : struct, ISiteProposal
        where TCoupling : struct, ISiteCoupling<TProposal> => new((value, proposed) =>
        {
            // A coupling that keeps the site may read nothing but site 0 of these, and draw nothing.
            byte[] x = [(byte)value];
            byte[] y = [(byte)(1 - value)];
            var none = new RandomStream(1, 1, 1, 1);
            return default(TCoupling).Couple(proposal, 0, new SiteMove(0, proposed), new PlainSites(x), new PlainSites(y), ref none);
        });

    /// <summary>The move of an alternative that differs from the primal chain.</summary>
    /// <param name="value">The primal's value; the alternative has the other one.</param>
    /// <param name="proposed">The primal's suggested value.</param>
    public SiteMove Of(int value, int proposed) => moves[(2 * value) + proposed];
}
