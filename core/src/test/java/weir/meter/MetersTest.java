package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.likeness.Template;
import weir.maillog.LogEvent.Result;
import weir.net.IpPrefix;

class MetersTest {
  /// The beginning of a window of the clock, of each length.
  private static final Instant T = Instant.parse("2026-11-30T00:00:00Z");

  private static final Nest ANN =
      Nest.ofLogin("ann@shop.example", "shop.example", "shop", "mail1").soldBy("dealer");
  private static final MeterKey LOGIN = new MeterKey(Kind.LOGIN, "ann@shop.example");
  private static final MeterKey ACCOUNT = new MeterKey(Kind.ACCOUNT, "shop");

  private final Meters meters = new Meters(1_000);

  private static Metered.Sent sent(Instant at, Nest nest, int recipients) {
    return new Metered.Sent(
        at,
        nest,
        recipients,
        OptionalLong.of(4_000),
        Optional.of("Ann@shop.example"),
        Optional.of("Offer #"),
        IpPrefix.parse("192.0.2.0/24"),
        Optional.empty());
  }

  private void send(Instant at, int recipients) {
    meters.take(sent(at, ANN, recipients), at);
  }

  private void answer(Instant at, String recipient, Result result, String text) {
    meters.take(new Metered.Answered(at, ANN, recipient, Answer.of(result, text)), at);
  }

  private long value(MeterKey key, Measure measure, Window window, Instant now) {
    return meters.read(key, now).value(measure, window);
  }

  @Test
  void aMessageCountsForEverybodyAroundItsSender() {
    send(T, 3);
    send(T.plusSeconds(1), 2);
    for (MeterKey key : ANN.keys()) {
      assertThat(value(key, Measure.MESSAGES, Window.HOUR, T.plusSeconds(2))).isEqualTo(2);
      assertThat(value(key, Measure.RECIPIENTS, Window.MINUTE, T.plusSeconds(2))).isEqualTo(5);
      assertThat(value(key, Measure.OCTETS, Window.DAY, T.plusSeconds(2))).isEqualTo(8_000);
      assertThat(value(key, Measure.SENDERS, Window.DAY, T.plusSeconds(2))).isEqualTo(1);
      assertThat(value(key, Measure.NETWORKS, Window.DAY, T.plusSeconds(2))).isEqualTo(1);
      assertThat(value(key, Measure.SUBJECTS, Window.DAY, T.plusSeconds(2))).isEqualTo(1);
    }
    assertThat(ANN.keys()).hasSize(5);
    assertThat(value(new MeterKey(Kind.ACCOUNT, "other"), Measure.MESSAGES, Window.DAY, T))
        .isZero();
  }

  @Test
  void windowsSlide() {
    send(T, 60);
    assertThat(value(LOGIN, Measure.RECIPIENTS, Window.MINUTE, T.plusSeconds(59))).isEqualTo(60);
    assertThat(value(LOGIN, Measure.RECIPIENTS, Window.MINUTE, T.plusSeconds(75))).isEqualTo(45);
    assertThat(value(LOGIN, Measure.RECIPIENTS, Window.MINUTE, T.plusSeconds(120))).isZero();
    assertThat(value(LOGIN, Measure.RECIPIENTS, Window.HOUR, T.plusSeconds(120))).isEqualTo(60);
    assertThat(value(LOGIN, Measure.RECIPIENTS, Window.DAY, T.plus(Duration.ofHours(36))))
        .isEqualTo(30);
  }

  @Test
  void differentThingsCountOnceAlsoOverTwoWindows() {
    for (int i = 0; i < 10; i++) {
      answer(T.plusSeconds(i), "r" + i + "@d" + i % 2 + ".example", Result.DELIVERED, "");
    }
    Instant later = T.plusSeconds(60);
    answer(later, "R0@d0.example", Result.DELIVERED, "");
    answer(later, "new@d0.example", Result.DELIVERED, "");
    assertThat(value(LOGIN, Measure.DIFFERENT_RECIPIENTS, Window.MINUTE, later)).isEqualTo(11);
    assertThat(value(LOGIN, Measure.RECIPIENT_DOMAINS, Window.MINUTE, later)).isEqualTo(2);
    assertThat(value(LOGIN, Measure.DIFFERENT_RECIPIENTS, Window.MINUTE, later.plusSeconds(30)))
        .isEqualTo(2 + 9 / 2);
    assertThat(value(LOGIN, Measure.TAKEN, Window.HOUR, later)).isEqualTo(12);
  }

