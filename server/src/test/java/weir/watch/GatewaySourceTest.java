package weir.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import weir.journal.Entry;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.net.IpAddress;
import weir.observation.Observation;
import weir.observation.Observations;
import weir.verdict.Role;

class GatewaySourceTest {
  private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");

  private final List<Entry> journal = new ArrayList<>();
  private final BlockingQueue<Observations.Told> told = new LinkedBlockingQueue<>();

  private GatewaySource source(Observations observations) {
    return source(observations, false);
  }

  private GatewaySource source(Observations observations, boolean withStrangers) {
    GatewaySource source =
        new GatewaySource(
            journal::add, "mail1", hop -> IpAddress.parse("127.0.0.1"), withStrangers);
    source.tell(observations, 41);
    return source;
  }

  private static final Likeness LIKENESS =
      new Likeness(Optional.of(new Template(5)), List.of("shop.example"));

  private static Entry.Transaction message(Role role, Entry.End end) {
    return new Entry.Transaction(
        "id1",
        "id1",
        NOW,
        Duration.ZERO,
        new Entry.Client(
            IpAddress.parse("192.0.2.10").orElseThrow(),
            40_001,
            "relay",
            role,
            "web1",
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        "u2001@web1",
        List.of(
            new Entry.RecipientLine("a@far.example", 250, "ok"),
            new Entry.RecipientLine("b@far.example", 550, "no"),
            new Entry.RecipientLine("c@far.example", 250, "ok", Entry.Kept.HELD)),
        900,
        new Entry.Heading(
            Optional.of("Hello"),
            Optional.of("m@web1"),
            Optional.of("(qmail 900 invoked by uid 2001); 28 Nov 2026 21:59:58 -0000"),
            Optional.of("2001:form.php"),
            Optional.of("token"),
            LIKENESS),
        end,
        "250 ok",
        List.of(),
        Optional.of(
            new Entry.HopLine("out", "250 queued", Optional.of("B7"), Duration.ofMillis(5))));
  }

  @Test
  void whatOurOwnHostsHandInIsToldWithAllThatIsSeenOfIt() throws InterruptedException {
    try (GatewaySource source = source((name, all) -> told.addAll(all))) {
      source.add(message(Role.MX, Entry.End.DELIVERED));
      source.add(message(Role.RELAY, Entry.End.REFUSED));
      source.add(message(Role.RELAY, Entry.End.DELIVERED));
      Observations.Told first = told.poll(20, TimeUnit.SECONDS);

      assertThat(journal).hasSize(3);
      assertThat(first.mark()).isEqualTo(42);
      assertThat(first.observations()).hasSize(4);
      assertThat(first.observations().getFirst())
          .isInstanceOfSatisfying(
              Observation.Entered.class,
              entered -> {
                assertThat(entered.recipients()).hasValue(2);
                assertThat(entered.messageId()).contains("m@web1");
                assertThat(entered.received()).get().asString().contains("uid 2001");
                assertThat(entered.script()).contains("2001:form.php");
                assertThat(entered.likeness()).isEqualTo(LIKENESS);
              });
      assertThat(first.observations().get(1))
          .isInstanceOfSatisfying(
              Observation.Vouched.class, it -> assertThat(it.token()).isEqualTo("token"));
      assertThat(first.observations().get(2))
          .isInstanceOfSatisfying(
              Observation.Handled.class,
              handled -> {
                assertThat(handled.recipient()).isEqualTo("a@far.example");
                assertThat(handled.next()).contains("B7");
              });
      assertThat(first.observations().get(3)).isInstanceOf(Observation.Held.class);
    }
    assertThat(told).as("nothing else").isEmpty();
  }

  @Test
  void whereLogsAreReadStrangersMessagesAreToldByAWitnessOfTheirOwn() throws InterruptedException {
    try (GatewaySource source = source((name, all) -> told.addAll(all), true)) {
      source.add(message(Role.MX, Entry.End.REFUSED));
      source.add(message(Role.MX, Entry.End.DELIVERED));
      source.add(message(Role.RELAY, Entry.End.DELIVERED));
      assertThat(told.poll(20, TimeUnit.SECONDS).observations())
          .extracting(seen -> seen.witness().source())
          .containsOnly(GatewaySource.MX);
      assertThat(told.poll(20, TimeUnit.SECONDS).observations())
          .extracting(seen -> seen.witness().source())
          .containsOnly(GatewaySource.NAME);
    }
  }

  @Test
  void whatIsNotKeptIsToldAgainUnderTheSameMark() throws InterruptedException {
    List<Long> marks = new ArrayList<>();
    Observations failing =
        (name, all) -> {
          marks.add(all.getFirst().mark());
          if (marks.size() == 1) {
            throw new IOException("disk full");
          }
          told.addAll(all);
        };
    try (GatewaySource source = source(failing)) {
      source.add(message(Role.SUBMISSION, Entry.End.HELD));
      assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
    }
    assertThat(marks).containsExactly(42L, 42L);
  }
}
