namespace DiffMH;

/// <summary>What became of a plugin that was sent to a silo.</summary>
/// <param name="IsUsable">Whether points can use it there now.</param>
/// <param name="Text">What became of it, and where it cannot be used, why and what would be right.</param>
[GenerateSerializer, Immutable]
public sealed record PushReply([property: Id(0)] bool IsUsable, [property: Id(1)] string Text);
