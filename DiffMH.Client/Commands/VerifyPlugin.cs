using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Client.Inputs;
using DiffMH.Client.Reports;
using DiffMH.Client.Results;
using DiffMH.Client.Sweeps;
using DiffMH.Client.Verification;
using DiffMH.Engine.Models;
using DiffMH.Engine.Verification;
using DiffMH.Silo.Plugins;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>verify</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class VerifyPlugin(Terminal terminal)
{
    /// <summary>Runs all checks and prints what they found.</summary>
    public async Task<ExitCode> Run(VerifyRequest request, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.Verbosity);
        var plugins = SweepInput.LoadPlugins(request.Plugins);
        var plugin = PluginFinder.Find(plugins, request.Plugin);
        var models = plugin.Models.IsEmpty ? Hosts(plugin, plugins, request) : Models(plugin, request.Model);
        var budget = request.Draws is { } draws ? new VerificationBudget(draws) : new VerificationBudget();
        var given = new GivenSettings(Given(request.Settings, models), new SweepFolder(Environment.CurrentDirectory));
        var verifier = new PluginVerifier(request.Seed, budget);
        var found = plugin.Models.IsEmpty
            ? verifier.RunCouplings(plugin, models, model => talk.Say($"verifying the couplings of {plugin.Reference.Id} with the proposals of {model}"), cancellation)
            : verifier.Run(plugin, models, given, model => talk.Say($"verifying {plugin.Reference.Id}/{model}"), cancellation);
        var document = new VerifyDocument(
            plugin.Reference,
            typeof(IPlugin).Assembly.GetName().Version!.ToString(2),
            request.Seed,
            budget.Draws,
            [.. models.Select(model => model.Name)],
            found.Untried.IsEmpty && found.Rows.All(row => row.Passed),
            found.Rows,
            [.. request.Settings],
            found.Tried,
            found.Untried);
        Certify(request, document, talk);
        await terminal.Print(request.Format, document, () => VerifyTable.Render(document), writer => VerifyRows.Write(writer, found.Rows));
        return document.Passed ? ExitCode.Done
            : document.Rows.All(row => row.Passed) ? ExitCode.Usage   // nothing is wrong with what was tried, and not all could be
            : ExitCode.CheckFailed;
    }

    /// <summary>Keeps a certificate of a verification of the whole plugin; it says at which settings.</summary>
    private void Certify(VerifyRequest request, VerifyDocument document, Talk talk)
    {
        if (document.Untried.Length > 0)
        {
            talk.Say($"no certificate: {string.Join(", ", document.Untried.Select(model => model.Model))} could not be tried");
        }
        else if (request.Model is null)
        {
            talk.Say($"certificate: {CertificateFolder.Of(terminal).Write(Certificate.Of(document, terminal.Time.GetUtcNow()))}");
        }
    }

    /// <summary>Models of the other plugins, for couplings that come without one.</summary>
    private static ImmutableArray<ModelDefinition> Hosts(PluginRegistration plugin, PluginSet plugins, VerifyRequest request)
    {
        if (request.Model is not null || request.Settings.Count > 0)
        {
            throw new CommandException(ExitCode.Usage, $"{plugin.Reference.Id} brings no model, so there is none to name or to set; its couplings are verified with the proposals of the other plugins in the folder.");
        }

        var hosts = CouplingHosts.For(plugin, plugins.Catalogue.Plugins);
        return hosts.IsEmpty
            ? throw new CommandException(ExitCode.Usage, $"{plugin.Reference.Id} brings no model, and its couplings ({string.Join(", ", plugin.Couplings.Select(coupling => coupling.Name))}) fit no proposal of the other plugins in {request.Plugins}. Put one beside it whose proposals they are for.")
            : hosts;
    }

    private static ImmutableArray<ModelDefinition> Models(PluginRegistration plugin, string? wanted)
    {
        ImmutableArray<ModelDefinition> found = [.. plugin.Models.Where(model => wanted is null || model.Name == wanted)];
        return found.IsEmpty
            ? throw new CommandException(ExitCode.Usage, $"{plugin.Reference.Id} has no model '{wanted}'. It has: {string.Join(", ", plugin.Models.Select(model => model.Name))}.")
            : found;
    }

    private static JsonObject Given(IReadOnlyList<string> settings, ImmutableArray<ModelDefinition> models)
    {
        var known = models.SelectMany(model => model.Settings.Settings).Select(setting => setting.Name).Distinct(StringComparer.Ordinal).ToArray();
        var values = new JsonObject();
        foreach (var text in settings)
        {
            var separator = text.IndexOf('=', StringComparison.Ordinal);
            var reader = new YamlReader(text[(separator + 1)..], (line, column) => new SourcePlace($"--set {text}", line, column)) { Visit = static (_, _, _) => { } };
            var value = separator > 0 ? reader.Read(text[..separator], out _) : null;
            values[text[..Math.Max(0, separator)]] = value is not null && reader.Problems.Count == 0
                ? value
                : throw new CommandException(ExitCode.Usage, $"--set {text}: expected name=value, as in --set L=3");
            RequireKnown(text[..separator], text, known);
        }

        return values;
    }

    private static void RequireKnown(string name, string text, string[] known)
    {
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            throw new CommandException(ExitCode.Usage, $"--set {text}: there is no setting '{name}'. There are: {(known.Length == 0 ? "none" : string.Join(", ", known))}.");
        }
    }
}
