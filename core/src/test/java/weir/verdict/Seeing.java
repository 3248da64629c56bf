package weir.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.mail.Path;
import weir.mail.PathParser;
import weir.net.IpAddress;

/// Facts, findings and policies for tests of the judge.
final class Seeing {
  private Seeing() {}

  static Facts facts() {
    return Facts.of(
        new Connection(
            "session",
            Instant.parse("2026-01-02T03:04:05Z"),
            IpAddress.parse("192.0.2.1").orElseThrow(),
            40000,
            IpAddress.parse("198.51.100.1").orElseThrow(),
            25,
            "mx",
            Role.MX,
            new OpenConnections(1, 1, 1),
            Optional.empty()));
  }

  static Recipient recipient(String address) {
    PathParser.Parsed parsed = (PathParser.Parsed) PathParser.parse(address, true);
    Path path = parsed.path();
    return new Recipient(path, path.domainName(), Destination.OURS);
  }

  static Facts to(Facts facts, String address) {
    return facts.withRecipient(recipient(address));
  }

  static FindingKind kind(String id) {
    return FindingKind.of(id, "Seen.", "Change it.", "7.1");
  }

  static Finding finding(String id) {
    return Finding.of(kind(id));
  }

  static Finding firm(String id) {
    return Finding.of(FindingKind.firm(id, "Seen.", "Change it.", "7.1"));
  }

  static Looked looked(String check, Finding finding) {
    return new Looked(check, CheckResult.found(finding), true);
  }

  /// A former judgement has heard of it.
  static Looked stale(String check, Finding finding) {
    return new Looked(check, CheckResult.found(finding), false);
  }

  static Policy policy(Map<String, Meaning> meanings) {
    return policy(meanings, Thresholds.NONE);
  }

  static Policy policy(Map<String, Meaning> meanings, Thresholds thresholds) {
    return policy(meanings, Map.of(), thresholds, true);
  }

  static Policy whenUnknown(Map<String, WhenUnknown> unknowns) {
    return policy(Map.of(), unknowns, Thresholds.NONE, true);
  }

  static Policy strictWithPostmaster(Map<String, Meaning> meanings) {
    return policy(meanings, Map.of(), Thresholds.NONE, false);
  }

  private static Policy policy(
      Map<String, Meaning> meanings,
      Map<String, WhenUnknown> unknowns,
      Thresholds thresholds,
      boolean exemptPostmaster) {
    return new Policy(
        "default",
        "v1",
        meanings,
        unknowns,
        thresholds,
        List.of(),
        exemptPostmaster,
        Duration.ofSeconds(30));
  }

  /// The verdict at RCPT.
  static Verdict judge(Policy policy, Looked... looked) {
    return Judge.judge(policy, Stage.RCPT, facts(), List.of(looked));
  }

  static List<Verdict.Weight> weights(Verdict verdict) {
    return verdict.weighed().stream().map(Verdict.Weighed::weight).toList();
  }

  static Outcome.Reason reason(Verdict verdict) {
    return switch (verdict.outcome()) {
      case Outcome.Pass() -> throw new AssertionError("passes");
      case Outcome.Close(var reason) -> reason;
      case Outcome.Reject(var reason) -> reason;
      case Outcome.Defer(var reason) -> reason;
      case Outcome.Quarantine(var reason) -> reason;
    };
  }
}
