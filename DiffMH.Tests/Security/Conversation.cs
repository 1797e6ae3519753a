using System.Buffers.Binary;

namespace DiffMH.Tests.Security;

/// <summary>What a client and a silo have said to each other, cut into messages.</summary>
/// <param name="Greeting">The first message of the client, which says who it is.</param>
/// <param name="SiloGreeting">That of the silo, which says that it is a silo.</param>
/// <param name="Messages">The others of the client.</param>
internal sealed record Conversation(byte[] Greeting, byte[] SiloGreeting, IReadOnlyList<byte[]> Messages)
{
    /// <summary>Cuts what was recorded. A greeting is a length and as many bytes; a message two lengths and as many bytes as both say.</summary>
    public static Conversation Of(byte[] sent, byte[] answered)
    {
        var greeting = FirstOf(sent);
        var messages = new List<byte[]>();
        for (var start = greeting.Length; start + 8 <= sent.Length;)
        {
            var length = 8 + Length(sent, start) + Length(sent, start + 4);
            if (start + length > sent.Length)
            {
                break;
            }

            messages.Add(sent[start..(start + length)]);
            start += length;
        }

        return new(greeting, FirstOf(answered), messages);
    }

    /// <summary>What somebody might send who knows how one talks to silos: a greeting and a message, one of them broken.</summary>
    /// <param name="greeting">The greeting.</param>
    /// <param name="stream">What is broken and how.</param>
    public byte[] Mutated(byte[] greeting, ref RandomStream stream)
    {
        var message = Messages[stream.NextIndex(Messages.Count)];
        return stream.NextIndex(5) switch
        {
            0 => [.. Flipped(greeting, ref stream), .. message],
            1 => [.. greeting, .. Flipped(message, ref stream)],
            2 => [.. greeting, .. message[..stream.NextIndex(message.Length)], .. message],
            3 => [.. greeting, .. message, .. message, .. Flipped(message, ref stream)],
            _ => [.. greeting, .. Lengthened(message, ref stream)],
        };
    }

    private static byte[] FirstOf(byte[] bytes) => bytes[..(4 + Length(bytes, 0))];

    private static int Length(byte[] bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    private static byte[] Flipped(byte[] message, ref RandomStream stream)
    {
        byte[] flipped = [.. message];
        for (var count = 1 + stream.NextIndex(8); count > 0; count--)
        {
            flipped[stream.NextIndex(flipped.Length)] ^= (byte)(1 << stream.NextIndex(8));
        }

        return flipped;
    }

    /// <summary>One that announces more than it has: up to two gigabytes.</summary>
    private static byte[] Lengthened(byte[] message, ref RandomStream stream)
    {
        byte[] longer = [.. message];
        BinaryPrimitives.WriteInt32LittleEndian(longer.AsSpan(4 * stream.NextIndex(2)), int.MaxValue >> stream.NextIndex(20));
        return longer;
    }
}