  @Test
  void answersAreCountedByWhatTheySay() {
    answer(T, "a@x.example", Result.FAILED, "550 5.1.1 user unknown");
    answer(T, "b@x.example", Result.FAILED, "554 blocked using a list");
    answer(T, "c@x.example", Result.DEFERRED, "450 try later");
    answer(T, "d@x.example", Result.DELIVERED, "250 ok");
    assertThat(value(ACCOUNT, Measure.FAILED, Window.HOUR, T)).isEqualTo(2);
    assertThat(value(ACCOUNT, Measure.INVALID, Window.HOUR, T)).isEqualTo(1);
    assertThat(value(ACCOUNT, Measure.BLOCKED, Window.HOUR, T)).isEqualTo(1);
    assertThat(value(ACCOUNT, Measure.DEFERRED, Window.HOUR, T)).isEqualTo(1);
    assertThat(value(ACCOUNT, Measure.TAKEN, Window.HOUR, T)).isEqualTo(1);
    assertThat(value(ACCOUNT, Measure.MESSAGES, Window.HOUR, T)).isZero();
  }

  @Test
  void moreRecipientsAreNoMoreMessages() {
    send(T, 1);
    meters.take(new Metered.More(T, ANN, 4), T);
    assertThat(value(LOGIN, Measure.RECIPIENTS, Window.HOUR, T)).isEqualTo(5);
    assertThat(value(LOGIN, Measure.MESSAGES, Window.HOUR, T)).isEqualTo(1);
  }

  @Test
  void aLoginThatFailedTellsNothingOfWhereItsOwnerIs() {
    meters.take(
        new Metered.LoggedIn(
            T, ANN, IpPrefix.parse("198.51.100.0/24"), Optional.of("NL"), false, 7),
        T);
    assertThat(value(LOGIN, Measure.WRONG_LOGINS, Window.HOUR, T)).isEqualTo(7);
    assertThat(value(LOGIN, Measure.NETWORKS, Window.HOUR, T)).isZero();
    meters.take(
        new Metered.LoggedIn(T, ANN, IpPrefix.parse("192.0.2.0/24"), Optional.of("DE"), true, 1),
        T);
    assertThat(value(LOGIN, Measure.LOGINS, Window.HOUR, T)).isEqualTo(1);
    assertThat(value(LOGIN, Measure.NETWORKS, Window.HOUR, T)).isEqualTo(1);
    assertThat(value(LOGIN, Measure.COUNTRIES, Window.HOUR, T)).isEqualTo(1);
  }

  @Test
  void whatComesLateCountsWhereItIsStillCovered() {
    Instant now = T.plus(Duration.ofMinutes(30));
    meters.take(sent(T, ANN, 8), now);
    assertThat(value(LOGIN, Measure.RECIPIENTS, Window.TEN_MINUTES, now)).isZero();
    assertThat(value(LOGIN, Measure.RECIPIENTS, Window.HOUR, now)).isEqualTo(8);
    meters.take(sent(now.plus(Duration.ofDays(3)), ANN, 1), now);
    assertThat(value(LOGIN, Measure.RECIPIENTS, Window.TEN_MINUTES, now)).isEqualTo(1);
  }

  @Test
  void whatIsUsualIsSaidAfterTwoWeeks() {
    for (int day = 0; day < 20; day++) {
      Instant at = T.plus(Duration.ofDays(day)).plus(Duration.ofHours(9));
      send(at, 16);
      boolean speaks = meters.read(LOGIN, at).usual().isPresent();
      assertThat(speaks).isEqualTo(day >= 14);
    }
    Instant now = T.plus(Duration.ofDays(21)).plus(Duration.ofHours(10));
    assertThat(meters.read(LOGIN, now).usual()).contains(new Usual(16, 16, 16));
    assertThat(meters.read(LOGIN, now.plus(Duration.ofHours(5))).usual())
        .contains(new Usual(0, 16, 16));
  }

  @Test
  void atTheBoundTheOneThatWasQuietForTheLongestGoes() {
    Meters three = new Meters(3);
    for (String account : new String[] {"a", "b", "c", "a", "d"}) {
      three.take(sent(T, Nest.ofLogin("l", "d", account, "h"), 1), T);
    }
    assertThat(three.size(Kind.ACCOUNT)).isEqualTo(3);
    assertThat(three.evicted()).isEqualTo(1);
    assertThat(three.read(new MeterKey(Kind.ACCOUNT, "b"), T).value(Measure.MESSAGES, Window.DAY))
        .isZero();
    assertThat(three.read(new MeterKey(Kind.ACCOUNT, "a"), T).value(Measure.MESSAGES, Window.DAY))
        .isEqualTo(2);
  }

