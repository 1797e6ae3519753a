namespace DiffMH.Silo.Security;

/// <summary>Refuses calls that need the token and do not carry it.</summary>
internal sealed class TokenDoor(Token token) : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        var carried = RequestContext.Get(Token.Key) as string;
        RequestContext.Remove(Token.Key);   // nobody behind the door needs it: no grain, no log, no trace
        return !GuardedCalls.Has(context) || token.Matches(carried) ? context.Invoke() : Task.FromException(Refuse(context, carried is not null));
    }

    private static TokenRefusedException Refuse(IIncomingGrainCallContext context, bool isCarried) => new(
        $"The silos of this store ask for their token for all that changes something, as {context.MethodName} does, and {(isCarried ? "another one came" : "none came")} with the call. "
        + "Give the token with which the silos were started in DIFFMH__TOKEN, or its file with --token-file FILE.");
}
