namespace DiffMH.Tests.Silo;

/// <summary>Changes what the chain batches of a silo answer, or throws in their place, as long as it is told to.</summary>
internal sealed class SickBatches : IIncomingGrainCallFilter
{
    private volatile Func<PointSpec, BatchTask, BatchReply, BatchReply>? sickness;

    /// <summary>What makes another answer of an answer; null for health.</summary>
    public Func<PointSpec, BatchTask, BatchReply, BatchReply>? Sickness
    {
        get => sickness;
        set => sickness = value;
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Grain is DiffMH.Silo.Grains.ChainBatchGrain && context.MethodName == nameof(IChainBatchGrain.Run) && sickness is { } now)
        {
            context.Result = now((PointSpec)context.Request.GetArgument(0)!, (BatchTask)context.Request.GetArgument(1)!, (BatchReply)context.Result!);
        }
    }

    /// <summary>The answer with sums of a replicate that are no numbers.</summary>
    public static BatchReply Without(int replicate, BatchTask task, BatchReply reply)
    {
        var sums = reply.Outcome!.Sums.Values.ToArray();
        var width = sums.Length / task.Slices.Sum(slice => slice.Groups);
        var at = 0;
        foreach (var slice in task.Slices)
        {
            sums.AsSpan(at, slice.Replicate == replicate ? width : 0).Fill(double.NaN);
            at += slice.Groups * width;
        }

        return reply with { Outcome = reply.Outcome with { Sums = Vector.Wrap(sums) } };
    }
}