  /// Half a megabyte for a thousand accounts that are busy, and then for those that are quiet.
  @Test
  void memoryIsBoundedAndWhoIsQuietTakesLittleOfIt() {
    Meters small = new Meters(100_000, 2_000_000);
    for (int i = 0; i < 1_000; i++) {
      small.take(sent(T, Nest.ofLogin("l", "d", "account" + i, "h"), 1), T);
    }
    assertThat(small.octets()).isLessThan(2_000_000);
    int busy = small.size(Kind.ACCOUNT);
    assertThat(busy).isBetween(100, 900);
    assertThat(small.evicted()).isEqualTo(1_000 - busy);
    Instant now = T;
    for (int i = 0; i < 1_000; i++) {
      now = now.plus(Duration.ofHours(1));
      small.take(sent(now, Nest.ofLogin("l", "d", "other" + i, "h"), 1), now);
    }
    assertThat(small.size(Kind.ACCOUNT)).isGreaterThan(busy);
    assertThat(small.octets()).isLessThan(2_000_000);
  }

  @Test
  void whoeverWasQuietForLongIsForgotten() {
    send(T, 1);
    meters.forget(T);
    assertThat(meters.size(Kind.LOGIN)).isEqualTo(1);
    meters.forget(T.plusSeconds(1));
    assertThat(meters.size(Kind.LOGIN)).isZero();
  }

  @Test
  void whoIsQuietKeepsNoWindows() throws IOException {
    send(T, 1);
    int busy = written().length;
    meters.settle(T.plus(Duration.ofHours(1)));
    assertThat(value(LOGIN, Measure.MESSAGES, Window.DAY, T.plus(Duration.ofHours(1))))
        .isEqualTo(1);
    meters.settle(T.plus(Duration.ofDays(2)));
    assertThat(written().length).isLessThan(busy / 2);
    assertThat(meters.size(Kind.LOGIN)).isEqualTo(1);
  }

  @Test
  void areReadAsTheyWereWritten() throws IOException {
    whatIsUsualIsSaidAfterTwoWeeks();
    Instant now = T.plus(Duration.ofDays(21)).plus(Duration.ofHours(10));
    for (int i = 0; i < 100; i++) {
      answer(now, "r" + i + "@x.example", Result.FAILED, "550 5.1.1");
    }
    Meters read = new Meters(1_000);
    byte[] written = written();
    read.read(new DataInputStream(new ByteArrayInputStream(written)));
    for (MeterKey key : ANN.keys()) {
      for (Measure measure : Measure.values()) {
        for (Window window : Window.values()) {
          assertThat(read.read(key, now).value(measure, window))
              .isEqualTo(value(key, measure, window, now));
        }
      }
      assertThat(read.read(key, now).usual()).isEqualTo(meters.read(key, now).usual());
    }
  }

  @Test
  void whatIsDamagedChangesNothing() throws IOException {
    send(T, 1);
    byte[] written = written();
    DataInputStream half =
        new DataInputStream(new ByteArrayInputStream(written, 0, written.length / 2));
    assertThatThrownBy(() -> meters.read(half)).isInstanceOf(IOException.class);
    DataInputStream foreign = new DataInputStream(new ByteArrayInputStream(new byte[100]));
    assertThatThrownBy(() -> meters.read(foreign)).hasMessageContaining("another format");
    assertThat(value(LOGIN, Measure.MESSAGES, Window.HOUR, T)).isEqualTo(1);
  }

