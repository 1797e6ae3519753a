using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>A registered coupling: one open struct type for labels, one for sites, or both under one name.</summary>
/// <param name="Name">As in <c>coupling</c>.</param>
/// <param name="Description">What it keeps, what it gains and whose it is.</param>
/// <param name="Labels">The open type for proposals of labels; null where there is none.</param>
/// <param name="Sites">The open type for proposals of sites; null where there is none.</param>
public sealed record CouplingDefinition(string Name, string Description, Type? Labels, Type? Sites)
{
    /// <summary>A coupling of one open type.</summary>
    /// <exception cref="RegistrationException">It is not a struct with one type parameter that implements a coupling of it.</exception>
    public static CouplingDefinition Of(string name, string description, Type coupling)
    {
        ArgumentNullException.ThrowIfNull(coupling);
        ModelDraft.RequireName(name, "a coupling");
        var isOpenStruct = coupling is { IsValueType: true, IsGenericTypeDefinition: true } && coupling.GetGenericArguments().Length == 1;
        var labels = isOpenStruct && Couples(coupling, typeof(ILabelCoupling<>)) ? coupling : null;
        var sites = isOpenStruct && Couples(coupling, typeof(ISiteCoupling<>)) ? coupling : null;
        return labels is null && sites is null
            ? throw new RegistrationException(
                $"coupling '{name}' is registered as {coupling}; it must be a struct with one type parameter TProposal that implements ILabelCoupling<TProposal> or ISiteCoupling<TProposal>, given as typeof(MyCoupling<>)")
            : new CouplingDefinition(name, description, labels, sites);
    }

    /// <summary>Both forms under one name.</summary>
    /// <exception cref="RegistrationException">They overlap.</exception>
    public CouplingDefinition With(CouplingDefinition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Labels is not null && other.Labels is not null) || (Sites is not null && other.Sites is not null)
            ? throw new RegistrationException($"coupling '{Name}' is registered twice; each needs a name of its own, but for one form for labels and one for sites")
            : this with { Labels = Labels ?? other.Labels, Sites = Sites ?? other.Sites };
    }

    /// <summary>Whether the coupling can be used with a proposal: its constraints decide.</summary>
    public bool Fits(ProposalDefinition proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return OpenType(proposal.Type) is { } open && Admits(open.GetGenericArguments()[0], proposal.Type);
    }

    /// <summary>The struct type for a proposal it fits.</summary>
    public Type Close(ProposalDefinition proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return Fits(proposal)
            ? OpenType(proposal.Type)!.MakeGenericType(proposal.Type)
            : throw new ArgumentException($"Coupling '{Name}' does not fit the proposal '{proposal.Name}'.", nameof(proposal));
    }

    private Type? OpenType(Type proposal) => typeof(ISiteProposal).IsAssignableFrom(proposal) ? Sites : Labels;

    private static bool Couples(Type coupling, Type contract) =>
        coupling.GetInterfaces().Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == contract && face.GetGenericArguments()[0] == coupling.GetGenericArguments()[0]);

    private static bool Admits(Type parameter, Type proposal) =>
        parameter.GetGenericParameterConstraints().All(constraint => Substitute(constraint, parameter, proposal).IsAssignableFrom(proposal));

    // A constraint may speak of the parameter itself, as in "where TProposal : IShift<TProposal>".
    private static Type Substitute(Type constraint, Type parameter, Type proposal) => constraint.ContainsGenericParameters
        ? constraint.GetGenericTypeDefinition().MakeGenericType([.. constraint.GetGenericArguments().Select(argument => argument == parameter ? proposal : argument)])
        : constraint;
}
