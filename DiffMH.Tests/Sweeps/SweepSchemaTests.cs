using System.Text.Json.Nodes;
using DiffMH.Client;
using DiffMH.Engine.Models;
using DiffMH.Engine.Schemas;
using DiffMH.Tests.Client;
using DiffMH.Tests.Designs;
using Json.Schema;

namespace DiffMH.Tests.Sweeps;

/// <summary>The published JSON schema is that of the code, says something about every key, and agrees with the reader as far as a schema can.</summary>
public sealed class SweepSchemaTests
{
    public static TheoryData<string> ShippedFiles => ShippedSweepTests.Files;

    private static (string Change, string Text, string Place)[] Broken => [.. BrokenSweepFiles.All, .. BrokenDesignTests.All];

    [Fact]
    public async Task The_published_schema_is_what_the_code_generates()
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, "schema");

        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.True(output == await File.ReadAllTextAsync(SweepFileSchema.Location, TestContext.Current.CancellationToken), $"{SweepFileSchema.Location} is not what the code generates; write the output of `diffmh schema` there.");
    }

    [Theory]
    [MemberData(nameof(ShippedFiles))]
    public void A_shipped_sweep_names_the_schema_and_is_accepted(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "sweeps", file));

        Assert.StartsWith("# yaml-language-server: $schema=diffmh-v1.schema.json\n", text);
        Assert.Empty(SweepFileSchema.Problems(SweepFileSchema.Document(text)));
    }

    [Theory]
    [MemberData(nameof(ValidSweepTexts.Rows), MemberType = typeof(ValidSweepTexts))]
    public void A_file_that_the_reader_accepts_is_accepted_as_it_is_and_as_resolved(string text)
    {
        var sweep = SweepText.Freeze(text);

        Assert.Empty(SweepFileSchema.Problems(SweepFileSchema.Document(text)));
        Assert.Empty(SweepFileSchema.Problems(JsonNode.Parse(sweep.Document)!.AsObject()));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_broken_file_is_rejected_unless_only_the_reader_can_know(string change)
    {
        var text = Broken.Single(broken => broken.Change == change).Text;
        var document = SweepFileSchema.Document(text);

        if (OnlyTheReaderKnows.Reasons.TryGetValue(change, out var why))
        {
            var problems = SweepFileSchema.Problems(document);
            Assert.True(problems.Count == 0, $"The schema rejects it, though the list says that {why}; take it off the list:\n{string.Join('\n', problems)}");
        }
        else
        {
            Assert.False(SweepFileSchema.Accepts(document), "The schema accepts it; express the rule, or list why only the reader can know.");
        }
    }

    [Fact]
    public void Each_exception_is_in_the_table() =>
        Assert.Equal(OnlyTheReaderKnows.Reasons.Keys.Order(), Broken.Select(broken => broken.Change).Where(OnlyTheReaderKnows.Reasons.ContainsKey).Order());

    [Fact]
    public void Every_key_has_a_meaning()
    {
        var silent = new List<string>();
        Visit(JsonNode.Parse(File.ReadAllText(SweepFileSchema.Location))!["properties"]!.AsObject(), "", silent);

        Assert.Empty(silent);
    }

    [Fact]
    public void Every_key_is_in_the_documentation()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sweep-files.md"));
        var keys = JsonNode.Parse(File.ReadAllText(SweepFileSchema.Location))!["properties"]!.AsObject()
            .SelectMany(key => key.Value!["properties"] is JsonObject below ? below.Select(inner => (Section: key.Key, Name: inner.Key)) : [(Section: "", Name: key.Key)]);

        Assert.All(keys, key => Assert.True(page.Contains($"`{key.Name}`", StringComparison.Ordinal) || page.Contains($"`{key.Section}.{key.Name}`", StringComparison.Ordinal) || page.Contains($"{{ {key.Name}:", StringComparison.Ordinal), $"docs/sweep-files.md does not say what {key.Section}.{key.Name} is."));
    }

    [Fact]
    public void Without_plugins_models_may_be_called_anything()
    {
        var generic = JsonSchema.FromText(SweepSchema.Of(ModelCatalogue.Empty).ToJsonString());
        var text = SweepText.Ising.With("DiffMH.Plugins.Ising", "My.Potts").With("ising-2d", "potts").With("coupling: same-value", "coupling: my-own");

        Assert.True(generic.Evaluate(SweepFileSchema.Document(text)).IsValid);
        Assert.False(generic.Evaluate(SweepFileSchema.Document(text.With("draws: 20", "draws: 0"))).IsValid);
        Assert.False(SweepFileSchema.Accepts(SweepFileSchema.Document(text)));
    }

    [Theory]
    [InlineData("1e-300", true)]
    [InlineData("-1e-300", false)]
    [InlineData("0", false)]
    [InlineData("1e300", true)]
    public void A_number_of_any_size_is_on_its_side_of_a_bound(string epsilon, bool isRight)
    {
        var text = SweepText.Ising.With("optimizer: { ", $"optimizer: {{ name: adam, epsilon: {epsilon}, ");

        Assert.Equal(isRight, SweepText.Load(text).Sweep is not null);
        Assert.Equal(isRight, SweepFileSchema.Accepts(SweepFileSchema.Document(text)));
    }

    public static TheoryData<string> Changes() => [.. Broken.Select(broken => broken.Change)];

    private static void Visit(JsonObject properties, string path, List<string> silent)
    {
        foreach (var (name, schema) in properties)
        {
            if (string.IsNullOrWhiteSpace((string?)schema!["description"]))
            {
                silent.Add(path + name);
            }

            if (schema["properties"] is JsonObject below)
            {
                Visit(below, $"{path}{name}.", silent);
            }
        }
    }
}
