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

    /// <summary>Whether all alternatives get the primal's value and coin.</summary>
    public bool SharesMove => Enumerable.Range(0, moves.Length).All(i => moves[i].Value == i % 2 && !moves[i].ReflectCoin);

    /// <summary>Asks the coupling.</summary>
    public static BinaryCoupling Of<TProposal, TCoupling>(TProposal proposal)
        where TProposal : struct, ISiteProposal
        where TCoupling : struct, ISiteCoupling<TProposal> => new((value, proposed) =>
        {
            var equal = Ask(value, value);
            var different = Ask(value, 1 - value);

            // A flip never suggests the present value, so what it would give then says nothing.
            return (proposed == value || equal == new SiteMove(0, proposed)) && different.Site == 0
                ? different
                : throw Broken($"at equal values it must give the primal's move, and at any values the primal's site; it gave {equal} and {different} for {new SiteMove(0, proposed)}");

            SiteMove Ask(int x, int y)
            {
                // A coupling that keeps the site may read nothing but site 0 of these, and draw nothing.
                var stream = new RandomStream(1, 2, 3, 4);
                var move = default(TCoupling).Couple(proposal, 0, new SiteMove(0, proposed), new PlainSites([(byte)x]), new PlainSites([(byte)y]), ref stream);
                return stream.State == (1, 2, 3, 4) ? move : throw Broken("it draws random numbers");
            }

            InvalidModelException Broken(string what) => new($"The coupling {typeof(TCoupling).Name} says that it keeps the site, which is a promise not to draw and not to look elsewhere, but {what}.");
        });

    /// <summary>The move of an alternative that differs from the primal chain.</summary>
    /// <param name="value">The primal's value; the alternative has the other one.</param>
    /// <param name="proposed">The primal's suggested value.</param>
    public SiteMove Of(int value, int proposed) => moves[(2 * value) + proposed];
}
