namespace DiffMH.TestPlugins.Rings;

/// <summary>Brings the model <c>ring</c> with the kernel <c>plain</c>.</summary>
public sealed class RingsPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => FieldRing
        .AddTo(builder, "ring")
        .Proposal<NoSettings, FlipValue>("flip", "the other spin", (settings, _) => new(settings.Sites))
        .Kernel("plain", "lane by lane, written as plainly as can be", new PlainOffer(PlainKernel.Of));
}
