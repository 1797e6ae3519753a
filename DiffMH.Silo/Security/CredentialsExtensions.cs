using Microsoft.Extensions.DependencyInjection;

namespace DiffMH.Silo.Security;

/// <summary>Has silos and clients show each other what they have.</summary>
internal static class CredentialsExtensions
{
    /// <summary>What a silo shows and asks for.</summary>
    public static ISiloBuilder Show(this ISiloBuilder silo, Credentials credentials)
    {
        silo.Services.AddSingleton(credentials);
        if (credentials.Tls is { } tls)
        {
            silo.UseTls(tls);
        }

        if (credentials.Token is { } token)
        {
            silo.AddIncomingGrainCallFilter(new TokenDoor(token));
            silo.AddOutgoingGrainCallFilter(new TokenBearer(token));
        }

        return silo;
    }

    /// <summary>What a client shows.</summary>
    public static IClientBuilder Show(this IClientBuilder client, Credentials credentials)
    {
        if (credentials.Tls is { } tls)
        {
            client.UseTls(tls);
        }

        if (credentials.Token is { } token)
        {
            client.AddOutgoingGrainCallFilter(new TokenBearer(token));
        }

        return client;
    }
}
