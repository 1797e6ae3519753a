using System.Collections.Immutable;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>A frozen sweep, or everything that is wrong with the document.</summary>
/// <param name="Sweep">The sweep; null where there are problems.</param>
/// <param name="Problems">The problems.</param>
/// <param name="Excluded">How many combinations of the design its <c>exclude</c> leaves out.</param>
/// <param name="Warnings">What is allowed in the design but probably not meant.</param>
public sealed record FreezeResult(FrozenSweep? Sweep, ImmutableArray<SweepProblem> Problems, int Excluded, ImmutableArray<string> Warnings);
