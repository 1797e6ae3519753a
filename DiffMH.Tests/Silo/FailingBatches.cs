namespace DiffMH.Tests.Silo;

/// <summary>Fails the calls of a silo's chain batches after some that are good, with no failure of the way to them.</summary>
internal sealed class FailingBatches(int after) : IIncomingGrainCallFilter
{
    public const string Message = "a failure that nobody foresaw";

    private int calls;

    public Task Invoke(IIncomingGrainCallContext context) =>
        context.Grain is DiffMH.Silo.Grains.ChainBatchGrain && context.MethodName == nameof(IChainBatchGrain.Run) && Interlocked.Increment(ref calls) > after
            ? throw new InvalidOperationException(Message)
            : context.Invoke();
}
