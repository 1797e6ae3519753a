using System.Collections.Immutable;
using DiffMH.Silo.Security;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Security;

/// <summary>Which silo leaves where two have different tokens.</summary>
public sealed class TokenAgreementTests
{
    private readonly TokenAgreement agreement = new(new(Token: Token.TryParse("b81c4dd0d8c6f7a35a7d9f5e")), NullLogger<TokenAgreement>.Instance);

    [Fact]
    public async Task One_that_is_refused_from_the_start_leaves()
    {
        await Assert.ThrowsAsync<TokenRefusedException>(() => agreement.Check(new Registry(asksForToken: true), Refused));
        Assert.Contains("this silo has another", await agreement.Disagreement.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_whose_report_was_taken_once_stays_and_reports_again()
    {
        var registry = new Registry(asksForToken: true);
        await agreement.Check(registry, () => Task.CompletedTask);
        await Assert.ThrowsAsync<TokenRefusedException>(() => agreement.Check(registry, Refused));
        await agreement.Check(registry, () => Task.CompletedTask);
        Assert.False(agreement.Disagreement.IsCompleted);
    }

    [Fact]
    public async Task One_with_a_token_leaves_those_without()
    {
        await agreement.Check(new Registry(asksForToken: false), () => Task.CompletedTask);
        Assert.Contains("have no token, and this silo has one", await agreement.Disagreement.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private static Task Refused() => throw new TokenRefusedException("another one came");

    private sealed class Registry(bool asksForToken) : IPluginRegistryGrain
    {
        public Task Report(SiloReport report) => Task.CompletedTask;

        public Task<ImmutableArray<SiloReport>> Silos() => Task.FromResult(ImmutableArray<SiloReport>.Empty);

        public Task<SilosEdition> SilosSince(string edition) => Task.FromResult(new SilosEdition("", []));

        public Task<bool> AsksForToken() => Task.FromResult(asksForToken);
    }
}
