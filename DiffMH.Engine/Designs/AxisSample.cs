using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Designs;

/// <summary>Draws the values of an axis.</summary>
/// <remarks>
/// From a stream named by the sweep's seed and the axis' path, one word of it for each value: a longer sample begins with the shorter one,
/// and no other axis changes it.
/// </remarks>
/// <param name="path">The axis' path.</param>
/// <param name="seed">The sweep's seed.</param>
internal sealed class AxisSample(string path, ulong seed)
{
    private const string Uniform = "uniform";
    private const string LogUniform = "log_uniform";
    private const string IntUniform = "int_uniform";
    private const string Choice = "choice";

    /// <summary>The keys of the samples there are.</summary>
    public static ImmutableArray<string> Forms { get; } = [Uniform, LogUniform, IntUniform, Choice];

    /// <summary>The sample; nothing after noting what is wrong.</summary>
    /// <param name="reader">The mapping that describes it.</param>
    /// <param name="form">Which of <see cref="Forms"/> it has.</param>
    /// <param name="count">How many values.</param>
    public ImmutableArray<JsonNode?> Read(MappingReader reader, string form, int count) => form switch
    {
        Uniform => ReadNumbers(reader, form, count, NumberRange.Any, (low, high, u) => (low * (1 - u)) + (high * u)),
        LogUniform => ReadNumbers(reader, form, count, NumberRange.Positive, (low, high, u) => Math.Exp((Math.Log(low) * (1 - u)) + (Math.Log(high) * u))),
        IntUniform => ReadIntegers(reader, count),
        _ => ReadChoice(reader, count),
    };

    private ImmutableArray<JsonNode?> ReadNumbers(MappingReader reader, string form, int count, NumberRange range, Func<double, double, double, double> quantile)
    {
        if (reader.Value(form) is JsonArray { Count: 2 } list
            && JsonNumbers.TryGetDouble(list[0], out var low) && range.Holds(low)
            && JsonNumbers.TryGetDouble(list[1], out var high) && range.Holds(high)
            && low < high)
        {
            return Draw(count, (ref stream) => JsonValue.Create(Math.Clamp(quantile(low, high, stream.NextUniform()), low, high)));
        }

        reader.NoteValue(form, $"[low, high] with finite numbers{range} and low < high");
        return [];
    }

    private ImmutableArray<JsonNode?> ReadIntegers(MappingReader reader, int count)
    {
        const long largest = 1L << 53;
        if (reader.Value(IntUniform) is JsonArray { Count: 2 } list
            && JsonNumbers.TryGetInteger(list[0], out var low) && low >= -largest
            && JsonNumbers.TryGetInteger(list[1], out var high) && high <= largest
            && low < high)
        {
            // The upper half of a product of a word and the number of values, uniform to within that number times 2⁻⁶⁴.
            return Draw(count, (ref stream) => JsonValue.Create(low + (long)Math.BigMul(stream.NextBits(), (ulong)(high - low) + 1, out _)));
        }

        reader.NoteValue(IntUniform, "[low, high] with integers up to 2^53 in size and low < high");
        return [];
    }

    private ImmutableArray<JsonNode?> ReadChoice(MappingReader reader, int count)
    {
        if (reader.Value(Choice) is JsonArray { Count: > 0 } list)
        {
            return Draw(count, (ref stream) => list[stream.NextIndex(list.Count)]);
        }

        reader.NoteValue(Choice, "a list of values");
        return [];
    }

    private ImmutableArray<JsonNode?> Draw(int count, Drawing draw)
    {
        var stream = DesignStream.For(seed, path);
        var values = ImmutableArray.CreateBuilder<JsonNode?>(count);
        for (var i = 0; i < count; i++)
        {
            values.Add(draw(ref stream));
        }

        return values.MoveToImmutable();
    }

    private delegate JsonNode? Drawing(ref RandomStream stream);
}
