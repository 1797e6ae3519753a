using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DiffMH.Client.Inputs;

/// <summary>Writes JSON as YAML: numbers and truth values as they are, text in quotes where it could be read as something else.</summary>
internal static partial class YamlText
{
    /// <summary>The document as block-style YAML.</summary>
    public static string Of(JsonObject document)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(Node(document))).Save(text, assignAnchors: false);
        return Regex.Replace(text.ToString(), @"\.\.\.\s*\z", "", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }

    /// <summary>A value in one line, as in <c>{ method: dmh, wrt: [T] }</c>.</summary>
    public static string Line(JsonNode value) => value switch
    {
        JsonObject mapping => $"{{ {string.Join(", ", mapping.Select(pair => $"{Line(JsonValue.Create(pair.Key))}: {Line(pair.Value!)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(item => Line(item!)))}]",
        _ when value.GetValueKind() == JsonValueKind.String && Plain().IsMatch(value.GetValue<string>()) => value.GetValue<string>(),
        _ => value.ToJsonString(),   // JSON's quotes are YAML's
    };

    private static YamlNode Node(JsonNode? node) => node switch
    {
        JsonObject mapping => new YamlMappingNode(mapping.Select(pair => KeyValuePair.Create(Text(pair.Key), Node(pair.Value)))),
        JsonArray { Count: > 0 } list when list.All(item => item is JsonValue) => new YamlSequenceNode(list.Select(Node)) { Style = YamlDotNet.Core.Events.SequenceStyle.Flow },
        JsonArray list => new YamlSequenceNode(list.Select(Node)),
        null => new YamlScalarNode("null"),
        _ when node.GetValueKind() == JsonValueKind.String => Text(node.GetValue<string>()),
        _ => new YamlScalarNode(node.ToJsonString()),
    };

    private static YamlNode Text(string text) => new YamlScalarNode(text) { Style = Plain().IsMatch(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted };

    /// <summary>Words that begin with a letter and are none of YAML's names for truth values, null, NaN or infinity.</summary>
    [GeneratedRegex(@"^(?!(?:true|false|yes|no|on|off|y|n|null|nan|inf)\z)[A-Za-z][A-Za-z0-9_./\-]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Plain();
}
