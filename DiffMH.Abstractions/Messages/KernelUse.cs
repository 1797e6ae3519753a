namespace DiffMH;

/// <summary>Which kernel runs points of a model that brings one.</summary>
/// <param name="Plugin">The model's plugin.</param>
/// <param name="Model">The model.</param>
/// <param name="Kernel">The model's own kernel, or <c>generic</c>.</param>
/// <param name="Points">How many points.</param>
/// <param name="Because">Why it is not the model's own, in a clause; null where it is.</param>
[GenerateSerializer, Immutable]
public sealed record KernelUse(
    [property: Id(0)] string Plugin,
    [property: Id(1)] string Model,
    [property: Id(2)] string Kernel,
    [property: Id(3)] int Points,
    [property: Id(4)] string? Because);
