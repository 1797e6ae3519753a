namespace DiffMH.Client.Sources;

/// <summary>What the points of a sweep gave, wherever it is kept. Everything comes as a stream: the trace of a large sweep is larger than memory.</summary>
internal interface ISweepResults
{
    /// <summary>What each point gave, so far or finally, in the order of the points.</summary>
    IAsyncEnumerable<PointResult> Results(FrozenSweep sweep);

    /// <summary>The traces of all points: points in their order, the blocks of a point in theirs. A point without iterations has no block.</summary>
    IAsyncEnumerable<(PointSpec Point, TraceBlock Block)> Trace(FrozenSweep sweep);

    /// <summary>A segment of the gradient of a point's replicate in all components, empty past the end.</summary>
    Task<GradientSegment> Gradient(FrozenSweep sweep, int point, int replicate, int segment);
}
