using System.Globalization;
using Orleans.Storage;

namespace DiffMH.Silo.Grains.Stored;

/// <summary>Some consecutive components of a replicate's gradient as they are stored; see <see cref="GradientSegment"/>. Ids are never reused.</summary>
[GenerateSerializer]
internal sealed class StoredGradient
{
    /// <summary>How many components each list or single parameter has.</summary>
    [Id(0)]
    public int[] Counts { get; set; } = [];

    /// <summary>The components of this segment.</summary>
    [Id(1)]
    public Vector Values { get; set; }

    /// <summary>As it travels.</summary>
    public GradientSegment Segment => new([.. Counts], Values);

    /// <summary>Under which name a segment is stored.</summary>
    public static string NameOf(int replicate, int segment) => string.Create(CultureInfo.InvariantCulture, $"gradient/{replicate}/{segment}");

    /// <summary>Writes a whole gradient in segments, over what was stored.</summary>
    public static async Task Write(IGrainStorage storage, GrainId grain, int replicate, GradientSegment whole)
    {
        for (var segment = 0; segment * GradientSegment.MostNumbers < whole.Values.Count; segment++)
        {
            var stored = await Open(storage, grain, replicate, segment);
            var start = segment * GradientSegment.MostNumbers;
            var values = whole.Values.Values[start..Math.Min(whole.Values.Count, start + GradientSegment.MostNumbers)];
            stored.State = new StoredGradient { Counts = [.. whole.Counts], Values = Vector.Of(values) };
            await storage.WriteStateAsync(NameOf(replicate, segment), grain, stored);
        }
    }

    /// <summary>Reads a segment, <see cref="GradientSegment.None"/> where it is not stored.</summary>
    public static async Task<GradientSegment> Read(IGrainStorage storage, GrainId grain, int replicate, int segment) =>
        await Open(storage, grain, replicate, segment) is { RecordExists: true } stored ? stored.State!.Segment : GradientSegment.None;

    /// <summary>Copies a replicate's gradient, where there is one, to another point.</summary>
    public static async Task Copy(IGrainStorage storage, GrainId from, GrainId to, int replicate)
    {
        for (var segment = 0; await Read(storage, from, replicate, segment) is { Values.Count: > 0 } whole; segment++)
        {
            var stored = await Open(storage, to, replicate, segment);
            stored.State = new StoredGradient { Counts = [.. whole.Counts], Values = whole.Values };
            await storage.WriteStateAsync(NameOf(replicate, segment), to, stored);
        }
    }

    private static async Task<GrainState<StoredGradient>> Open(IGrainStorage storage, GrainId grain, int replicate, int segment)
    {
        var stored = new GrainState<StoredGradient>(new StoredGradient());
        await storage.ReadStateAsync(NameOf(replicate, segment), grain, stored);
        return stored;
    }
}
