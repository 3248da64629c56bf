package weir.agent.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.maillog.Entrance;
import weir.observation.Observation;
import weir.observation.Observations;
import weir.observation.Origin;
import weir.observation.Passage;
import weir.observation.Passages;

class QueueLookTest {
  private static final Duration LATER = QueueLook.LEFT_TO_THE_LOG.plusSeconds(1);

  @TempDir private Path folder;
  private final Taken taken = new Taken();
  private QmailFiles files;
  private Path spool;
  private Path kept;
  private Instant now = Instant.now();

  /// Whoever takes in what is told, as the server does it: by marks, and passages that are joined.
  private static final class Taken implements Observations {
    final Passages passages =
        new Passages((_, _) -> Optional.empty(), _ -> Origin.AUTHORED, 100, 1);
    final List<Observation> all = new ArrayList<>();
    long told;
    boolean isBroken;

    @Override
    public void take(String source, List<Told> news) throws IOException {
      if (isBroken) {
        throw new IOException("the disk is full");
      }
      for (Told each : news) {
        assertThat(each.mark()).isGreaterThan(told);
        told = each.mark();
        all.addAll(each.observations());
        each.observations().forEach(passages::take);
      }
    }

    <T extends Observation> List<T> of(Class<T> kind) {
      return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<Passage> changed() {
      return passages.changes().updated();
    }
  }

  @BeforeEach
  void files() throws IOException {
    spool = Files.createDirectory(folder.resolve("queue"));
    Files.createDirectory(spool.resolve("mess"));
    kept = folder.resolve("spool.known");
    files = new QmailFiles(spool);
  }

  private QueueLook begin(int most) {
    WatchedQueue queue =
        new WatchedQueue(
            "spool", "web1", new Spool(Spool.Server.QMAIL, spool), Duration.ofMinutes(1), most);
    return new QueueLook(queue, taken, new KnownFile(kept), taken.told, () -> now);
  }

  private void message(long number, Instant came) throws IOException {
    files.message(
        number,
        "anna@shop.example",
        "x@example.net",
        QmailFiles.uid(
            2001,
            "Subject: cheap\nX-PHP-Originating-Script: 2001:mail.php\n\nhttp://www.cheap.example/x\n"));
    Files.setLastModifiedTime(files.path("mess", number), FileTime.from(came));
  }

  private void gone(long number) throws IOException {
    for (String part : List.of("info", "remote", "mess")) {
      Files.deleteIfExists(files.path(part, number));
    }
  }

  @Test
  void whatLiesThereIsToldOnceWithWhatTheServerWroteDown() throws IOException {
    Instant came = now;
    message(23, came);
    QueueLook look = begin(100);
    look.look();
    assertThat(taken.all).as("what is young is the log's").isEmpty();
    now = now.plus(LATER);
    look.look();
    look.look();
    assertThat(taken.of(Observation.Lying.class))
        .singleElement()
        .satisfies(lying -> {
          assertThat(lying.witness().host()).isEqualTo("web1");
          assertThat(lying.witness().at()).isEqualTo(now);
          assertThat(lying.seen().key().since()).isEqualTo(came);
          assertThat(lying.seen().by())
              .contains(new Entrance.Program(OptionalLong.of(2001), Optional.empty()));
          assertThat(lying.seen().subject()).contains("cheap");
          assertThat(lying.seen().script()).contains("2001:mail.php");
          assertThat(lying.seen().likeness().links()).containsExactly("cheap.example");
          assertThat(lying.seen().recipients()).hasValue(1);
        });
    assertThat(look.coverage().known()).isEqualTo(1);
    assertThat(look.coverage().lookedAt()).contains(now);
  }

  @Test
  void whatHasLeftIsToldWhenTheLogHadItsTimeAndAsOfWhenItWasThereLast() throws IOException {
    message(23, now);
    QueueLook look = begin(100);
    now = now.plus(LATER);
    look.look();
    Instant last = now;
    gone(23);
    now = now.plusSeconds(10);
    look.look();
    assertThat(taken.of(Observation.Ended.class)).isEmpty();
    now = now.plus(LATER);
    look.look();
    look.look();
    assertThat(taken.of(Observation.Ended.class))
        .singleElement()
        .satisfies(ended -> assertThat(ended.witness().at()).isEqualTo(last));
    assertThat(taken.changed()).singleElement().satisfies(it -> assertThat(it.isOpen()).isFalse());
    assertThat(look.coverage().known()).isZero();
  }

  @Test
  void afterARestartNothingCountsTwiceAndWhatLeftMeanwhileIsTold() throws IOException {
    message(23, now);
    message(24, now);
    now = now.plus(LATER);
    begin(100).look();
    gone(23);
    QueueLook next = begin(100);
    next.look();
    now = now.plus(LATER);
    next.look();
    assertThat(taken.of(Observation.Lying.class)).hasSize(2);
    assertThat(taken.of(Observation.Ended.class))
        .singleElement()
        .satisfies(ended -> assertThat(ended.key().id()).isEqualTo("23"));
  }

