namespace DiffMH.Engine.Documents;

/// <summary>The words of one of DiffMH's own enumerations, made once: a sweep of many points asks for them many times.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal static class Words<T>
    where T : struct, Enum
{
    /// <summary>The value of each word.</summary>
    public static IReadOnlyDictionary<string, T> Values { get; } = Enum.GetValues<T>().ToDictionary(Word.Spell, value => value, StringComparer.Ordinal);

    /// <summary>The word of each value.</summary>
    public static IReadOnlyDictionary<T, string> Spelt { get; } = Values.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>All of them, as messages list them.</summary>
    public static string Expected { get; } = MappingReader.OneOf(Values.Keys);
}
