using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Models;

/// <summary>A registered start.</summary>
/// <param name="Name">As in <c>chain.start</c>.</param>
/// <param name="Description">Which state, in one line.</param>
public sealed record StartDefinition(string Name, string Description)
{
    /// <summary>From the settings record, a <see cref="LabelOrigin"/>, a <see cref="SiteOrigin"/> or a <see cref="VectorOrigin"/>.</summary>
    public required Func<object, Delegate> Origin { get; init; }
}
