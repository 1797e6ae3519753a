using DiffMH.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DiffMH.Silo.Hosting;

/// <summary>Looks at a silo's settings and opens its store before it joins a cluster.</summary>
internal sealed class DiffMHValidator(DiffMHOptions options, IServiceProvider services) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        var problems = options.Problems().ToArray();
        if (problems.Length > 0)
        {
            throw new OrleansConfigurationException(string.Join(' ', problems));
        }

        // A store that cannot be used says so here.
        _ = options.Address switch
        {
            { Redis: not null } => services.GetRequiredService<IClusterStore>(),
            { File: not null } => services.GetRequiredKeyedService<SqliteStore>(StorageName.Default),
            _ => (object?)null,
        };
    }
}
