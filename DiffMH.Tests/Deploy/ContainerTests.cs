using System.Text.RegularExpressions;
using DiffMH.Client.Commands;
using DiffMH.Client.Settings;
using YamlDotNet.RepresentationModel;

namespace DiffMH.Tests.Deploy;

/// <summary>The Dockerfile and the compose file: their settings are those of the program, they agree with each other, and they name no registry.</summary>
public sealed partial class ContainerTests
{
    private static readonly string Deploy = Path.Combine(Repository.Root, "deploy");
    private static readonly string[] Instructions =
        ["ARG", "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "STOPSIGNAL", "ENTRYPOINT", "CMD"];

    private static readonly (string Name, string Words)[] Dockerfile = [.. Lines(Path.Combine(Deploy, "Dockerfile"))];

    [Fact]
    public void The_image_is_built_of_images_that_its_builder_names()
    {
        Assert.All(Dockerfile, line => Assert.Contains(line.Name, Instructions));
        Assert.Equal(["${SDK_IMAGE} AS build", "${RUNTIME_IMAGE}"], All("FROM"));
        Assert.Equal(["SDK_IMAGE", "RUNTIME_IMAGE"], All("ARG"));   // without a default
    }

    [Fact]
    public void It_runs_as_a_user_without_rights_and_writes_to_volumes_alone()
    {
        Assert.Matches("^[1-9][0-9]+:[1-9][0-9]+$", Last("USER"));
        Assert.Equal("""["/data", "/tmp"]""", Last("VOLUME"));
        Assert.Contains($"--from=build --chown={Last("USER")} /empty /data", All("COPY"));
        Assert.True(Array.FindLastIndex(Dockerfile, line => line.Name == "USER") > Array.FindLastIndex(Dockerfile, line => line.Name is "RUN" or "COPY"));
    }

    [Fact]
    public void Its_settings_and_commands_are_those_of_the_program()
    {
        var settings = Settings().Matches(Last("ENV")).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);
        Assert.All(settings.Keys, name => Assert.Contains(name, SiloSettings.All, StringComparer.OrdinalIgnoreCase));
        Assert.Equal("/data", settings["DATA"]);
        Assert.NotNull(HttpSetting.TryParse(settings["HTTP"], tokenFile: null));

        Assert.Equal(["/app/diffmh"], Words(Last("ENTRYPOINT")));
        AssertParses(Words(Last("CMD")));
        var check = Words(Last("HEALTHCHECK").Split("CMD ")[1]);
        Assert.Equal("/app/diffmh", check[0]);
        AssertParses(check[1..]);
        Assert.Equal(Last("EXPOSE").Split(' '), Words(Last("CMD")).Where(word => word.All(char.IsAsciiDigit)));
    }

    [Fact]
    public void Compose_has_three_silos_each_with_its_own_address_and_a_server_that_keeps_what_it_has()
    {
        var services = (YamlMappingNode)Compose()["services"];
        var silos = services.Children.Where(service => $"{service.Key}".StartsWith("silo-", StringComparison.Ordinal)).Select(service => (Name: $"{service.Key}", Service: (YamlMappingNode)service.Value)).ToArray();
        Assert.Equal(3, silos.Length);
        var addresses = silos.Select(silo => $"{silo.Service["networks"]["cluster"]["ipv4_address"]}").ToArray();
        Assert.Equal(3, addresses.Distinct().Count());
        foreach (var ((name, service), address) in silos.Zip(addresses))
        {
            var all = Merged(service);
            var settings = Merged((YamlMappingNode)all["environment"]).ToDictionary(setting => setting.Key, setting => $"{setting.Value}", StringComparer.Ordinal);
            Assert.All(settings.Keys, setting => Assert.Contains(setting["DIFFMH__".Length..], SiloSettings.All, StringComparer.OrdinalIgnoreCase));
            Assert.Equal((name, address, "redis://redis:6379"), (settings["DIFFMH__NAME"], settings["DIFFMH__ADDRESS"], settings["DIFFMH__STORE"]));
            Assert.Equal("true", $"{all["read_only"]}");
        }

        var redis = $"{((YamlMappingNode)services["redis"])["command"]}";
        Assert.Contains("--appendonly yes", redis, StringComparison.Ordinal);
        Assert.Contains("--maxmemory-policy noeviction", redis, StringComparison.Ordinal);
        Assert.Equal("${REDIS_IMAGE:-redis:8}", $"{((YamlMappingNode)services["redis"])["image"]}");
    }

    [Fact]
    public void Compose_has_the_user_and_the_volumes_of_the_image()
    {
        var silo = (YamlMappingNode)Compose()["x-silo"];
        var user = Last("USER").Split(':');
        Assert.Contains("plugins:/app/plugins:ro", ((YamlSequenceNode)silo["volumes"]).Select(node => $"{node}"));
        Assert.Contains($"/data:uid={user[0]},gid={user[1]},mode=0700", ((YamlSequenceNode)Service("client")["tmpfs"]).Select(node => $"{node}"));
        Assert.All(new[] { "silo-1", "silo-2", "silo-3" }, name => Assert.Contains($"{name}:/data", ((YamlSequenceNode)Service(name)["volumes"]).Select(node => $"{node}")));

        static YamlMappingNode Service(string name) => (YamlMappingNode)((YamlMappingNode)Compose()["services"])[name];
    }

    [Fact]
    public void No_file_names_a_registry()
    {
        var files = Directory.EnumerateFiles(Deploy, "*", SearchOption.AllDirectories).ToArray();
        Assert.InRange(files.Length, 8, 30);
        Assert.All(files, file => Assert.DoesNotMatch(Registry(), File.ReadAllText(file)));
    }

    private static IEnumerable<(string Name, string Words)> Lines(string file)
    {
        var text = Continued().Replace(File.ReadAllText(file), " ");
        return text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2)).Select(words => (words[0], words[1].Trim()));
    }

    private static string[] All(string name) => [.. Dockerfile.Where(line => line.Name == name).Select(line => line.Words)];

    private static string Last(string name) => All(name)[^1];

    private static string[] Words(string list) => System.Text.Json.JsonSerializer.Deserialize<string[]>(list)!;

    private static void AssertParses(string[] words) =>
        Assert.Empty(new DiffmhCommandLine(DiffMH.Client.Terminal.Piped(TextWriter.Null, TextWriter.Null)).Root.Parse(words).Errors);

    private static YamlMappingNode Compose()
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Deploy, "compose.yaml"));
        yaml.Load(reader);
        return (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
    }

    /// <summary>What a mapping has, its own before that of what is merged into it by <c>&lt;&lt;</c>.</summary>
    private static Dictionary<string, YamlNode> Merged(YamlMappingNode node)
    {
        var all = node.Children.TryGetValue("<<", out var other) ? Merged((YamlMappingNode)other) : new(StringComparer.Ordinal);
        foreach (var (key, value) in node.Children.Where(child => $"{child.Key}" != "<<"))
        {
            all[$"{key}"] = value;
        }

        return all;
    }

    [GeneratedRegex(@"DIFFMH__(?<name>[A-Z]+)=(?<value>\S+)")]
    private static partial Regex Settings();

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();

    /// <summary>An image behind the host of a registry: a name with a dot or a port, before a slash.</summary>
    [GeneratedRegex(@"(?m)^\s*(image:|FROM|newName:|- name:)\s*[a-z0-9-]+(\.[a-z0-9-]+|:[0-9]+)+/")]
    private static partial Regex Registry();
}
