using System.Collections.Concurrent;
using DiffMH.Client.Progress;

namespace DiffMH.Tests.Client;

/// <summary>A keyboard on which keys are pressed by a test.</summary>
internal sealed class FakeKeyboard : IKeyboard
{
    private readonly ConcurrentQueue<ConsoleKeyInfo> keys = new();

    public bool IsOurs => true;

    public bool HasKeys => true;

    public void Press(char letter, ConsoleKey key = ConsoleKey.None) => keys.Enqueue(new(letter, key, false, false, false));

    public ConsoleKeyInfo? Next() => keys.TryDequeue(out var key) ? key : null;
}
