namespace DiffMH.Plugins.Ising.Words;

/// <summary>Writes the sums of one lane into the row of its group.</summary>
/// <param name="request">The point.</param>
/// <param name="model">The lanes' θ.</param>
/// <param name="slots">Their alternatives.</param>
/// <param name="tallies">Their draws.</param>
internal readonly struct LaneRow(KernelRequest request, PackModel model, PackSlots slots, PackTallies tallies)
{
    /// <summary>Adds a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="sites">Updates of a sweep.</param>
    /// <param name="updates">Its updates.</param>
    /// <param name="rejected">How many of them were rejected.</param>
    /// <param name="birthInterval">1/q.</param>
    /// <param name="row">The row of its group.</param>
    public void AddTo(int lane, int sites, long updates, long rejected, int birthInterval, Span<double> row)
    {
        var layout = request.Layout;
        row[SumsLayout.Draws] += tallies.Draws;
        row[SumsLayout.Updates] += updates;
        row[SumsLayout.Accepted] += updates - rejected;
        row[SumsLayout.Births] += slots.Statistics.Births(lane);
        row[SumsLayout.Recoupled] += slots.Statistics.Recoupled(lane);
        row[SumsLayout.Lifetime] += slots.Statistics.Lifetime(lane, sites);
        row[SumsLayout.Unrecoupled] += slots.Living(lane);
        row[SumsLayout.Batches] += tallies.Batches;
        row[SumsLayout.Halves] += tallies.Halves;
        for (var k = 0; k < TallyRow.Observables; k++)
        {
            row[SumsLayout.Moments + k] += tallies[k, lane];
            row[layout.Squares + k] += tallies[TallyRow.SquareOf(k), lane];
            row[layout.BatchMeans + k] += tallies[TallyRow.BatchMeans + k, lane];
            row[layout.BatchMeanSquares + k] += tallies[TallyRow.BatchMeanSquares + k, lane];
            row[layout.HalfMeans + k] += tallies[TallyRow.HalfMeans + k, lane];
            row[layout.HalfMeanSquares + k] += tallies[TallyRow.HalfMeanSquares + k, lane];
            row[layout.HalfVariances + k] += tallies[TallyRow.HalfVariances + k, lane];
            for (var j = 0; j < layout.Parameters; j++)
            {
                var kind = model.KindOf(request.Wrt[j]);
                row[layout.Slopes + (k * layout.Parameters) + j] += (birthInterval * Earned(k, kind, lane)) + Direct(k, kind, lane);
            }
        }
    }

    /// <summary>−∂log r of the births, times what their alternatives earned: log r = (J ΔB + h ΔM)/T.</summary>
    private double Earned(int k, ThetaKind kind, int lane)
    {
        var (t, j, h) = model.Theta(lane);
        var (byBonds, bySpins) = (tallies[TallyRow.ByBonds + k, lane], tallies[TallyRow.BySpins + k, lane]);
        return kind switch
        {
            ThetaKind.Temperature => ((j * byBonds) + (h * bySpins)) / (t * t),
            ThetaKind.Coupling => -byBonds / t,
            _ => -bySpins / t,
        };
    }

    /// <summary>∂f at a fixed state: E = −J B − h M.</summary>
    private double Direct(int k, ThetaKind kind, int lane) => (kind, k) switch
    {
        (ThetaKind.Coupling, TallyRow.Energy) => -tallies[TallyRow.Bonds, lane],
        (ThetaKind.Coupling, TallyRow.EnergySquared) => -2 * tallies[TallyRow.EnergyBonds, lane],
        (ThetaKind.Field, TallyRow.Energy) => -tallies[TallyRow.Spins, lane],
        (ThetaKind.Field, TallyRow.EnergySquared) => -2 * tallies[TallyRow.EnergySpins, lane],
        _ => 0,
    };
}
