namespace DiffMH.Engine.Settings;

/// <summary>What a key may be called, so that dotted paths stay unambiguous.</summary>
internal static class SettingName
{
    /// <summary>The rule, as messages say it.</summary>
    public const string Rule = "a name is a letter followed by letters, digits, '_' and '-'";

    /// <summary>The rule as a regular expression.</summary>
    public const string Pattern = "[A-Za-z][A-Za-z0-9_-]*";

    /// <summary>Whether a name follows the rule.</summary>
    public static bool IsValid(string? name) =>
        !string.IsNullOrEmpty(name)
        && char.IsAsciiLetter(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
}
