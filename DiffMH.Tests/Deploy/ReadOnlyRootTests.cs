using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using DiffMH.Tests.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Deploy;

/// <summary>What an image of the Dockerfile does, without an engine for containers: its commands with its settings and its user, on a root file system that cannot be written.</summary>
public sealed partial class ReadOnlyRootTests : IDisposable
{
    /// <summary>Makes a root of what this system has, read-only but for /data and /tmp, and runs a script there as a user without any right.</summary>
    private const string Enclose = """
        set -eu
        app=$1 root=$2 user=$3 script=$4
        mount --make-rprivate /
        mount -t tmpfs -o mode=0755 none "$root"
        mkdir "$root/app" "$root/data" "$root/tmp" "$root/proc" "$root/dev"
        for name in usr etc bin lib lib64; do
          if [ -L "/$name" ]; then cp -d "/$name" "$root/"; elif [ -d "/$name" ]; then mkdir "$root/$name"; mount --bind "/$name" "$root/$name"; mount -o remount,ro,bind "$root/$name"; fi
        done
        mount --bind "$app" "$root/app"
        mount -o remount,ro,bind "$root/app"
        mount --rbind /proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount -t tmpfs -o "uid=$user,gid=$user,mode=0700" none "$root/data"
        mount -t tmpfs -o mode=1777 none "$root/tmp"
        mount -o remount,ro "$root"
        exec chroot "$root" setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs --bounding-set=-all sh -c "$script"
        """;

    private static readonly string Dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "Dockerfile"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_silo_of_the_image_starts_is_healthy_and_stops()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "only root can make a root file system");
        Assert.SkipUnless(ShellProcess.Find("unshare") is not null && ShellProcess.Find("setpriv") is not null, "unshare and setpriv are not installed");
        Assert.SkipUnless(Path.GetFullPath(typeof(object).Assembly.Location).StartsWith("/usr/", StringComparison.Ordinal), ".NET is not installed below /usr");

        // Other silos of this machine may have the ports of the image.
        var (port, gateway, http) = (FreePort.Find(), FreePort.Find(), FreePort.Find());
        var settings = string.Join(' ', Setting().Matches(Dockerfile).Select(match => match.Value)).Replace("DIFFMH__HTTP=9464", $"DIFFMH__HTTP={http}", StringComparison.Ordinal);
        Assert.Contains($"{http}", settings, StringComparison.Ordinal);
        var start = Words("ENTRYPOINT ") + " " + Words("CMD [\"silo").Replace("11111", $"{port}", StringComparison.Ordinal).Replace("30000", $"{gateway}", StringComparison.Ordinal);
        var script = $"""
            export {settings}
            cd /data
            for folder in / /app /usr /etc; do if touch "$folder/written" 2>/dev/null; then echo "$folder can be written"; fi; done
            {start} >/tmp/said & silo=$!
            for attempt in $(seq 300); do if grep "is ready" /tmp/said; then break; fi; sleep 0.3; done
            {Words("CMD [\"/app")}
            kill -TERM $silo
            wait $silo
            echo "user $(id -u) ended with $?"
            """;
        var user = User().Match(Dockerfile).Groups["id"].Value;
        var root = Directory.CreateDirectory(folder.File("root")).FullName;
        using var container = Process.Start(new ProcessStartInfo("unshare", ["--mount", "bash", "-c", Enclose, "bash", AppContext.BaseDirectory, root, user, script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = container.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await container.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.True(output.Contains("""{"status":"live"}""", StringComparison.Ordinal), output + await error);
        Assert.DoesNotContain("can be written", output, StringComparison.Ordinal);
        Assert.EndsWith($"user {user} ended with 0\n", output, StringComparison.Ordinal);
        Assert.Contains($"over HTTP at 127.0.0.1:{http}; store sqlite:/data/state.db", output, StringComparison.Ordinal);
    }

    /// <summary>The words of the list that follows a text in the Dockerfile, as a shell takes them.</summary>
    private static string Words(string before)
    {
        var list = Dockerfile[Dockerfile.IndexOf(before, StringComparison.Ordinal)..].Split('\n')[0];
        return string.Join(' ', JsonSerializer.Deserialize<string[]>(list[list.IndexOf('[', StringComparison.Ordinal)..])!);
    }

    [GeneratedRegex(@"(DIFFMH__|DOTNET_)\w+=\S+|\bHOME=\S+|\bTMPDIR=\S+")]
    private static partial Regex Setting();

    [GeneratedRegex(@"(?m)^USER (?<id>\d+):")]
    private static partial Regex User();
}
