using System.Collections.Immutable;
using DiffMH.Engine.Couplings;

namespace DiffMH.Engine.Models;

/// <summary>The couplings that come with DiffMH, in the order in which a sweep file that names none is given the first that fits.</summary>
internal static class BuiltInCouplings
{
    public static ImmutableArray<CouplingDefinition> All { get; } =
        [
            CouplingDefinition.Of("same-value", "sites: the same site, the same fresh value, the same coin", typeof(SameValueCoupling<>)),
            CouplingDefinition.Of("next-spin", "sites that always flip: the same site, the coin 1 - u where the spins differ", typeof(NextSpinCoupling<>)),
            CouplingDefinition.Of("site-swap", "sites that always flip, in random order: differing sites swapped with sites where both chains tend to reject", typeof(SiteSwapCoupling<>)),
            CouplingDefinition.Of("residual", "labels: copies the primal's suggestion as often as any coupling can", typeof(ResidualCoupling<>)),
            CouplingDefinition.Of("reflection", "random walks: copies the primal's suggestion as often as any coupling can, else mirrors its step", typeof(ReflectionCoupling<>)),
            CouplingDefinition.Of("coordinatewise", "product walks: like reflection, in each coordinate by itself", typeof(CoordinatewiseCoupling<>)),
            CouplingDefinition.Of("independent-residual", "copies the primal's suggestion as often as any coupling can, else what is left, independently", typeof(IndependentResidualCoupling<>))
                .With(CouplingDefinition.Of("independent-residual", "", typeof(ResidualCoupling<>))),
            CouplingDefinition.Of("common-noise", "vectors: the same noise; the chains practically never meet", typeof(CommonNoiseCoupling<>)),
            CouplingDefinition.Of("independent", "a suggestion of its own while the chains differ", typeof(IndependentLabelCoupling<>))
                .With(CouplingDefinition.Of("independent", "", typeof(IndependentSiteCoupling<>)))
                .With(CouplingDefinition.Of("independent", "", typeof(IndependentVectorCoupling<>))),
        ];
}
