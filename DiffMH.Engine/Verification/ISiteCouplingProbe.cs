namespace DiffMH.Engine.Verification;

/// <summary>A coupling of sites whose proposal is no longer a type parameter.</summary>
internal interface ISiteCouplingProbe
{
    /// <inheritdoc cref="ISiteCoupling{TProposal}.KeepsSite"/>
    bool KeepsSite { get; }

    /// <inheritdoc cref="ISiteCoupling{TProposal}.SwapsSites"/>
    bool SwapsSites { get; }

    /// <inheritdoc cref="ISiteCoupling{TProposal}.Couple"/>
    SiteMove Couple(int update, SiteMove primal, byte[] x, byte[] y, ref RandomStream stream);
}
