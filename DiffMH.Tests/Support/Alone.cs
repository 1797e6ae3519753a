namespace DiffMH.Tests.Support;

/// <summary>Tests that look at their whole process: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
