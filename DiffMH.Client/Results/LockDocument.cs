using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DiffMH.Client.Results;

/// <summary><c>sweep.lock.json</c>: everything a sweep's bits depend on, written before its first iteration; where a wall time ended it, once more then.</summary>
/// <param name="Sweep">The sweep's identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Provenance">What computes it.</param>
/// <param name="Plugins">The plugins it was checked against and runs with.</param>
/// <param name="Document">The resolved sweep file.</param>
/// <param name="Choices">What pilots chose for the points that leave it to them; absent where none does.</param>
/// <param name="Kernels">Which kernels run the points of models that bring one, and why it is not that one; absent where none does.</param>
/// <param name="Iterations">How many iterations each point did; absent where no wall time ended any.</param>
public sealed record LockDocument(
    string Sweep,
    string Name,
    ulong Seed,
    Provenance Provenance,
    IReadOnlyList<PluginReference> Plugins,
    JsonNode Document,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PilotChoice>? Choices = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<KernelUse>? Kernels = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? Iterations = null)
{
    /// <summary>The lock of a sweep that this process computes.</summary>
    public static LockDocument Of(FrozenSweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var choices = sweep.Points.Where(point => point.Estimator.Chosen != ChosenSettings.None).Select(PilotChoice.Of).ToArray();
        return new(
            sweep.Id,
            sweep.Name,
            sweep.Points[0].Seed,
            Provenance.OfProcess,
            sweep.Plugins,
            JsonNode.Parse(sweep.Document)!,
            choices.Length > 0 ? choices : null,
            sweep.Kernels.IsDefaultOrEmpty ? null : sweep.Kernels);
    }
}
