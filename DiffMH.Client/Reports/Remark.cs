namespace DiffMH.Client.Reports;

/// <summary>Something about a point that a reader should know, and what one can do about it.</summary>
/// <param name="Kind">What kind of thing: remarks of one kind have one remedy.</param>
/// <param name="Found">What was found, with the value and the limit.</param>
/// <param name="Remedy">What to do, in whole sentences; empty where <paramref name="Found"/> says it.</param>
/// <param name="Badness">How bad it is among remarks of its kind: larger is worse.</param>
public sealed record Remark(RemarkKind Kind, string Found, string Remedy, double Badness);
