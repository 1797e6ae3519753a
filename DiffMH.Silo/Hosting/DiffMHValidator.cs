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

        if (options.StatePath is not null)
        {
            services.GetRequiredKeyedService<Storage.SqliteStore>(StorageName.Default);   // a damaged or locked file says so here
        }
    }
}
