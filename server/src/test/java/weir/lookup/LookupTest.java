package weir.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import weir.asking.ProgramSettings;
import weir.routing.MapAnswer;
import weir.routing.MapLine;
import weir.testkit.Until;

class LookupTest {
  private static final MapAnswer FOUND = new MapAnswer.Found(MapLine.of(List.of("hop=inside")));

  private final AtomicLong now = new AtomicLong();

  /// A source that does as it is told.
  private static final class Told implements Source {
    final List<String> asked = new ArrayList<>();
    MapAnswer answer = FOUND;
    Optional<String> down = Optional.empty();
    Optional<String> garbage = Optional.empty();

    @Override
    public synchronized MapAnswer ask(String name) throws IOException, NoAnswer {
      asked.add(name);
      if (down.isPresent()) {
        throw new IOException(down.get());
      }
      if (garbage.isPresent()) {
        throw new NoAnswer(garbage.get());
      }
      return answer;
    }

    @Override
    public void close() {}
  }

  private final Told source = new Told();

  private Lookup lookup() {
    return lookup(source, settings(4, 10, Duration.ofSeconds(5)));
  }

  private Lookup lookup(Source of, LookupSettings settings) {
    return new Lookup(settings, of, now::get);
  }

  private static LookupSettings settings(int atOnce, int waiting, Duration deadline) {
    return new LookupSettings(
        new SourceSettings.Command(new ProgramSettings(Path.of("/nowhere"), List.of())),
        atOnce,
        waiting,
        deadline,
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Duration.ofDays(1),
        Duration.ofSeconds(2),
        1_000);
  }

