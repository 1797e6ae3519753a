using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>A point read with one choice of its kernel.</summary>
/// <param name="Spec">The point without its names; null where something is wrong.</param>
/// <param name="Sections">Its sections.</param>
/// <param name="Open">The model's own kernel where the choice is open and falls on it; else null.</param>
/// <param name="Lack">What the model's own kernel needs and the point does not have; null where it can run the point, or is not to.</param>
/// <param name="Problems">What is wrong.</param>
/// <param name="Idle">The settings without effect.</param>
internal sealed record PointAttempt(PointSpec? Spec, PointSections Sections, KernelDefinition? Open, string? Lack, List<SweepProblem> Problems, List<SweepProblem> Idle);
