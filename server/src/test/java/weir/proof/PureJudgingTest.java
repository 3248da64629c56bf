package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.check.Recipients;
import weir.check.Sources;
import weir.checks.Checks;
import weir.inspect.Inspection;
import weir.inspect.Rulebook;
import weir.lists.Lists;
import weir.mail.Authors;
import weir.mail.Domain;
import weir.mail.Path.Mailbox;
import weir.net.IpAddress;
import weir.policy.Policies;
import weir.policy.PolicyCompiler;
import weir.policy.PolicyTables;
import weir.routing.RecipientAnswer;
import weir.settings.Settings;
import weir.state.MemoryState;
import weir.state.State;
import weir.state.Table;
import weir.testkit.MapResolver;
import weir.verdict.Connection;
import weir.verdict.Destination;
import weir.verdict.Facts;
import weir.verdict.Hello;
import weir.verdict.Judge;
import weir.verdict.Message;
import weir.verdict.OpenConnections;
import weir.verdict.Recipient;
import weir.verdict.Role;
import weir.verdict.Sender;
import weir.verdict.Stage;
import weir.verdict.Verdict;

/// Invariant 5: judging is pure. Asked twice it says the same, and it changes nothing.
class PureJudgingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// What the judge may know of, besides itself: values, and what the language brings.
  private static final Set<String> VALUES =
      Set.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.util",
          "java.util.function",
          "java.util.stream",
          "weir.mail",
          "weir.net",
          "weir.verdict",
          "org.jspecify.annotations");

  private static final Set<String> TIME = Set.of("java.time.Duration", "java.time.Instant");

  @TempDir private Path folder;

  @Test
  void invariant_05_the_same_facts_twice_give_the_same_verdict_and_change_no_state() {
    Settings settings =
        Stand.in(folder)
            .hop(25)
            .set("checks.greylist.enabled", "true")
            .set("checks.tarpit.enabled", "true")
            .set("checks.tarpit.after-recipients", "1")
            .configuration()
            .settings();
    List<Verdict> first = verdicts(settings);
    assertThat(first).isEqualTo(verdicts(settings));
    assertThat(first).anyMatch(verdict -> !verdict.effects().isEmpty());
    assertThat(first).anyMatch(verdict -> !verdict.weighed().isEmpty());
  }

  @Test
  void invariant_05_the_judge_knows_no_port_no_clock_no_log_no_file_and_no_network() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // core's tests come as a jar of their own, which that option does not know for tests
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackagesOf(Judge.class);
    assertThat(classes).isNotEmpty();
    Set<String> foreign = new TreeSet<>();
    for (JavaClass each : classes) {
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        boolean value = target.isPrimitive() || VALUES.contains(target.getPackageName());
        if (!value && !TIME.contains(target.getName())) {
          foreign.add(each.getSimpleName() + " -> " + target.getName());
        }
      }
    }
    assertThat(foreign).isEmpty();
  }

  private static List<Verdict> verdicts(Settings settings) {
    Policies policies =
        PolicyCompiler.compile(
            settings.checks(),
            new PolicyTables(
                settings.policy(), settings.policies(), settings.roles(), settings.rules()),
            List.of(),
            "1");
    Recipients everybody = (_, _) -> new RecipientAnswer.Exists();
    Sources sources =
        new Sources(
            new MapResolver("bl.example A 127.0.0.2"),
            new ReadOnly(),
            everybody,
            new Lists(InstantSource.system()),
            InstantSource.fixed(NOON),
            settings.hostName());
    Rulebook book =
        new Rulebook(Checks.of(settings.checks(), sources), policies, Duration.ofSeconds(10));
    Inspection inspection = new Inspection(book, InstantSource.fixed(NOON));
    Facts facts = Facts.of(connection()).withHello(new Hello("mx.example.com", true));
    List<Verdict> verdicts = new ArrayList<>();
    try {
      verdicts.add(inspection.at(Stage.CONNECT, facts, policies.of(Role.MX)));
      verdicts.add(inspection.at(Stage.HELO, facts, policies.of(Role.MX)));
      Mailbox carl = new Mailbox("carl", new Domain("example.net"));
      facts = facts.withSender(new Sender(carl, OptionalLong.empty(), false));
      verdicts.add(inspection.at(Stage.MAIL, facts, policies.of(Role.MX)));
      Mailbox ann = new Mailbox("ann", new Domain("example.com"));
      Recipient recipient = new Recipient(ann, "example.com", Destination.OURS);
      facts = facts.withRecipientCounted().withRecipient(recipient);
      verdicts.add(inspection.at(Stage.RCPT, facts, policies.of(Role.MX)));
      facts = facts.withAccepted(List.of(recipient));
      facts =
          facts.withMessage(new Message(100, 1, false, Optional.of("x"), List.of(), Authors.NONE));
      verdicts.add(inspection.at(Stage.MESSAGE, facts, policies.of(Role.MX)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return verdicts;
  }

  private static Connection connection() {
    IpAddress ours = IpAddress.parse("203.0.113.25").orElseThrow();
    return new Connection(
        "aaaaaaaaaaaaa",
        NOON,
        Stand.SENDER,
        40001,
        ours,
        25,
        "mx",
        Role.MX,
        new OpenConnections(1, 1, 1),
        Optional.empty());
  }

  /// A state that may be asked, and fails the test when it is written.
  private static final class ReadOnly implements State {
    private final MemoryState empty = new MemoryState();

    @Override
    public Optional<Entry> get(Table table, String key, Instant now) {
      return empty.get(table, key, now);
    }

    @Override
    public void put(Table table, String key, String value, Instant now, Instant until) {
      throw new AssertionError("judging has put " + key + " into " + table);
    }

    @Override
    public long count(Table table, String key, Instant now, Duration window) {
      return empty.count(table, key, now, window);
    }

    @Override
    public long add(Table table, String key, long amount, Instant now, Duration window) {
      throw new AssertionError("judging has counted " + key + " in " + table);
    }

    @Override
    public void remove(Table table, String key) {
      throw new AssertionError("judging has removed " + key + " from " + table);
    }

    @Override
    public List<Entry> list(Table table, Instant now) {
      return empty.list(table, now);
    }
  }
}
