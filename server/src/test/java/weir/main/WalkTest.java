package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.api.Explanation;
import weir.api.ImaginedSession;
import weir.app.ImaginedSite;
import weir.app.Parts;
import weir.check.Tables;
import weir.settings.ConfigurationSource;
import weir.state.MemoryState;
import weir.state.Table;

/// Explaining with greylisting and tarpit on, the two checks that remember most.
class WalkTest {
  private static final String REMEMBERING =
      """

      [limits]
      recipients = 100

      [checks.greylist]
      enabled = true

      [checks.tarpit]
      enabled = true

      [[checks.dnswl.zones]]
      name = "wl.example"

      [domains."apart.example"]
      hop = "mailboxes"
      recipients = ["postmaster"]
      policy = "apart"

      [policies.apart]
      exempt-postmaster = true

      [rules.in-the-clear]
      when = "!tls"
      then = {observe = true}
      """;

  @TempDir Path folder;

  private final MemoryState state = new MemoryState();
  private final Parts parts = new Parts();
  private ImaginedSite site;

  @BeforeEach
  void build() throws Exception {
    ConfigurationSource source =
        new ConfigurationSource(
            folder.resolve("weir.toml"), Optional.of(Embedded.text() + REMEMBERING));
    if (!(source.readAlone() instanceof ConfigurationSource.Outcome.Usable(var configuration))) {
      throw new AssertionError(source.readAlone());
    }
    ExampleNames names = parts.own(ExampleNames.start());
    site = parts.own(ImaginedSite.of(configuration, state, names.resolver()));
  }

  @AfterEach
  void close() {
    parts.close();
  }

  private Explanation walk(
      String client, Optional<String> login, String sender, List<String> recipients, long size)
      throws InterruptedException {
    ImaginedSession session =
        new ImaginedSession(
            client,
            Optional.empty(),
            "mail.example.net",
            sender,
            recipients,
            login,
            Optional.empty(),
            Optional.of(
                new ImaginedSession.ImaginedMessage(
                    size, 0, false, Optional.of("Hello"), List.of(), List.of())));
    return site.explain(session, "a test");
  }

  @Test
  void explainingHasNoEffectHoweverOften() throws Exception {
    for (int i = 0; i < 3; i++) {
      Explanation explained =
          walk("127.0.0.1", Optional.empty(), "me@example.net", List.of("ann@example.com"), 100);

      // Had the first walk been remembered, the next one would be asked to wait for another reason.
      assertThat(explained.because()).isEqualTo("greylisted");
    }
    for (Table table : Tables.all()) {
      assertThat(state.size(table)).as(table.name()).isZero();
    }
  }

  @Test
  void stepsFollowTheSession() throws Exception {
    Explanation explained =
        walk("127.0.0.1", Optional.of("ann"), "ann@example.com", List.of("bob@example.com"), 100);

    assertThat(explained.steps())
        .extracting(Explanation.Step::stage)
        .containsExactly("connect", "helo", "mail", "rcpt", "data", "message");
    assertThat(explained.verdict()).isEqualTo("pass");
  }

  @Test
  void aListThatIsNotAskedIsNotSaidToBeClear() throws Exception {
    Explanation explained =
        walk("127.0.0.1", Optional.empty(), "me@example.net", List.of("ann@example.com"), 100);

    assertThat(explained.steps().stream().flatMap(step -> step.looks().stream()).toList())
        .contains(
            new Explanation.Look(
                "dnswl", "not-asked", "reserved address (query-reserved)", List.of()));
  }

  @Test
  void everyRecipientHasAStepAndOneThatPassesDecides() throws Exception {
    Explanation explained =
        walk(
            "127.0.0.2",
            Optional.empty(),
            "me@example.net",
            List.of("postmaster@example.com", "ann@example.com"),
            100);

    assertThat(explained.steps())
        .filteredOn(step -> step.stage().equals("rcpt"))
        .extracting(Explanation.Step::verdict)
        .containsExactly("pass", "reject");
    assertThat(explained.verdict()).isEqualTo("pass");
  }

  @Test
  void aRecipientWithAnotherPolicySharesTheMessageAsInTheGateway() throws Exception {
    Explanation explained =
        walk(
            "127.0.0.1",
            Optional.empty(),
            "me@example.net",
            List.of("postmaster@example.com", "postmaster@apart.example"),
            100);

    assertThat(explained.steps())
        .filteredOn(step -> step.stage().equals("rcpt"))
        .extracting(step -> step.answer().substring(0, 9))
        .containsExactly("250 2.1.5", "250 2.1.5");
  }

  @Test
  void aRecipientBeyondTheLimitIsToComeAnotherTime() throws Exception {
    Explanation explained =
        walk(
            "127.0.0.1",
            Optional.empty(),
            "me@example.net",
            Collections.nCopies(101, "postmaster@example.com"),
            100);

    assertThat(explained.steps())
        .filteredOn(step -> step.stage().equals("rcpt"))
        .extracting(Explanation.Step::answer)
        .last()
        .isEqualTo("452 4.5.3 Too many recipients in one transaction");
    assertThat(explained.steps()).filteredOn(step -> step.verdict().equals("defer")).hasSize(1);
  }

  @Test
  void aLoginIsImaginedUnderTls() throws Exception {
    assertThat(weighed(Optional.empty())).contains("in-the-clear");
    assertThat(weighed(Optional.of("ann"))).doesNotContain("in-the-clear");
  }

  private List<String> weighed(Optional<String> login) throws InterruptedException {
    return walk("127.0.0.1", login, "me@example.net", List.of("bob@example.com"), 100)
        .steps()
        .stream()
        .flatMap(step -> step.weighed().stream())
        .map(Explanation.Weight::id)
        .toList();
  }

  @Test
  void aMessageBeyondTheLimitIsRefused() throws Exception {
    Explanation explained =
        walk(
            "127.0.0.2",
            Optional.empty(),
            "me@example.net",
            List.of("postmaster@example.com"),
            Long.MAX_VALUE);

    assertThat(explained.verdict()).isEqualTo("reject");
    assertThat(explained.steps().getLast().answer()).startsWith("552 5.3.4");
  }

  @Test
  void whatCannotBeIsSaid() {
    assertThatThrownBy(() ->
            walk("localhost", Optional.empty(), "me@example.net", List.of("ann@example.com"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"localhost\" is no IP address");
    assertThatThrownBy(
            () -> walk("127.0.0.1", Optional.empty(), "me@", List.of("ann@example.com"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"me@\" is no mail address");
  }
}
