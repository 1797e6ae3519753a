using System.Text.Json.Nodes;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Verification;

/// <summary>Settings to try a plugin with: within the ranges it declares, and away from special values such as equal means.</summary>
/// <param name="Lengths">How many numbers lists have.</param>
/// <param name="File">What data files hold.</param>
/// <param name="HasOptional">Whether lists that may be absent are given.</param>
/// <param name="IsVaried">Whether settings with a default are moved from it.</param>
internal sealed record TrialSettings(ListLengths Lengths, DataFile File, bool HasOptional, bool IsVaried)
{
    /// <summary>A ring of three sites, which is also a table of two columns; and a table of four columns.</summary>
    private static readonly DataFile[] Files =
        [
            DataFile.Of("0 1\n1 2\n2 0\n"u8.ToArray()),
            DataFile.Of("1 0.5 -1.2 0.3\n1 1.5 0.4 1.9\n1 -0.7 0.8 -0.6\n1 0.1 1.7 0.9\n1 -1.4 -0.5 -1.1\n1 2.2 0.6 2.4\n"u8.ToArray()),
        ];

    private static readonly bool[] TrueFirst = [true, false];
    private static readonly bool[] FalseFirst = [false, true];
    private static readonly bool[] FalseOnly = [false];

    /// <summary>Where data files are that no setting gives.</summary>
    private static readonly KnownData Known = new(Files);

    /// <summary>Where data files are: those that are tried, and those that are given.</summary>
    /// <param name="given">Where the given ones are.</param>
    public static IDataSource Data(IDataSource given) => new TrialData(Known, given);

    /// <summary>What to try in turn until the plugin accepts it: which lengths go together only the plugin knows.</summary>
    /// <param name="isVaried">Whether to begin with settings that are moved from their defaults.</param>
    public static IEnumerable<TrialSettings> Candidates(bool isVaried) =>
        from varied in isVaried ? TrueFirst : FalseOnly
        from optional in isVaried ? TrueFirst : FalseFirst
        from lengths in isVaried ? ListLengths.Uneven.Concat(ListLengths.Even) : ListLengths.Even.Concat(ListLengths.Uneven)
        from file in Files
        select new TrialSettings(lengths, file, optional, varied);

    /// <summary>A mapping for a settings record.</summary>
    /// <param name="schema">Its settings.</param>
    /// <param name="given">Values that are given, and stay as they are.</param>
    /// <param name="stream">Where numbers come from.</param>
    public JsonObject Of(SettingsSchema schema, JsonObject given, ref RandomStream stream)
    {
        var values = (JsonObject)given.DeepClone();
        var lists = 0;
        foreach (var setting in schema.Settings)
        {
            var length = setting.Kind is SettingKind.Parameters or SettingKind.Numbers ? Lengths.Of(lists++) : 1;
            if (!values.ContainsKey(setting.Name) && Value(setting, length, ref stream) is { } value)
            {
                values[setting.Name] = value;
            }
        }

        return values;
    }

    private JsonNode? Value(SettingDefinition setting, int length, ref RandomStream stream)
    {
        var range = setting.Attribute;
        switch (setting.Kind)
        {
            case SettingKind.Parameter:
                return setting.IsRequired || IsVaried ? Number(range, double.IsNaN(range.Default) ? null : range.Default, ref stream) : null;
            case SettingKind.Parameters:
                return setting.IsRequired || HasOptional ? Numbers(range, length, ref stream) : null;
            case SettingKind.File:
                return File.Reference;
            case SettingKind.Numbers when setting.IsRequired:
                return Numbers(range, length, ref stream);
            case SettingKind.Number when setting.IsRequired:
                return Number(range, null, ref stream);
            case SettingKind.Whole when setting.IsRequired:
                return (int)Math.Min(range.Maximum, (double.IsFinite(range.Minimum) ? range.Minimum : 2) + (IsVaried ? 1 : 0));
            case SettingKind.Flag when setting.IsRequired:
                return false;
            case SettingKind.Text when setting.IsRequired:
                return "";
            case SettingKind.Choice when setting.IsRequired:
                return setting.Words[0];
            default:
                return null;
        }
    }

    private static JsonArray Numbers(SettingAttribute range, int length, ref RandomStream stream)
    {
        var list = new JsonArray();
        for (var i = 0; i < length; i++)
        {
            list.Add(Number(range, null, ref stream));
        }

        return list;
    }

    private static double Number(SettingAttribute range, double? about, ref RandomStream stream)
    {
        var (low, high) = (range.Minimum, range.Maximum);
        var spread = stream.NextNormal();
        return (double.IsFinite(low), double.IsFinite(high)) switch
        {
            (true, true) => low + ((high - low) * (0.25 + (0.5 * stream.NextUniform()))),
            (true, false) => low + ((about - low is > 0 and var distance ? distance : 1) * Math.Exp(0.3 * spread)),
            (false, true) => high - Math.Exp(0.3 * spread),
            _ => (about ?? 0) + (about is null ? spread : 0.3 * spread),
        };
    }
}
