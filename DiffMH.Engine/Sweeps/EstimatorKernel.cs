using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>The key <c>estimator.kernel</c>.</summary>
internal static class EstimatorKernel
{
    /// <summary>The choice is left open.</summary>
    private const string Auto = "auto";

    /// <summary>The key.</summary>
    public static TextKey Key { get; } = new(
        "kernel",
        "What computes the chains. generic: the engine's own loop. A name: the kernel of that name that the model brings. auto: that one where it can run every point of its model that leaves the choice open, else generic. Where the model's kernel runs, scheme and alternatives are by default the kernel's.",
        "auto, generic, or the name of the kernel that the model brings")
    {
        Fallback = Auto,
    };

    /// <summary>What the key can say for a model.</summary>
    public static IReadOnlyCollection<string> Known(ModelDefinition model) => [Auto, EstimatorSettings.GenericKernel, .. model.Kernel is { } own ? new[] { own.Name } : []];

    /// <summary>Whether a point leaves the choice open.</summary>
    /// <param name="section">The section <c>estimator</c>.</param>
    public static bool IsOpen(MappingReader section) => !section.Has(Key.Name) || section.Says(Key.Name, Auto);

    /// <summary>The kernel that the model brings, where it is to run the point; null for the generic one.</summary>
    /// <param name="section">The section <c>estimator</c>.</param>
    /// <param name="model">The model, where known.</param>
    /// <param name="whereOpen">What runs points that leave the choice open.</param>
    public static KernelDefinition? Read(MappingReader section, ModelDefinition? model, KernelDefinition? whereOpen)
    {
        var name = section.Text(Key);
        if (name is null or Auto)
        {
            return whereOpen;
        }

        if (model?.Kernel is { } own && own.Name == name)
        {
            return own;
        }

        if (model is not null && name != EstimatorSettings.GenericKernel)
        {
            section.NoteValue(Key.Name, $"a kernel for {model.Name}: {NameSuggestion.For(name, Known(model))}");
        }

        return null;
    }
}
