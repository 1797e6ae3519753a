using DiffMH.TestPlugins.Rings;

namespace DiffMH.TestPlugins.Wrong;

/// <summary>Brings a model for each mistake.</summary>
public sealed class WrongPlugin : IPlugin
{
    private const string Said = "a deliberate mistake: see the type that is called wrong";

    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
        Labels(builder, "score-sign", settings => new TurnedLabels(settings)).Proposal<NoSettings, OtherLabel>("other", Said, (_, _) => new(TiltedLabels.Count));
        Labels(builder, "not-sticky", settings => new TiltedLabels(settings)).Proposal<NoSettings, NervousLabel>("other", Said, (_, _) => default);
        Labels(builder, "unequal-probability", settings => new TiltedLabels(settings)).Proposal<NoSettings, LopsidedLabel>("other", Said, (_, _) => default);
        Labels(builder, "forgotten-temperature", settings => new TiltedLabels(settings))
            .Proposal<NoSettings, OtherLabel>("other", Said, (_, _) => new(TiltedLabels.Count))
            .Objective("heat", Said, settings => new HeatWithoutTemperature(settings));

        Vectors(builder, "missing-ratio", settings => new Bell(settings), default(FirstCoordinate)).Proposal<NoSettings, ShrinkingWalk>("walk", Said, (_, _) => default);
        Vectors(builder, "foreign-covariance", settings => new Bell(settings), default(FirstCoordinate)).Proposal<NoSettings, WideWalk>("walk", Said, (_, _) => default);
        Vectors(builder, "weak-mirror", settings => new Bell(settings), default(FirstCoordinate)).Proposal<NoSettings, MirroredWalk>("walk", Said, (_, _) => default);
        Vectors(builder, "right-on-average", settings => new Bell(settings), default(FirstCoordinate)).Proposal<NoSettings, SidedWalk>("walk", Said, (_, _) => default);
        Vectors(builder, "shared-stream", settings => new Bell(settings), default(FirstCoordinate)).Proposal<NoSettings, LeakyWalk>("walk", Said, (_, _) => default);
        Walked(Vectors(builder, "factor-of-two", settings => new DoubledBell(settings), default(FirstCoordinate)));
        Walked(Vectors(builder, "call-count", settings => new CountingBell(settings), default(FirstCoordinate)));
        Walked(Vectors(builder, "real-and-dual", settings => new SplitBell(settings), default(FirstCoordinate)));
        Walked(Vectors(builder, "edge", settings => new Wall(settings), default(FirstCoordinate)));
        Walked(Vectors(builder, "wrong-state", settings => new Bell(settings), default(LateCoordinate)));

        Sites(builder, "open-ratios", settings => new OpenRing(settings)).Proposal<NoSettings, FlipValue>("flip", Said, (_, _) => new(Ring.Sites));
        Sites(builder, "tally-after", settings => new LateRing(settings)).Proposal<NoSettings, FlipValue>("flip", Said, (_, _) => new(Ring.Sites));
        Sites(builder, "biased-draws", settings => new Ring(settings)).Proposal<NoSettings, QuietlyBiasedSpin>("spin", Said, (_, _) => default);

        Kernels(builder, "kernel-too-hot", (ring, point) => new MovedKernel(new PlainKernel(ring, point), MovedKernel.TooHot));
        Kernels(builder, "kernel-without-ties", (ring, point) => new PlainKernel(ring, point, tie: 0));
        Kernels(builder, "kernel-by-place", (ring, point) => new MovedKernel(new PlainKernel(ring, point), MovedKernel.ByPlace));
        Kernels(builder, "kernel-alike", (ring, point) => new MovedKernel(new PlainKernel(ring, point), MovedKernel.Alike));
        Kernels(builder, "kernel-in-step", (ring, point) => new MovedKernel(new PlainKernel(ring, point), MovedKernel.InStep));
        Kernels(builder, "kernel-in-pairs", (ring, point) => new MovedKernel(new PlainKernel(ring, point), MovedKernel.InPairs));
        Kernels(builder, "kernel-first-pass", (ring, point) => new FirstPassKernel(new PlainKernel(ring, point)));
        Kernels(builder, "kernel-forgetful", (ring, point) => new ForgetfulKernel(new PlainKernel(ring, point), new PlainKernel(ring, point with { Seed = ~point.Seed })));

        FieldRing.AddTo(builder, "kernel-for-nothing").Kernel("wrong", Said, new IdleOffer());

        builder.Coupling("nervous", Said, typeof(NervousCoupling<>));
        builder.Coupling("foreign-covariance", Said, typeof(ForeignCovarianceCoupling<>));
        builder.Coupling("weak-mirror", Said, typeof(WeakMirrorCoupling<>));
        builder.Coupling("sided", Said, typeof(SidedCoupling<>));
        builder.Coupling("eavesdropping", Said, typeof(EavesdroppingCoupling<>));
    }

    private static void Kernels(IPluginBuilder builder, string name, Func<RingSettings, KernelRequest, IBatchKernel> create) =>
        FieldRing.AddTo(builder, name).Kernel("wrong", Said, new PlainOffer(create));

    private static ILabelModelBuilder<TiltSettings> Labels<TTarget>(IPluginBuilder builder, string name, Func<TiltSettings, TTarget> create)
        where TTarget : struct, ILabelTarget => builder
        .LabelModel(name, Said, create)
        .Observables(_ => LabelPowers.Names, _ => default(LabelPowers))
        .Start("zero", "label 0", (TiltSettings _, ref RandomStream _) => 0);

    private static IVectorModelBuilder<TiltSettings> Vectors<TTarget, TObservables>(IPluginBuilder builder, string name, Func<TiltSettings, TTarget> create, TObservables observables)
        where TTarget : struct, IVectorTarget
        where TObservables : struct, IVectorObservables => builder
        .VectorModel(name, Said, create)
        .Observables(_ => FirstCoordinate.Names, _ => observables)
        .Start("one", "1 in all coordinates", (TiltSettings _, Span<double> x, ref RandomStream _) => x.Fill(1));

    private static void Walked(IVectorModelBuilder<TiltSettings> model) => model.Proposal<RandomWalkSettings, RandomWalk>("walk", Said, (_, settings) => new(settings, 2));

    private static ISiteModelBuilder<TiltSettings> Sites<TTarget>(IPluginBuilder builder, string name, Func<TiltSettings, TTarget> create)
        where TTarget : struct, ISiteTarget => builder
        .SiteModel(name, Said, create)
        .Observables(_ => BondSum.Names, _ => default(BondSum))
        .Start("cold", "all up", (TiltSettings _, Span<byte> sites, ref RandomStream _) => sites.Fill(1));
}
