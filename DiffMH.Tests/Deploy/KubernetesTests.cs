using System.Diagnostics;
using DiffMH.Client.Commands;
using DiffMH.Client.Settings;
using DiffMH.Tests.Client;
using k8s;
using k8s.Models;

namespace DiffMH.Tests.Deploy;

/// <summary>The manifests of <c>deploy/kubernetes</c>: each field is one of Kubernetes, and names, ports and paths are those of the program.</summary>
public sealed class KubernetesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "kubernetes");

    private static readonly object[] Objects =
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Where(file => Path.GetFileName(file) != "kustomization.yaml").Order().SelectMany(file => KubernetesYaml.LoadAllFromString(File.ReadAllText(file), strict: true))];

    private static V1StatefulSet Silos => Objects.OfType<V1StatefulSet>().Single(set => set.Metadata.Name == "diffmh-silo");

    private static V1Container Silo => Assert.Single(Silos.Spec.Template.Spec.Containers);

    [Fact]
    public void All_parts_are_there_and_no_field_is_unknown() => Assert.Equal(
        ["NetworkPolicy diffmh-redis", "NetworkPolicy diffmh-silo", "PersistentVolumeClaim diffmh-plugins", "PodDisruptionBudget diffmh-silo", "Service diffmh-redis", "Service diffmh-silo", "StatefulSet diffmh-redis", "StatefulSet diffmh-silo"],
        Objects.Cast<IKubernetesObject<V1ObjectMeta>>().Select(part => $"{part.Kind} {part.Metadata.Name}").Order(StringComparer.Ordinal));

    [Fact]
    public void Each_setting_and_each_option_is_one_of_the_program()
    {
        Assert.All(Silo.Env.Where(variable => variable.Name.StartsWith("DIFFMH__", StringComparison.Ordinal)), variable => Assert.Contains(variable.Name["DIFFMH__".Length..], SiloSettings.All, StringComparer.OrdinalIgnoreCase));
        var root = new DiffmhCommandLine(DiffMH.Client.Terminal.Piped(TextWriter.Null, TextWriter.Null)).Root;
        Assert.Empty(root.Parse([.. Silo.Args]).Errors);
        Assert.Equal(
            ("$(DIFFMH__ADDRESS):9464", "redis://diffmh-redis:6379"),
            (Value("DIFFMH__HTTP"), Value("DIFFMH__STORE")));
        Assert.True(Index("DIFFMH__ADDRESS") < Index("DIFFMH__HTTP"), "a variable is known to those behind it alone");
        Assert.Equal("status.podIP", Silo.Env[Index("DIFFMH__ADDRESS")].ValueFrom.FieldRef.FieldPath);
    }

    [Fact]
    public void Ports_are_those_that_the_silo_is_told_and_each_port_that_is_named_has_that_name()
    {
        var ports = Silo.Ports.ToDictionary(port => port.Name, port => port.ContainerPort, StringComparer.Ordinal);
        string Option(string name) => Silo.Args[Silo.Args.IndexOf(name) + 1];
        Assert.Equal(($"{ports["silo"]}", $"{ports["gateway"]}"), (Option("--port"), Option("--gateway-port")));
        Assert.EndsWith($":{ports["http"]}", Value("DIFFMH__HTTP"), StringComparison.Ordinal);
        foreach (var service in Objects.OfType<V1Service>())
        {
            var container = Objects.OfType<V1StatefulSet>().Single(set => set.Metadata.Name == service.Metadata.Name).Spec.Template.Spec.Containers[0];
            Assert.Equal(container.Ports.Select(port => (port.Name, port.ContainerPort)), service.Spec.Ports.Select(port => (port.TargetPort.Value, port.Port)));
        }

        var named = Objects.OfType<V1NetworkPolicy>().SelectMany(policy => policy.Spec.Ingress.SelectMany(rule => rule.Ports)).Select(port => port.Port.Value).Distinct();
        Assert.Equal(["gateway", "http", "redis", "silo"], named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Probes_ask_for_the_pages_that_a_silo_has()
    {
        Assert.Equal("/health/live", Silo.LivenessProbe.HttpGet.Path);
        Assert.Equal("/health/live", Silo.StartupProbe.HttpGet.Path);
        Assert.Equal("/health/ready", Silo.ReadinessProbe.HttpGet.Path);
        Assert.All(new[] { Silo.LivenessProbe, Silo.StartupProbe, Silo.ReadinessProbe }, probe => Assert.Equal("http", probe.HttpGet.Port.Value));
    }

    [Fact]
    public void Whatever_is_written_goes_to_a_volume_and_nothing_runs_as_root()
    {
        foreach (var pod in Objects.OfType<V1StatefulSet>().Select(set => set.Spec.Template.Spec))
        {
            Assert.True(pod.SecurityContext.RunAsNonRoot);
            Assert.False(pod.AutomountServiceAccountToken);
            Assert.All(pod.Containers, container => Assert.Equal((true, false, "ALL"), (container.SecurityContext.ReadOnlyRootFilesystem, container.SecurityContext.AllowPrivilegeEscalation, Assert.Single(container.SecurityContext.Capabilities.Drop))));
        }

        var mounts = Silo.VolumeMounts.ToDictionary(mount => mount.MountPath, StringComparer.Ordinal);
        Assert.Equal((Value("DIFFMH__DATA"), null), (mounts["/data"].MountPath, mounts["/data"].ReadOnlyProperty));
        Assert.Equal((Value("DIFFMH__PLUGINS"), true), (mounts["/plugins"].MountPath, mounts["/plugins"].ReadOnlyProperty));
        Assert.StartsWith(mounts["/run/secrets/diffmh"].MountPath + "/", Value("DIFFMH__HTTPTOKENFILE"), StringComparison.Ordinal);
        var volumes = Silos.Spec.Template.Spec.Volumes.Select(volume => volume.Name).Concat(Silos.Spec.VolumeClaimTemplates.Select(claim => claim.Metadata.Name));
        Assert.Equal(Silo.VolumeMounts.Select(mount => mount.Name).Order(StringComparer.Ordinal), volumes.Order(StringComparer.Ordinal));
        Assert.Equal(Objects.OfType<V1PersistentVolumeClaim>().Single().Metadata.Name, Silos.Spec.Template.Spec.Volumes.Single(volume => volume.Name == "plugins").PersistentVolumeClaim.ClaimName);
    }

    [Fact]
    public void Every_selector_selects_a_pod_that_is_there()
    {
        var pods = Objects.OfType<V1StatefulSet>().Select(set => set.Spec.Template.Metadata.Labels).ToArray();
        var selectors = Objects.OfType<V1StatefulSet>().Select(set => set.Spec.Selector.MatchLabels)
            .Concat(Objects.OfType<V1Service>().Select(service => service.Spec.Selector))
            .Concat(Objects.OfType<V1NetworkPolicy>().Select(policy => policy.Spec.PodSelector.MatchLabels))
            .Concat(Objects.OfType<V1PodDisruptionBudget>().Select(budget => budget.Spec.Selector.MatchLabels));
        Assert.All(selectors, selector => Assert.Contains(pods, labels => selector.All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value)));
    }

    [Fact]
    public async Task Kustomize_puts_them_together()
    {
        Assert.SkipWhen(ShellProcess.Find("kubectl") is null, "kubectl is not installed");
        using var render = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", Folder]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = render.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var rendered = KubernetesYaml.LoadAllFromString(await render.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), strict: true);
        Assert.Equal("", await error);
        Assert.Equal(Objects.Length, rendered.Count);
        Assert.All(rendered.Cast<IKubernetesObject<V1ObjectMeta>>(), part => Assert.Equal("diffmh", part.Metadata.NamespaceProperty));
        Assert.Equal(["diffmh:0.1.0", "redis:8"], rendered.OfType<V1StatefulSet>().Select(set => set.Spec.Template.Spec.Containers[0].Image).Order(StringComparer.Ordinal));
    }

    private static int Index(string name) => Silo.Env.ToList().FindIndex(variable => variable.Name == name);

    private static string? Value(string name) => Silo.Env[Index(name)].Value;
}
