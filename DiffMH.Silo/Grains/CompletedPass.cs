using DiffMH.Engine.Runs;

namespace DiffMH.Silo.Grains;

/// <summary>What follows from the sums of a pass.</summary>
/// <param name="Run">The run after it.</param>
/// <param name="Trace">What the trace keeps of it.</param>
internal sealed record CompletedPass(PointRun Run, TraceBlock Trace);
