using DiffMH.Client;
using DiffMH.Client.Doctor;
using DiffMH.Client.Results.Document;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary><see cref="DoctorCommandTests"/> on a Redis server, and what is wrong with such servers alone.</summary>
public sealed class DoctorCommandOnRedisTests() : DoctorCommandTests(new RedisTestStore())
{
    [Fact]
    public async Task A_server_that_forgets_and_one_that_is_away_are_found_out()
    {
        using var server = RedisProcess.Start("--appendonly", "no", "--maxmemory", "50mb", "--maxmemory-policy", "allkeys-lru");
        await using (var silo = await RunningSilo.Start(StoreAddress.Of(server.Address), plugins: null))
        {
            var (code, json, _) = await silo.Run("doctor", "-o", "json");
            var findings = SummaryJson.Read<DoctorDocument>(json).Findings;
            var durability = findings.Single(finding => finding.Check == "durability");
            Assert.Equal(CheckState.Warning, durability.State);
            Assert.Contains("keeps no append-only file", durability.Found);
            Assert.Contains("deletes keys when its memory is full (maxmemory-policy allkeys-lru)", durability.Found);
            Assert.Equal(CheckState.Problem, findings.Single(finding => finding.Check == "space").State);   // less than 50 MB
            Assert.Equal(ExitCode.InternalError, code);
        }

        server.Stop();
        var (away, output, _) = await Session.Run(TestContext.Current.CancellationToken, "doctor", "--store", $"redis://{server.Address.Server}");
        Assert.Equal(ExitCode.ClusterUnreachable, away);
        Assert.Contains("cannot be reached", output.Replace("\n" + new string(' ', 21), " ", StringComparison.Ordinal));
    }
}