  private void later(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static String cause(MapAnswer answer) {
    return answer instanceof MapAnswer.Unknown(var cause) ? cause : answer.toString();
  }

  @Test
  void whatWasFoundIsNotAskedForAgainUntilItsTimeIsOver() throws Exception {
    try (Lookup lookup = lookup()) {
      assertThat(lookup.ask("shop.example")).isEqualTo(FOUND);
      later(Duration.ofMinutes(5).minusNanos(1));
      assertThat(lookup.ask("shop.example")).isEqualTo(FOUND);
      assertThat(source.asked).hasSize(1);
      later(Duration.ofNanos(1));
      assertThat(lookup.ask("shop.example")).isEqualTo(FOUND);
      assertThat(source.asked).hasSize(2);
    }
  }

  @Test
  void whatIsAbsentHasATimeOfItsOwn() throws Exception {
    source.answer = MapAnswer.ABSENT;
    try (Lookup lookup = lookup()) {
      lookup.ask("other.example");
      later(Duration.ofSeconds(59));
      lookup.ask("other.example");
      assertThat(source.asked).hasSize(1);
      later(Duration.ofSeconds(1));
      source.answer = FOUND;
      assertThat(lookup.ask("other.example")).isEqualTo(FOUND);
    }
  }

  @Test
  void aSourceThatFailsLeavesItsLastGoodAnswerForADay() throws Exception {
    try (Lookup lookup = lookup()) {
      lookup.ask("shop.example");
      source.down = Optional.of("connection refused");
      later(Duration.ofHours(23));
      assertThat(lookup.ask("shop.example")).isEqualTo(FOUND);
      assertThat(lookup.trouble()).contains("connection refused");
      assertThat(lookup.counts().lastGood.sum()).isEqualTo(1);
      later(Duration.ofHours(1));
      assertThat(cause(lookup.ask("shop.example"))).isEqualTo("connection refused");
    }
  }

  @Test
  void thatANameIsAbsentIsNeverBelievedLongerWhileTheSourceFails() throws Exception {
    source.answer = MapAnswer.ABSENT;
    try (Lookup lookup = lookup()) {
      lookup.ask("new.example");
      source.down = Optional.of("connection refused");
      later(Duration.ofMinutes(1));
      assertThat(lookup.ask("new.example")).isInstanceOf(MapAnswer.Unknown.class);
    }
  }

  @Test
  void aSourceThatWasNeverReachedKnowsNothing() throws Exception {
    source.down = Optional.of("no route to host");
    try (Lookup lookup = lookup()) {
      assertThat(cause(lookup.ask("shop.example"))).isEqualTo("no route to host");
    }
  }

  @Test
  void aSourceThatCannotBeReachedIsLeftAloneForAMoment() throws Exception {
    source.down = Optional.of("connection refused");
    try (Lookup lookup = lookup()) {
      lookup.ask("a.example");
      assertThat(cause(lookup.ask("b.example"))).isEqualTo("connection refused");
      assertThat(source.asked).containsExactly("a.example");
      later(Duration.ofSeconds(2));
      source.down = Optional.empty();
      assertThat(lookup.ask("b.example")).isEqualTo(FOUND);
      assertThat(lookup.trouble()).isEmpty();
    }
  }

  @Test
  void anAnswerThatMakesNoSenseKeepsNoOtherNameFromBeingAsked() throws Exception {
    source.garbage = Optional.of("said nothing");
    try (Lookup lookup = lookup()) {
      assertThat(cause(lookup.ask("a.example"))).isEqualTo("said nothing");
      source.garbage = Optional.empty();
      assertThat(lookup.ask("b.example")).isEqualTo(FOUND);
    }
  }

  @Test
  void askedAnewWhatIsRememberedIsOnlyTheLastGoodAnswer() throws Exception {
    try (Lookup lookup = lookup()) {
      lookup.ask("shop.example");
      lookup.askAnew();
      lookup.ask("shop.example");
      assertThat(source.asked).hasSize(2);
      lookup.askAnew();
      source.down = Optional.of("connection refused");
      assertThat(lookup.ask("shop.example")).isEqualTo(FOUND);
    }
  }

  @Test
  void aNameThatFailsLeavesAllOthersToBeAskedFor() throws Exception {
    source.garbage = Optional.of("ended with status 3");
    try (Lookup lookup = lookup()) {
      assertThat(cause(lookup.ask("odd.example"))).isEqualTo("ended with status 3");
      source.garbage = Optional.empty();
      assertThat(lookup.ask("shop.example")).isEqualTo(FOUND);
    }
  }

  @Test
  void aNameWithALineEndIsNeverAskedFor() throws Exception {
    try (Lookup lookup = lookup()) {
      assertThat(lookup.ask("\"a\nb\"@shop.example")).isEqualTo(MapAnswer.ABSENT);
      assertThat(source.asked).isEmpty();
    }
  }

  /// Holds every question until it is let go.
  private static final class Holding implements Source {
    final Semaphore goes = new Semaphore(0);
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final CountDownLatch firstHere = new CountDownLatch(1);

    @Override
    public MapAnswer ask(String name) throws InterruptedException {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      firstHere.countDown();
      goes.acquire();
      running.decrementAndGet();
      return FOUND;
    }

    @Override
    public void close() {}
  }

  private static List<MapAnswer> all(
      Lookup lookup, int count, BiFunction<Integer, Lookup, String> name, Runnable begun)
      throws Exception {
    try (var sessions = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<MapAnswer>> waiting = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String wanted = name.apply(i, lookup);
        waiting.add(sessions.submit(() -> lookup.ask(wanted)));
      }
      begun.run();
      List<MapAnswer> answers = new ArrayList<>();
      for (Future<MapAnswer> one : waiting) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  @Test
  void manyWhoWantOneNameAskOnce() throws Exception {
    Holding held = new Holding();
    try (Lookup lookup = lookup(held, settings(4, 10, Duration.ofSeconds(5)))) {
      List<MapAnswer> answers =
          all(
              lookup,
              20,
              (_, _) -> "shop.example",
              () -> {
                Until.holds(() -> lookup.counts().joined.sum() == 19);
                held.goes.release(20);
              });
      assertThat(answers).hasSize(20).containsOnly(FOUND);
      assertThat(lookup.counts().asked.sum()).isEqualTo(1);
    }
  }

  @Test
  void noMoreAreAskedAtOnceThanMayAndThoseWhoFindNoRoomFailAtOnce() throws Exception {
    Holding held = new Holding();
    try (Lookup lookup = lookup(held, settings(2, 3, Duration.ofSeconds(5)))) {
      List<MapAnswer> answers =
          all(
              lookup,
              9,
              (i, _) -> "d" + i + ".example",
              () -> {
                Until.holds(() -> lookup.counts().failures.sum() == 4 && held.running.get() == 2);
                held.goes.release(9);
              });
      assertThat(answers).filteredOn(FOUND::equals).hasSize(5);
      assertThat(answers)
          .filteredOn(answer -> !answer.equals(FOUND))
          .allMatch(answer -> cause(answer).equals("more work waits than may wait"));
      assertThat(held.most).hasValue(2);
    }
  }

  @Test
  void whoWaitsTooLongIsToldSo() throws Exception {
    Holding held = new Holding();
    try (Lookup lookup = lookup(held, settings(1, 3, Duration.ofMillis(20)))) {
      assertThat(cause(lookup.ask("shop.example"))).isEqualTo("no answer within 20 ms");
    }
  }
}
