using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace DiffMH.Client.Settings;

/// <summary>
/// The settings of silos and clients on this machine: the section <c>DiffMH</c> of <c>appsettings.json</c> in the current folder and of a
/// file named on the command line, environment variables <c>DIFFMH__NAME</c>, and the command line. The later wins.
/// </summary>
internal sealed class MachineSettings
{
    private const string Section = "DiffMH";
    private const string DefaultFile = "appsettings.json";

    private readonly IConfigurationRoot root;

    private MachineSettings(IConfigurationRoot root) => this.root = root;

    /// <summary>The names of all settings that are given somewhere.</summary>
    public IEnumerable<string> Names => root.GetSection(Section).GetChildren().Select(child => child.Key);

    /// <summary>A setting; null where it is not given.</summary>
    public string? this[string name] => root[KeyOf(name)];

    /// <summary>Reads them.</summary>
    /// <param name="file">A further file; null for none.</param>
    /// <param name="options">What the command line gives, by the settings' names; null for what it does not.</param>
    /// <exception cref="CommandException">A file cannot be read.</exception>
    public static MachineSettings Read(string? file, IReadOnlyDictionary<string, string?> options)
    {
        if (file is not null && !File.Exists(file))
        {
            throw new CommandException(ExitCode.Usage, $"--config {file}: there is no such file");
        }

        var builder = new ConfigurationBuilder().SetBasePath(Environment.CurrentDirectory).AddJsonFile(DefaultFile, optional: true);
        if (file is not null)
        {
            builder.AddJsonFile(Path.GetFullPath(file), optional: false);
        }

        try
        {
            return new(builder
                .AddEnvironmentVariables()
                .AddInMemoryCollection(options.Where(option => option.Value is not null).Select(option => KeyValuePair.Create(KeyOf(option.Key), option.Value)))
                .Build());
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{problem.Message} {problem.GetBaseException().Message}");
        }
    }

    /// <summary>Where a setting was given, for messages.</summary>
    public string Given(string name) => root.Providers.Last(provider => provider.TryGet(KeyOf(name), out _)) switch
    {
        MemoryConfigurationProvider => OptionOf(name),
        FileConfigurationProvider file => $"{KeyOf(name)} in {file.Source.Path}",
        _ => $"{Section}__{name}".ToUpperInvariant(),
    };

    /// <summary>The option of a setting: <c>--gateway-port</c> for <c>GatewayPort</c>.</summary>
    public static string OptionOf(string name) => "--" + string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : $"{letter}"));

    private static string KeyOf(string name) => $"{Section}:{name}";
}
