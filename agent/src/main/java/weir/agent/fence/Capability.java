package weir.agent.fence;

/// Something that this host can or cannot do, as a try has shown.
///
/// @param works whether it did it
/// @param says what is so, and what follows where it does not work; a sentence for people
public record Capability(What what, boolean works, String says) {

  /// What was tried.
  public enum What {
    /// Runs nft of a version that is known.
    NFT,
    /// Takes the rules of a fence: without it none is put up.
    RULES,
    /// Tells control groups apart in rules.
    CGROUPS,
    /// Hands held packets on.
    PACKETS,
    /// Ends a connection from outside of its process.
    DESTROY,
    /// Says who calls `connect`, by a program of ours in it (eBPF).
    CALLERS,
    /// Says it by its tracing.
    TRACING,
    /// Tells of changes to rules.
    NEWS
  }
}
