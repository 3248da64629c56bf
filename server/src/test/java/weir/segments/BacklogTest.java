package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.segments.Entries.T;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import weir.journal.Entry;
import weir.verdict.Stage;

/// What becomes of entries when the store is slow or fails.
class BacklogTest {

  private static final int ROOM = 100;
  private static final int RESERVE = 25;
  private static final int PIECES = 3;

  private final Backlog backlog = new Backlog(ROOM, InstantSource.fixed(T));

  /// Keeps what it is given, waits at a latch, and fails on order.
  private static final class Store implements JournalStore {
    private final List<Entry> kept = new ArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private volatile boolean broken;

    @Override
    public int write(List<Entry> entries) throws IOException {
      reached.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (broken) {
        throw new IOException("disk I/O error");
      }
      kept.addAll(entries);
      return 0;
    }

    @Override
    public void close() {}
  }

  private Thread start(Writer writer) {
    return Thread.ofPlatform().daemon().start(writer);
  }

  private static Entry.Transaction withEvidence(int n) {
    return Entries.transaction(
        "id" + n,
        T,
        "192.0.2.1",
        "a@example.net",
        "b@example.com",
        Entry.End.REFUSED,
        List.of(Entries.passed(Stage.CONNECT), Entries.refused()));
  }

  @Test
  void aFullQueueLosesEvidenceFirstThenEntriesAndSaysHowMany() throws Exception {
    Store store = new Store();
    Writer writer = new Writer(backlog, store);
    backlog.add(withEvidence(0));
    Thread thread = start(writer);
    store.reached.await();

    for (int i = 1; i < ROOM + RESERVE + 40; i++) {
      backlog.add(withEvidence(i));
    }
    assertThat(backlog.lostEntries()).isEqualTo(40);
    assertThat(backlog.lostEvidence()).isEqualTo(RESERVE * PIECES);
    store.go.countDown();
    writer.flush().get();
    writer.stop();
    thread.join();

    assertThat(store.kept).hasSize(ROOM + RESERVE + 1);
    assertThat(store.kept.subList(0, ROOM)).allMatch(e -> EvidenceCut.of(e).pieces() == PIECES);
    assertThat(store.kept.subList(ROOM, ROOM + RESERVE))
        .allMatch(e -> EvidenceCut.of(e).pieces() == 0);
    assertThat(store.kept.getLast())
        .isEqualTo(new Entry.Gap(T, T, 40, RESERVE * PIECES, "more came than could be written"));
    assertThat(backlog.depth()).isZero();
  }

  @Test
  void hostile_110_a_failing_disk_keeps_entries_until_it_heals_and_reports_the_rest()
      throws Exception {
    Store store = new Store();
    store.go.countDown();
    store.broken = true;
    Writer writer = new Writer(backlog, store);
    Thread thread = start(writer);
    for (int i = 0; i < ROOM + RESERVE + 7; i++) {
      backlog.add(withEvidence(i));
    }
    assertThatThrownBy(() -> writer.flush().get())
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("disk I/O error");
    assertThat(writer.trouble()).hasValueSatisfying(why -> assertThat(why).contains("disk I/O"));
    assertThat(backlog.depth()).isEqualTo(ROOM + RESERVE);

    store.broken = false;
    writer.flush().get();
    assertThat(writer.trouble()).isEmpty();
    writer.stop();
    thread.join();
    assertThat(store.kept.stream().filter(Entry.Transaction.class::isInstance))
        .hasSize(ROOM + RESERVE);
    assertThat(store.kept.stream().filter(Entry.Gap.class::isInstance).map(Entry.Gap.class::cast))
        .extracting(Entry.Gap::entries)
        .satisfies(gaps -> assertThat(gaps.stream().mapToLong(n -> n).sum()).isEqualTo(7));
  }

  @Test
  void addingNeverWaitsForTheStore() throws Exception {
    Store store = new Store();
    Writer writer = new Writer(backlog, store);
    backlog.add(Entries.plain(0));
    Thread thread = start(writer);
    store.reached.await();
    for (int i = 0; i < 100_000; i++) {
      backlog.add(Entries.plain(i));
    }
    assertThat(backlog.depth()).isEqualTo(ROOM + RESERVE);
    assertThat(backlog.lostEntries()).isEqualTo(100_001 - ROOM - RESERVE);
    store.go.countDown();
    writer.stop();
    thread.join();
    assertThat(store.kept).hasSize(ROOM + RESERVE + 1);
  }
}