  @Test
  void whatWasToldBeforeTheFileWasKeptIsTheSameMessage() throws IOException {
    message(23, now);
    now = now.plus(LATER);
    begin(100).look();
    for (String damaged : new String[] {"", "weir known messages 1\n23 x\nend\n", "\0"}) {
      Files.writeString(kept, damaged);
      begin(100).look();
    }
    Files.delete(kept);
    begin(100).look();
    assertThat(taken.of(Observation.Lying.class)).hasSize(5);
    assertThat(taken.changed()).hasSize(1);
    assertThat(taken.passages.size()).isEqualTo(1);
  }

  @Test
  void whoeverHasForgottenAllIsToldAllAgain() throws IOException {
    message(23, now);
    now = now.plus(LATER);
    begin(100).look();
    taken.told = 0;
    begin(100).look();
    assertThat(taken.of(Observation.Lying.class)).hasSize(2);
  }

  @Test
  void whatIsNotTakenIsToldByTheNextLook() throws IOException {
    message(23, now);
    now = now.plus(LATER);
    QueueLook look = begin(100);
    taken.isBroken = true;
    assertThatThrownBy(look::look).hasMessage("the disk is full");
    taken.isBroken = false;
    look.look();
    assertThat(taken.of(Observation.Lying.class)).hasSize(1);
  }

  @Test
  void aNumberThatIsUsedAgainIsAnotherMessage() throws IOException {
    message(23, now);
    now = now.plus(LATER);
    QueueLook look = begin(100);
    look.look();
    gone(23);
    Instant second = now.plusSeconds(1);
    message(23, second);
    now = now.plus(LATER).plusSeconds(1);
    look.look();
    assertThat(taken.all).hasSize(3);
    assertThat(taken.all.get(1)).isInstanceOf(Observation.Ended.class);
    assertThat(taken.changed()).extracting(Passage::isOpen).containsExactly(false, true);
  }

  @Test
  void aLookReadsSoManyAndTheNextOneTheOthers() throws IOException {
    for (int number = 1; number <= 7; number++) {
      message(number, now);
    }
    now = now.plus(LATER);
    QueueLook look = begin(3);
    assertThat(look.look()).isTrue();
    assertThat(look.coverage().waiting()).isEqualTo(4);
    assertThat(look.look()).isTrue();
    assertThat(look.look()).isFalse();
    assertThat(look.coverage().waiting()).isZero();
    assertThat(look.coverage().messages()).isEqualTo(7);
    assertThat(taken.changed()).hasSize(7);
  }

  @Test
  void whatIsNoMessageIsCountedOnceAndShown() throws IOException {
    message(23, now);
    Files.writeString(files.path("info", 23), "\1broken\0");
    now = now.plus(LATER);
    QueueLook look = begin(100);
    look.look();
    look.look();
    assertThat(look.coverage().unknown()).isEqualTo(1);
    assertThat(look.coverage().samples()).singleElement().asString().startsWith("23: ");
    assertThat(taken.all).isEmpty();
  }

  @Test
  void messagesThatVanishWhileTheyAreReadAreNoMistake() throws IOException {
    message(23, now);
    Files.delete(files.path("info", 23));
    message(24, now);
    Files.delete(files.path("mess", 24));
    Files.createSymbolicLink(files.path("mess", 24), folder.resolve("nowhere"));
    now = now.plus(LATER);
    QueueLook look = begin(100);
    assertThat(look.look()).isFalse();
    assertThat(look.coverage().unknown()).isZero();
    assertThat(taken.all).isEmpty();
  }

  @Test
  void invariant_04_aQueueThatIsNotThereIsNotTakenForAnEmptyOne() throws IOException {
    message(23, now);
    now = now.plus(LATER);
    QueueLook look = begin(100);
    look.look();
    Files.move(spool, folder.resolve("elsewhere"));
    now = now.plus(LATER);
    assertThatThrownBy(look::look).isInstanceOf(IOException.class);
    now = now.plus(LATER);
    assertThatThrownBy(look::look).isInstanceOf(IOException.class);
    assertThat(taken.of(Observation.Ended.class)).isEmpty();
  }

  @Test
  void whatIsHeldAndReleasedIsTold() throws IOException {
    message(23, now);
    now = now.plus(LATER);
    QueueLook look = begin(100);
    look.look();
    Path held = spool.resolve("weir-held");
    for (String part : List.of("info", "remote", "mess")) {
      Path to = held.resolve(spool.relativize(files.path(part, 23)));
      Files.createDirectories(to.getParent());
      Files.move(files.path(part, 23), to);
    }
    look.look();
    assertThat(taken.all.getLast()).isInstanceOf(Observation.Held.class);
    for (String part : List.of("info", "remote", "mess")) {
      Files.move(held.resolve(spool.relativize(files.path(part, 23))), files.path(part, 23));
    }
    look.look();
    assertThat(taken.all.getLast()).isInstanceOf(Observation.Released.class);
    assertThat(taken.all).hasSize(3);
  }
}
