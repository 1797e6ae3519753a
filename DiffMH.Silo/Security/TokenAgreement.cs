using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Security;

/// <summary>Sees to it that the silos of a store have one token, or none: one that joins with another leaves again.</summary>
/// <remarks>
/// Until it has left, its calls and those to it fail as calls to a lost silo do, and are repeated elsewhere. One whose report was taken
/// once stays: it is another one that has come with another token, and keeps the reports until it ends.
/// </remarks>
internal sealed class TokenAgreement(Credentials credentials, ILogger<TokenAgreement> logger)
{
    private readonly TaskCompletionSource<string> disagreement = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isTaken;
    private bool isAgreed;

    /// <summary>Ends with why this silo must leave.</summary>
    public Task<string> Disagreement => disagreement.Task;

    /// <summary>Does what the other silos may refuse, and asks them for what they would have refused.</summary>
    /// <param name="registry">Where all silos report.</param>
    /// <param name="report">Reports.</param>
    public async Task Check(IPluginRegistryGrain registry, Func<Task> report)
    {
        try
        {
            await report();
            isTaken = true;
        }
        catch (TokenRefusedException) when (!isTaken)
        {
            Disagree($"The other silos of the store have a token, and this silo has {(credentials.Token is null ? "none" : "another")}. Give theirs in DIFFMH__TOKEN, or its file with --token-file FILE.");
            throw;
        }

        isAgreed = isAgreed || credentials.Token is null || await registry.AsksForToken();
        if (!isAgreed)
        {
            Disagree("The other silos of the store have no token, and this silo has one. Stop all of them, and start all with it.");
        }
    }

    private void Disagree(string reason)
    {
        if (disagreement.TrySetResult(reason))
        {
            logger.LogError("This silo leaves: {Reason}", reason);
        }
    }
}
