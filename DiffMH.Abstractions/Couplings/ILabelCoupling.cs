namespace DiffMH;

/// <summary>How y′ is suggested for an alternative, given what was suggested for the primal chain.</summary>
/// <typeparam name="TProposal">The proposal q both chains use. Constraints on it say which proposals the coupling fits.</typeparam>
/// <remarks>
/// Implementations are stateless structs and keep two properties: averaged over x′ ~ q(x, ·) and the coupling's own draws,
/// y′ ~ q(y, ·); and y = x gives y′ = x′.
/// </remarks>
public interface ILabelCoupling<TProposal>
    where TProposal : struct, ILabelProposal
{
    /// <summary>y′, given x, x′ and y.</summary>
    /// <param name="proposal">q.</param>
    /// <param name="x">The primal chain's label.</param>
    /// <param name="proposed">x′, already drawn.</param>
    /// <param name="y">The alternative's label.</param>
    /// <param name="stream">The coupling's own randomness.</param>
    int Couple(in TProposal proposal, int x, int proposed, int y, ref RandomStream stream);
}
