namespace DiffMH.Silo.Security;

/// <summary>Gives the token to calls that need it, and to no others.</summary>
internal sealed class TokenBearer(Token token) : IOutgoingGrainCallFilter
{
    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (GuardedCalls.Has(context))
        {
            RequestContext.Set(Token.Key, token.Text);   // gone with this call, as the method is asynchronous
        }

        await context.Invoke();
    }
}
