using Orleans.Concurrency;

namespace DiffMH;

/// <summary>A range of lanes; holds nothing that must be kept. Key: plugin hash|sweep id/point index/slot.</summary>
public interface IChainBatchGrain : IGrainWithStringKey
{
    /// <summary>
    /// Runs lanes until done or for about two seconds. A pure function of its arguments: calling again gives the same bits.
    /// A failure of the plugin's code comes back as a record, never as an exception. Where it has not returned after five seconds, the
    /// answer is that it is at work, and the same call again waits on: so no call is given up as lost for what the lanes take.
    /// </summary>
    /// <param name="point">The point the lanes belong to.</param>
    /// <param name="task">The lanes.</param>
    /// <param name="cancellationToken">Ends the work within milliseconds.</param>
    Task<BatchReply> Run(PointSpec point, BatchTask task, CancellationToken cancellationToken);

    /// <summary>Forgets the kernel and leaves memory. Nothing is lost: a further <see cref="Run"/> begins anew. Nobody waits for it.</summary>
    [OneWay]
    Task Release();
}
