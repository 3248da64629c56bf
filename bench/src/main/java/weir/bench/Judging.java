package weir.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import weir.net.IpAddress;
import weir.rules.Compiled;
import weir.rules.MailRules;
import weir.verdict.CheckResult;
import weir.verdict.Connection;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Hello;
import weir.verdict.Judge;
import weir.verdict.Looked;
import weir.verdict.Meaning;
import weir.verdict.OpenConnections;
import weir.verdict.Policy;
import weir.verdict.Role;
import weir.verdict.Rule;
import weir.verdict.Stage;
import weir.verdict.Thresholds;
import weir.verdict.Verdict;
import weir.verdict.WhenUnknown;

/// One judgement of what 40 checks have seen, one in four of them with a finding that scores; and
/// the same with an administrator's rules on top.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Judging {
  private static final int CHECKS = 40;

  @Param({"0", "20"})
  public int rules;

  private Policy policy;
  private Facts facts;
  private List<Looked> looked;

  @Setup
  public void prepare() {
    Map<String, Meaning> meanings = new HashMap<>();
    looked = new ArrayList<>();
    for (int i = 0; i < CHECKS; i++) {
      looked.add(new Looked("check-" + i, result(i, meanings), true));
    }
    policy =
        new Policy(
            "default",
            "0",
            meanings,
            Map.of(),
            new Thresholds(3, 100, 100, 100),
            compiled(),
            true,
            Duration.ofSeconds(30));
    IpAddress client = IpAddress.parse("192.0.2.1").orElseThrow();
    facts =
        Facts.of(
                new Connection(
                    "0123456789abc",
                    Instant.EPOCH,
                    client,
                    25,
                    client,
                    25,
                    "mx",
                    Role.MX,
                    new OpenConnections(1, 1, 1),
                    Optional.empty()))
            .withHello(new Hello("mail.example.net", true));
  }

  private static CheckResult result(int i, Map<String, Meaning> meanings) {
    Evidence seen = new Evidence("question", "answer");
    if (i % 4 != 0) {
      return CheckResult.clear(seen);
    }
    FindingKind kind = FindingKind.of("finding-" + i, "Something was seen.", "Do better.", "7.1");
    meanings.put(kind.id(), Meaning.score(0.5));
    return CheckResult.found(Finding.of(kind, seen));
  }

  private List<Rule> compiled() {
    List<Rule> all = new ArrayList<>();
    for (int i = 0; i < rules; i++) {
      Compiled<Rule> rule =
          MailRules.compile(
              "rule-" + i,
              "network(client, '10." + i + ".0.0/16') && helo.endsWith('.example.net')",
              Optional.of(Stage.RCPT),
              Meaning.score(1),
              WhenUnknown.OPEN,
              "");
      all.add(
          switch (rule) {
            case Compiled.Ready<Rule>(var ready, var _, var _) -> ready;
            case Compiled.Mistake<Rule> mistake ->
                throw new IllegalStateException(mistake.toString());
          });
    }
    return all;
  }

  @Benchmark
  public Verdict judgement() {
    return Judge.judge(policy, Stage.RCPT, facts, looked);
  }
}
