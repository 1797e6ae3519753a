using DiffMH.Engine.Kernels;

namespace DiffMH.Tests.Kernels;

/// <summary>A pack on a machine where it is, or is not, faster than single lanes.</summary>
internal sealed class PackOn(bool isFaster, ILanePack pack) : ILanePack
{
    public bool IsFaster => isFaster;

    public void MoveTo(int place, ReadOnlySpan<double> theta) => pack.MoveTo(place, theta);

    public void Open(int place, RandomSource source, int chain, ChainPass pass) => pack.Open(place, source, chain, pass);

    public void Begin(int lanes) => pack.Begin(lanes);

    public bool Advance(WorkMeter meter) => pack.Advance(meter);

    public ILaneRow Row(int place) => pack.Row(place);

    public void Save(BinaryWriter writer) => pack.Save(writer);

    public void Load(int lanes, BinaryReader reader) => pack.Load(lanes, reader);
}
