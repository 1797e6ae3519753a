using System.Reflection;

namespace DiffMH.Engine.Models;

/// <summary>What a coupling that swaps sites needs: sites drawn uniformly and independently, and classes of change, by which the engine knows where both chains would most likely reject.</summary>
internal static class SwapFit
{
    private static readonly MethodInfo Question = typeof(SwapFit).GetMethod(nameof(SwapsSites), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Whether the coupling swaps no sites, or may.</summary>
    /// <param name="coupling">The open type of a coupling.</param>
    /// <param name="proposal">A proposal that its constraints admit.</param>
    public static bool Allows(Type coupling, ProposalDefinition proposal)
    {
        var couplesSites = coupling.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ISiteCoupling<>));
        return !couplesSites || (proposal.HasClasses && typeof(IUniformSite).IsAssignableFrom(proposal.Type)) || !Swaps(coupling, proposal.Type);
    }

    // A static member of an interface can only be asked by a method that knows both types.
    private static bool Swaps(Type coupling, Type proposal) =>
        (bool)Question.MakeGenericMethod(proposal, coupling.MakeGenericType(proposal)).Invoke(null, null)!;

    private static bool SwapsSites<TProposal, TCoupling>()
        where TProposal : struct, ISiteProposal
        where TCoupling : struct, ISiteCoupling<TProposal> => TCoupling.SwapsSites;
}
