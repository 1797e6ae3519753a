using System.Collections.Immutable;

namespace DiffMH;

/// <summary>A sweep as submitted: resolved, checked, and tied to the exact plugins it was checked against.</summary>
/// <param name="Id">The sweep's identity: the first 16 hexadecimal digits of the SHA-256 over document and plugins.</param>
/// <param name="Name">The sweep's name.</param>
/// <param name="Document">The resolved sweep file as canonical JSON.</param>
/// <param name="Plugins">The plugins the points need.</param>
/// <param name="Points">All points.</param>
/// <param name="Data">How its data files were called, so that copies of them can be: the sweep is the same under any names. Default or empty for none.</param>
/// <param name="Kernels">Which kernels run the points of models that bring one, as far as there are any. Default for a sweep frozen before models could.</param>
[GenerateSerializer, Immutable]
public sealed record FrozenSweep(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Document,
    [property: Id(3)] ImmutableArray<PluginReference> Plugins,
    [property: Id(4)] ImmutableArray<PointSpec> Points,
    [property: Id(5)] ImmutableArray<DataName> Data = default,
    [property: Id(6)] ImmutableArray<KernelUse> Kernels = default);
