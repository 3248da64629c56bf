package weir.cli.journal;

import java.time.Duration;
import java.util.List;
import weir.api.Explanation;

/// An explanation with everything in it.
final class Explained {
  private Explained() {}

  static Explanation rejected() {
    Explanation.Fact seen = new Explanation.Fact("2.0.0.127.bl.example A", "127.0.0.2");
    return new Explanation(
        "default@0123abcd",
        "the running server",
        List.of(
            new Explanation.Step(
                "connect",
                "connects from 127.0.0.2",
                List.of(new Explanation.Fact("listener", "mx")),
                List.of(
                    new Explanation.Look("connections", "clear", "", List.of()),
                    new Explanation.Look(
                        "dnswl", "not-asked", "reserved address (query-reserved)", List.of())),
                List.of(),
                "default@0123abcd",
                0,
                Duration.ZERO,
                List.of(),
                "pass",
                "",
                "220 (greeting)"),
            new Explanation.Step(
                "rcpt",
                "RCPT TO:<ann@example.com>",
                List.of(new Explanation.Fact("route", "one of our domains, next hop inner")),
                List.of(
                    new Explanation.Look("dnsbl", "found", "on-block-list", List.of(seen)),
                    new Explanation.Look("sender-domain", "unknown", "timeout", List.of())),
                List.of(
                    new Explanation.Weight(
                        "on-block-list",
                        "bl.example",
                        "The client's address is on a DNS block list.",
                        "reject, score 3",
                        "counted",
                        3)),
                "default@0123abcd",
                3,
                Duration.ofSeconds(5),
                List.of("X-Weir-Found: on-block-list"),
                "reject",
                "on-block-list",
                "550 5.7.1 Listed")),
        "reject",
        "on-block-list");
  }
}
