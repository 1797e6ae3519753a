using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Documents;

/// <summary>The words of one of DiffMH's own enumerations, made once: a sweep of many points asks for them many times.</summary>
/// <remarks>In arrays: a dictionary for each enumeration would be compiled anew for each, at the start of every command.</remarks>
/// <typeparam name="T">The enumeration; its values count from 0.</typeparam>
internal static class Words<T>
    where T : struct, Enum
{
    /// <summary>The word of each value.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetNames<T>().Select(Word.Spell)];

    /// <summary>All of them, as messages list them.</summary>
    public static string Expected { get; } = MappingReader.OneOf(All);

    /// <summary>The word of a value; that of its number where it has none.</summary>
    public static string Of(T value) => Unsafe.BitCast<T, int>(value) is var number && number >= 0 && number < All.Length ? All[number] : value.ToString();

    /// <summary>The value of a word; null where none has it.</summary>
    public static T? Find(string word) => All.IndexOf(word) is >= 0 and var number ? Unsafe.BitCast<int, T>(number) : null;
}