  private byte[] written() throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    meters.write(new DataOutputStream(octets));
    return octets.toByteArray();
  }

  @Test
  void aLoginsMessagesFromWhereItNeverWasAreCountedApart() {
    sendFrom(T, "192.0.2.0/24", "AA");
    Instant later = T.plus(History.SILENT);
    sendFrom(later, "192.0.2.0/24", "AA");
    sendFrom(later, "198.51.100.0/24", "AA");
    sendFrom(later, "203.0.113.0/24", "BB");
    assertThat(value(LOGIN, Measure.FROM_NEW_NETWORK, Window.HOUR, later)).isEqualTo(2);
    assertThat(value(LOGIN, Measure.FROM_NEW_COUNTRY, Window.HOUR, later)).isEqualTo(1);
    assertThat(value(ACCOUNT, Measure.FROM_NEW_NETWORK, Window.HOUR, later)).isZero();
  }

  private void sendFrom(Instant at, String network, String country) {
    Metered.Sent sent =
        new Metered.Sent(
            at,
            ANN,
            1,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            IpPrefix.parse(network),
            Optional.of(country));
    meters.take(sent, at);
  }

  @Test
  void aKeyHasAName() {
    assertThatThrownBy(() -> new MeterKey(Kind.LOGIN, " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new MeterKey(Kind.SCRIPT, "x".repeat(5_000)).name()).hasSize(MeterKey.LONGEST);
    assertThat(Nest.NONE.keys()).isEmpty();
  }

  private void write(Instant at, Nest nest, Template template) {
    meters.take(
        new Metered.Sent(
            at,
            nest,
            1,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(template)),
        at);
  }

  private long alike(Instant now) {
    return meters.read(LOGIN, now).value(Measure.SAME_TEMPLATE, Window.HOUR);
  }

  /// One of a template, which differs from the others by a bit or two.
  private static Template like(long bits, int number) {
    return new Template(bits ^ 1L << number % 8);
  }

  @Test
  void textsThatAreAlikeAreCountedAsOneTemplate() {
    for (int i = 0; i < 9; i++) {
      write(T, ANN, like(0x0f0f_0f0f_0f0f_0f0fL, i));
      write(T, ANN, like(0x00ff_00ff_00ff_00ffL, i));
    }
    write(T, ANN, like(0x0f0f_0f0f_0f0f_0f0fL, 3));
    send(T, 1);
    assertThat(alike(T)).isEqualTo(10);
  }

  @Test
  void whoWritesEachLetterAnewHasNoTemplateHoweverManyThereAre() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      write(T, ANN, new Template(random.nextLong()));
    }
    assertThat(alike(T)).isLessThanOrEqualTo(3);
  }

  @Test
  void oneTemplateAmongManyOthersIsCountedTooLowByAFifthAtMost() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      write(T, ANN, new Template(random.nextLong()));
      write(T, ANN, like(0x1234_5678_9abc_def0L, i));
    }
    assertThat(alike(T)).isBetween(500L - 1_000 / 5, 500L);
  }

  @Test
  void aTemplateLeavesItsWindowAsAllElse() {
    Instant hour = T.truncatedTo(ChronoUnit.HOURS);
    for (int i = 0; i < 8; i++) {
      write(hour, ANN, like(5, i));
    }
    assertThat(alike(hour.plus(Duration.ofMinutes(90)))).isEqualTo(4);
    write(hour.plus(Duration.ofMinutes(90)), ANN, like(5, 1));
    assertThat(alike(hour.plus(Duration.ofMinutes(90)))).isEqualTo(5);
    assertThat(alike(hour.plus(Duration.ofMinutes(120)))).isEqualTo(1);
  }

  @Test
  void templatesAreWrittenAndRead() throws IOException {
    for (int i = 0; i < 7; i++) {
      write(T, ANN, like(5, i));
    }
    Meters read = new Meters(10);
    byte[] written = written();
    read.read(new DataInputStream(new ByteArrayInputStream(written)));

    assertThat(read.read(LOGIN, T).value(Measure.SAME_TEMPLATE, Window.DAY)).isEqualTo(7);
    written[3]++;
    assertThatThrownBy(() -> read.read(new DataInputStream(new ByteArrayInputStream(written))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatWasWrittenBeforeConnectionsWereCountedIsRead() throws IOException {
    ByteArrayOutputStream former = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(former);
    for (int sum = 1; sum <= Measure.FORMER_SUMS; sum++) {
      out.writeLong(sum);
    }
    out.writeByte(0);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(former.toByteArray()));

    Part read = Part.read(in, Measure.FORMER_SUMS);

    assertThat(read.sum(Measure.MESSAGES)).isEqualTo(1);
    assertThat(read.sum(Measure.FROM_NEW_COUNTRY)).isEqualTo(Measure.FORMER_SUMS);
    assertThat(read.sum(Measure.CONNECTIONS)).isZero();
    assertThat(in.read()).isNegative();
  }

  @Test
  void connectionsPastTheMailServersAreCounted() {
    meters.take(new Metered.Tried(T, ANN, 3), T);
    meters.take(new Metered.Tried(T.plusSeconds(60), ANN, 1), T.plusSeconds(60));
    assertThat(value(LOGIN, Measure.CONNECTIONS, Window.HOUR, T.plusSeconds(60))).isEqualTo(4);
  }
}
