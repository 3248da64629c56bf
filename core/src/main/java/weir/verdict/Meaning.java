package weir.verdict;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What a policy makes of a finding. Several actions may stand together.
///
/// @param observe write it down and do nothing else, whatever the other actions say
/// @param score points towards the thresholds; negative ones speak for the client
/// @param tag name of a header field that carries the finding
/// @param delay how long the reply waits, at most where the finding asks for a time of its own
/// @param exempt names of checks whose findings are removed
/// @param onlyIfPassing the finding counts only when nothing else stands against the client
/// @param memory what is kept of the client where the finding counts
/// @param subject words that go before the message's own subject
public record Meaning(
    boolean observe,
    double score,
    Optional<String> tag,
    Duration delay,
    Optional<Refusal> refusal,
    Set<String> exempt,
    boolean onlyIfPassing,
    Optional<Memory> memory,
    Optional<String> subject) {

  public static final Meaning OBSERVE =
      new Meaning(true, 0, Optional.empty(), Duration.ZERO, Optional.empty(), Set.of(), false);

  /// The four ways to say no, strongest first.
  public enum Refusal {
    CLOSE,
    REJECT,
    DEFER,
    QUARANTINE
  }

  /// The client's address (the /64 of IPv6) is put into a table of state, for so long.
  public record Memory(String table, Duration life) {}

  public Meaning {
    exempt = Set.copyOf(exempt);
  }

  /// A meaning that leaves no memory.
  public Meaning(
      boolean observe,
      double score,
      Optional<String> tag,
      Duration delay,
      Optional<Refusal> refusal,
      Set<String> exempt,
      boolean onlyIfPassing) {
    this(
        observe,
        score,
        tag,
        delay,
        refusal,
        exempt,
        onlyIfPassing,
        Optional.empty(),
        Optional.empty());
  }

  /// A finding that does one thing: refuse.
  public static Meaning refuse(Refusal refusal) {
    return new Meaning(
        false, 0, Optional.empty(), Duration.ZERO, Optional.of(refusal), Set.of(), false);
  }

  public static Meaning score(double points) {
    return new Meaning(
        false, points, Optional.empty(), Duration.ZERO, Optional.empty(), Set.of(), false);
  }

  public Meaning onlyIfOtherwisePassing() {
    return new Meaning(observe, score, tag, delay, refusal, exempt, true, memory, subject);
  }

  public Meaning withMemory(Memory kept) {
    return new Meaning(
        observe, score, tag, delay, refusal, exempt, onlyIfPassing, Optional.of(kept), subject);
  }

  public Meaning withSubject(String words) {
    return new Meaning(
        observe, score, tag, delay, refusal, exempt, onlyIfPassing, memory, Optional.of(words));
  }
}
