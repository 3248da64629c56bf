package weir.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.accounting.Accounting;
import weir.attribution.Attributor;
import weir.attribution.DoorOrigins;
import weir.incident.Alarm;
import weir.incident.Condition;
import weir.incident.Rule;
import weir.incident.Rung;
import weir.incident.Saying;
import weir.limits.Countries;
import weir.limits.Limit;
import weir.limits.Limits;
import weir.meter.Kind;
import weir.meter.Measure;
import weir.meter.MeterKey;
import weir.meter.Reading;
import weir.meter.Window;
import weir.observation.Arrival;
import weir.observation.HostAddresses;
import weir.observation.Observations.Told;
import weir.passages.PassageSettings;
import weir.passages.PassageStore;

class MeasuringTest {
  private static final Instant T = Instant.parse("2026-11-30T12:00:00Z");
  private static final MeterKey SHOP = new MeterKey(Kind.ACCOUNT, "shop");

  private static final Rule MANY =
      new Rule(
          "many",
          Kind.ACCOUNT,
          reading -> Condition.Held.of(reading.value(Measure.RECIPIENTS, Window.HOUR) > 100),
          Saying.read("{recipients_1h} recipients in an hour").orElseThrow(),
          false,
          Rung.NOTIFY);

  private static final Limits LIMITS =
      new Limits(List.of(new Limit(MANY, "", "", List.of())), List.of());

  @TempDir private Path folder;

  private final AccountBook book =
      AccountBook.of(
          List.of(Account.of("shop")),
          List.of(
              Tenure.always(new Identity.LocalUser("web1", 2001), "shop"),
              Tenure.always(Identity.Login.of("anna@shop.example"), "shop")),
          Map.of());
  private final List<Alarm> alarms = new ArrayList<>();
  private Instant now = T;
  private long mark;

  private Measuring measuring() {
    return new Measuring(
        folder, (_, _) -> Optional.empty(), book, () -> now, LIMITS, Countries.NONE, alarms::add);
  }

  private Watch watch(Measuring measuring) throws SQLException {
    return new Watch(
        PassageStore.open(folder, () -> now),
        PassageSettings.standard(),
        (_, _) -> Optional.empty(),
        () -> DoorOrigins.by(book, Set.of()),
        () -> new Attributor(book, (_, _) -> Optional.empty()),
        Optional.of(measuring),
        () -> now,
        () -> now);
  }

  private void send(Watch watch, int recipients) throws IOException {
    mark++;
    watch.take(
        "log",
        List.of(
            new Told(
                mark,
                List.of(
                    Arrival.at("web1", "A" + mark, now)
                        .by(Arrival.program(2001))
                        .to(recipients)
                        .entered()))));
  }

  private static long recipients(Measuring measuring, Instant at) {
    return measuring.meters().read(SHOP, at).value(Measure.RECIPIENTS, Window.HOUR);
  }

  @Test
  void whatIsTakenIsCountedAndTheRulesAreAsked() throws SQLException, IOException {
    Measuring measuring = measuring();
    try (Watch watch = watch(measuring)) {
      send(watch, 60);
      assertThat(alarms).isEmpty();
      send(watch, 60);
      assertThat(alarms)
          .singleElement()
          .satisfies(it -> {
            assertThat(it.reason()).isEqualTo("120 recipients in an hour");
            assertThat(it.account()).contains("shop");
          });
    }
  }

  /// What comes from a host of ours waits for what that host says of it.
  @Test
  void whatWaitsIsCountedAlthoughNothingCameSince() throws SQLException, IOException {
    HostAddresses web1 = (address, _) -> Optional.of("web1");
    Measuring measuring =
        new Measuring(folder, web1, book, () -> now, LIMITS, Countries.NONE, alarms::add);
    try (Watch watch = watch(measuring)) {
      watch.take(
          "log",
          List.of(
              new Told(
                  1,
                  List.of(
                      Arrival.at("mail1", "A1", now)
                          .by(Arrival.client("192.0.2.10", "anna@shop.example"))
                          .to(120)
                          .entered()))));
      now = now.plus(Accounting.SETTLING);
      measuring.countWaiting();
      assertThat(alarms).hasSize(1);
    }
  }

  @Test
  void aRestartCountsNothingTwiceAndForgetsNothing() throws SQLException, IOException {
    try (Watch watch = watch(measuring())) {
      send(watch, 60);
    }
    assertThat(folder.resolve(MeterFile.FILE)).exists();
    Measuring measuring = measuring();
    try (Watch watch = watch(measuring)) {
      send(watch, 7);
      assertThat(recipients(measuring, now)).isEqualTo(67);
    }
  }

  /// As after kill -9: the passages are kept, the meters are not.
  @Test
  void whatTheFileDoesNotCountIsCountedAnewFromThePassages() throws SQLException, IOException {
    try (Watch watch = watch(measuring())) {
      send(watch, 60);
    }
    Path file = folder.resolve(MeterFile.FILE);
    byte[] first = Files.readAllBytes(file);
    try (Watch watch = watch(measuring())) {
      send(watch, 30);
    }
    Files.write(file, first);
    Measuring measuring = measuring();
    try (Watch watch = watch(measuring)) {
      send(watch, 7);
      assertThat(recipients(measuring, now)).isEqualTo(97);
      assertThat(alarms).isEmpty();
    }
  }

  @Test
  void withoutTheFileHistoryComesFromThePassages() throws SQLException, IOException {
    try (Watch watch = watch(measuring())) {
      for (int day = 0; day < 20; day++) {
        send(watch, 16);
        now = now.plus(Duration.ofDays(1));
      }
    }
    Files.delete(folder.resolve(MeterFile.FILE));
    Measuring measuring = measuring();
    try (Watch watch = watch(measuring)) {
      send(watch, 1);
      Reading reading = measuring.meters().read(SHOP, now);
      assertThat(reading.usual().orElseThrow().anyHour()).isEqualTo(16);
    }
  }

  @Test
  void aDamagedFileIsAsNone() throws SQLException, IOException {
    try (Watch watch = watch(measuring())) {
      send(watch, 60);
    }
    Path file = folder.resolve(MeterFile.FILE);
    byte[] octets = Files.readAllBytes(file);
    octets[octets.length / 2] ^= 1;
    Files.write(file, octets);
    Measuring measuring = measuring();
    try (Watch watch = watch(measuring)) {
      send(watch, 7);
      assertThat(recipients(measuring, now)).isEqualTo(67);
    }
  }
}
