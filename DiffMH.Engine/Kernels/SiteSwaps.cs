using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>For each alternative on two-valued sites an involution σ that pairs sites where it differs from the primal chain, by which they are repaired soonest.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <remarks>
/// With a and b the two chains' acceptances on a site, visits of a site and of its partner change the number of differences, on average, by
/// −(a + b) for each of the two that differs and by +(a + b) for one that agrees; without a swap it is ∓|a − b|. So a site that differs gains
/// 2 min(a, b) by a swap and one that agrees loses as much: differing sites are best paired with each other, and an odd one with an agreeing
/// site where both chains most likely reject, if that is likelier than on itself. (Pairing each with an agreeing site was tried first:
/// alternatives lived five times as long at T = 3 and seven times at T = 6.)
/// σ is changed between updates only, by the chains' past, so that the next site is drawn independently of it. It depends on history and
/// is no function of the two states, which nothing asks for. Two differing sites stay a pair while both differ. The odd one chooses again
/// whenever its partner or a neighbour of it changes, among a bounded number of sites: an update costs O(1) at any size of the lattice.
/// </remarks>
internal sealed class SiteSwaps<TTarget>
    where TTarget : struct, ISiteTarget
{
    private const int MostWords = 16;
    private const int MostTries = 64;

    private readonly TTarget target;
    private readonly SiteGraph graph;
    private readonly SiteLattice lattice;
    private readonly SwapLevels<TTarget> levels;
    private readonly List<(int Slot, int Site)> visited = [];
    private ulong[] swapped = [];
    private int[] partners = [];
    private int[] singles = [];

    public SiteSwaps(TTarget target, SiteLattice lattice, int places)
    {
        if (target.Space.Values != 2)
        {
            throw new InvalidModelException($"Swapping sites takes sites of 2 values; {typeof(TTarget).Name} has {target.Space.Values}.");
        }

        (this.target, this.lattice) = (target, lattice);
        graph = target.Space.Graph;
        levels = new SwapLevels<TTarget>(target);
        Resize(places);
    }

    /// <summary>For each site one bit per alternative: whether σ moves it. Laid out as <see cref="SiteLattice.Differs"/>.</summary>
    public ReadOnlySpan<ulong> Swapped => swapped;

    /// <summary>σ of a site.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(int slot, int site)
    {
        var partner = partners[(slot * graph.Sites) + site];
        return partner == 0 ? site : partner - 1;
    }

    /// <summary>Makes room for so many alternatives.</summary>
    public void Resize(int places)
    {
        Array.Resize(ref swapped, (places + 63) / 64 * graph.Sites);
        Array.Resize(ref partners, places * graph.Sites);
        Array.Resize(ref singles, places);
    }

    /// <summary>Forgets all alternatives, once the primal's values have been filled.</summary>
    public void Restart(ReadOnlySpan<double> acceptance)
    {
        Array.Clear(swapped);
        Array.Clear(partners);
        Array.Clear(singles);
        levels.Restart(lattice.Values, acceptance);
    }

    /// <summary>Makes σ of an alternative the identity, in order to place a newborn that differs at one site.</summary>
    public void Restart(int slot, int site)
    {
        singles[slot] = 0;
        partners.AsSpan(slot * graph.Sites, graph.Sites).Clear();
        var others = ~(1UL << slot);
        foreach (ref var word in swapped.AsSpan((slot >> 6) * graph.Sites, graph.Sites))
        {
            word &= others;
        }

        visited.Add((slot, site));
    }

    /// <summary>Takes note that an alternative and the primal chain have visited these sites.</summary>
    public void Visit(int slot, int site, int primalSite)
    {
        visited.Add((slot, site));
        if (site != primalSite)
        {
            visited.Add((slot, primalSite));
        }
    }

    /// <summary>Changes σ where that is due after an update.</summary>
    /// <param name="site">The site that the primal chain has visited.</param>
    /// <param name="isChanged">Whether its value there has changed.</param>
    /// <param name="acceptance">α of every kind of change.</param>
    public void Settle(int site, bool isChanged, ReadOnlySpan<double> acceptance)
    {
        if (isChanged)
        {
            Sort(site, acceptance);
            foreach (var neighbour in graph.Neighbours(site))
            {
                Sort(neighbour, acceptance);
            }
        }

        foreach (var (slot, visitedSite) in visited)
        {
            Renew(slot, visitedSite, acceptance);
        }

        visited.Clear();
    }

    public void Save(BinaryWriter writer)
    {
        writer.WriteWords<ulong>(swapped);
        writer.WriteWords<int>(partners);
        writer.WriteWords<int>(singles);
    }

    public void Load(BinaryReader reader, ReadOnlySpan<double> acceptance)
    {
        reader.ReadWords<ulong>(swapped);
        reader.ReadWords<int>(partners);
        reader.ReadWords<int>(singles);
        levels.Restart(lattice.Values, acceptance);
    }

    /// <summary>Sorts a site in again and looks anew at the pairs it is in.</summary>
    private void Sort(int site, ReadOnlySpan<double> acceptance)
    {
        levels.Update(lattice.Values, site, acceptance);
        for (var first = 0; first < swapped.Length; first += graph.Sites)
        {
            for (var left = swapped[first + site]; left != 0; left &= left - 1)
            {
                visited.Add(((first / graph.Sites * 64) + BitOperations.TrailingZeroCount(left), site));
            }
        }
    }

    /// <summary>Looks anew at a site: pairs of two differing sites last, others are dissolved, and who differs then gets a partner.</summary>
    private void Renew(int slot, int site, ReadOnlySpan<double> acceptance)
    {
        var partner = Of(slot, site);
        if (partner != site)
        {
            if (Differs(slot, site) && Differs(slot, partner))
            {
                // What was the single one's agreeing partner may differ by now.
                singles[slot] = singles[slot] == site + 1 || singles[slot] == partner + 1 ? 0 : singles[slot];
                return;
            }

            Dissolve(slot, site, partner);
            Join(slot, partner, acceptance);
        }

        Join(slot, site, acceptance);
    }

    /// <summary>Pairs a differing site without a partner with the one other, if there is one, else with an agreeing site.</summary>
    private void Join(int slot, int site, ReadOnlySpan<double> acceptance)
    {
        var single = singles[slot] - 1;
        if (single == site || (single >= 0 && !Differs(slot, single)))
        {
            singles[slot] = 0;
        }

        if (!Differs(slot, site))
        {
            return;
        }

        if (singles[slot] == 0)
        {
            singles[slot] = site + 1;
            JoinAgreeing(slot, site, acceptance);
            return;
        }

        if (Of(slot, single) is var partner && partner != single)
        {
            Dissolve(slot, single, partner);
        }

        singles[slot] = 0;
        Unite(slot, single, site);
    }

    private void JoinAgreeing(int slot, int site, ReadOnlySpan<double> acceptance)
    {
        var here = new PlainSites(lattice.Values);
        var there = lattice.Alternative(slot);
        var partner = Find(slot, site, SwapLevels<TTarget>.Of(Math.Min(
            acceptance[target.Class(here, site, 1 - here[site])], acceptance[target.Class(there, site, 1 - there[site])])));
        if (partner >= 0)
        {
            Unite(slot, site, partner);
        }
    }

    /// <summary>An agreeing site below a level that is in no pair; −1 where none is found. The search begins far from the differing one.</summary>
    private int Find(int slot, int site, int limit)
    {
        var tries = MostTries;
        var words = Math.Min(levels.Words, MostWords);
        var first = (site + (graph.Sites / 2)) % graph.Sites >> 6;
        for (var level = 0; level < limit; level++)
        {
            for (var i = 0; i < words; i++)
            {
                var word = (first + i) % levels.Words;
                for (var left = levels.Sites(level, word); left != 0 && tries > 0; left &= left - 1, tries--)
                {
                    var candidate = (64 * word) + BitOperations.TrailingZeroCount(left);
                    if (!Differs(slot, candidate) && !Has(swapped, slot, candidate))
                    {
                        return candidate;
                    }
                }
            }
        }

        return -1;
    }

    private bool Differs(int slot, int site) => Has(lattice.Differs, slot, site);

    private bool Has(ReadOnlySpan<ulong> sets, int slot, int site) => ((sets[((slot >> 6) * graph.Sites) + site] >> slot) & 1) == 1;

    private void Unite(int slot, int a, int b) => Set(slot, a, b, (b + 1, a + 1));

    private void Dissolve(int slot, int a, int b) => Set(slot, a, b, (0, 0));

    private void Set(int slot, int a, int b, (int OfA, int OfB) entries)
    {
        var (offset, row) = ((slot >> 6) * graph.Sites, slot * graph.Sites);
        swapped[offset + a] ^= 1UL << slot;
        swapped[offset + b] ^= 1UL << slot;
        (partners[row + a], partners[row + b]) = entries;
    }
}
