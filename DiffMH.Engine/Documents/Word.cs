using System.Text;

namespace DiffMH.Engine.Documents;

/// <summary>How the values of DiffMH's own enumerations are spelt in sweep files.</summary>
public static class Word
{
    /// <summary>Lower case with hyphens: <c>one-sided</c> for <c>OneSided</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Words<T>.Of(value);

    internal static string Spell(string name)
    {
        var word = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
