using System.Collections.Immutable;
using DiffMH.Engine.Couplings;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>A registered coupling: an open struct type for one kind of state, or for several under one name.</summary>
/// <param name="Name">As in <c>coupling</c>.</param>
/// <param name="Description">What it keeps, what it gains and whose it is.</param>
/// <param name="Forms">The open type for each kind of state it is for.</param>
public sealed record CouplingDefinition(string Name, string Description, ImmutableDictionary<ModelShape, Type> Forms)
{
    private static readonly ImmutableArray<(ModelShape Shape, Type Proposal, Type Coupling, Type Weak)> Contracts =
        [
            (ModelShape.Labels, typeof(ILabelProposal), typeof(ILabelCoupling<>), typeof(WeakLabelCoupling<,>)),
            (ModelShape.Sites, typeof(ISiteProposal), typeof(ISiteCoupling<>), typeof(WeakSiteCoupling<,>)),
            (ModelShape.Vectors, typeof(IVectorProposal), typeof(IVectorCoupling<>), typeof(WeakVectorCoupling<,>)),
        ];

    /// <summary>A coupling of one open type.</summary>
    /// <exception cref="RegistrationException">It is not a struct with one type parameter that implements a coupling of it.</exception>
    public static CouplingDefinition Of(string name, string description, Type coupling)
    {
        ArgumentNullException.ThrowIfNull(coupling);
        ModelDraft.RequireName(name, "a coupling");
        var isOpenStruct = coupling is { IsValueType: true, IsGenericTypeDefinition: true } && coupling.GetGenericArguments().Length == 1;
        var forms = Contracts.Where(contract => isOpenStruct && Couples(coupling, contract.Coupling)).ToImmutableDictionary(contract => contract.Shape, _ => coupling);
        return forms.IsEmpty
            ? throw new RegistrationException(
                $"coupling '{name}' is registered as {coupling}; it must be a struct with one type parameter TProposal that implements ILabelCoupling<TProposal>, ISiteCoupling<TProposal> or IVectorCoupling<TProposal>, given as typeof(MyCoupling<>)")
            : new CouplingDefinition(name, description, forms);
    }

    /// <summary>The forms of both under one name.</summary>
    /// <exception cref="RegistrationException">They overlap.</exception>
    public CouplingDefinition With(CouplingDefinition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Forms.Keys.Any(other.Forms.ContainsKey)
            ? throw new RegistrationException($"coupling '{Name}' is registered twice; each needs a name of its own, but for one form for each of labels, sites and vectors")
            : this with { Forms = Forms.AddRange(other.Forms) };
    }

    /// <summary>Whether the coupling can be used with a proposal: its constraints decide and, where it swaps sites, what swapping needs.</summary>
    public bool Fits(ProposalDefinition proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return FormsFor(proposal.Type).Any(form => Admits(form.Open.GetGenericArguments()[0], proposal.Type) && SwapFit.Allows(form.Open, proposal));
    }

    /// <summary>The coupling for a proposal it fits.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="strength">With which probability a step couples, else it proposes independently; null for always, without a coin.</param>
    public object Create(ProposalDefinition proposal, double? strength)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        if (!Fits(proposal))
        {
            throw new ArgumentException($"Coupling '{Name}' does not fit the proposal '{proposal.Name}'.", nameof(proposal));
        }

        var (open, weak) = FormsFor(proposal.Type).First();
        var coupling = open.MakeGenericType(proposal.Type);
        return strength is null
            ? Activator.CreateInstance(coupling)!
            : Activator.CreateInstance(weak.MakeGenericType(proposal.Type, coupling), strength)!;
    }

    private IEnumerable<(Type Open, Type Weak)> FormsFor(Type proposal) => Contracts
        .Where(contract => contract.Proposal.IsAssignableFrom(proposal) && Forms.ContainsKey(contract.Shape))
        .Select(contract => (Forms[contract.Shape], contract.Weak));

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
