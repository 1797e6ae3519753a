namespace DiffMH;

/// <summary>Collects what a plugin brings.</summary>
public interface IPluginBuilder
{
    /// <summary>A model on labels.</summary>
    /// <typeparam name="TSettings">A record whose properties carry <see cref="SettingAttribute"/>; its parameters form θ in declaration order.</typeparam>
    /// <typeparam name="TTarget">The density.</typeparam>
    /// <param name="name">As in the sweep file's <c>model.name</c>.</param>
    /// <param name="description">The density in one line.</param>
    /// <param name="create">Makes the target of one point; throws <see cref="SettingException"/> for settings that do not go together.</param>
    ILabelModelBuilder<TSettings> LabelModel<TSettings, TTarget>(string name, string description, Func<TSettings, TTarget> create)
        where TSettings : class, new()
        where TTarget : struct, ILabelTarget;

    /// <summary>A model on the sites of a lattice or graph.</summary>
    /// <inheritdoc cref="LabelModel{TSettings, TTarget}"/>
    ISiteModelBuilder<TSettings> SiteModel<TSettings, TTarget>(string name, string description, Func<TSettings, TTarget> create)
        where TSettings : class, new()
        where TTarget : struct, ISiteTarget;

    /// <summary>A model on the sites of a lattice or graph whose changes have no classes, as with many parameters.</summary>
    /// <inheritdoc cref="LabelModel{TSettings, TTarget}"/>
    ISiteModelBuilder<TSettings> FreeSiteModel<TSettings, TTarget>(string name, string description, Func<TSettings, TTarget> create)
        where TSettings : class, new()
        where TTarget : struct, IFreeSiteTarget;

    /// <summary>A model on real vectors.</summary>
    /// <inheritdoc cref="LabelModel{TSettings, TTarget}"/>
    IVectorModelBuilder<TSettings> VectorModel<TSettings, TTarget>(string name, string description, Func<TSettings, TTarget> create)
        where TSettings : class, new()
        where TTarget : struct, IVectorTarget;

    /// <summary>A coupling for every proposal that fits it.</summary>
    /// <param name="name">As in the sweep file's <c>coupling</c>.</param>
    /// <param name="description">What it keeps, what it gains and whose it is.</param>
    /// <param name="coupling">
    /// A struct with one type parameter, the proposal, that implements <see cref="ILabelCoupling{TProposal}"/>,
    /// <see cref="ISiteCoupling{TProposal}"/> or <see cref="IVectorCoupling{TProposal}"/>: <c>typeof(MyCoupling&lt;&gt;)</c>.
    /// </param>
    void Coupling(string name, string description, Type coupling);
}
