package weir.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.state.MemoryState;
import weir.state.State;
import weir.state.StateContract;
import weir.state.Table;

class DurableStateTest extends StateContract {

  private static final Table PASSED = new Table("passed", 1_000, true);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private DurableState state;

  @Override
  protected State newState() throws IOException {
    state = open();
    return state;
  }

  @AfterEach
  void end() throws IOException {
    state.close();
  }

  private DurableState open() throws IOException {
    return open(folder, LEASES, PASSED);
  }

  private static DurableState open(Path folder, Table... durable) throws IOException {
    DurableState state = DurableState.unread(List.of(durable), InstantSource.fixed(T));
    state.read(folder);
    state.start();
    return state;
  }

  private void reopen() throws IOException {
    state.close();
    state = open();
  }

  private static Instant after(long seconds) {
    return T.plusSeconds(seconds);
  }

  @Test
  void entriesOfDurableTablesComeBackAfterARestart() throws IOException {
    state.put(LEASES, "a", "\u00e4, \u4f60", T.minusSeconds(5), Instant.MAX);
    state.put(PASSED, "b", "", T, after(60));
    state.put(PASSED, "expired", "", T.minusSeconds(60), T);
    state.put(LEASES, "removed", "x", T, after(60));
    state.remove(LEASES, "removed");
    state.put(COUNTS, "not durable", "", T, after(60));
    reopen();
    assertThat(state.list(LEASES, T))
        .containsExactly(new State.Entry("a", "\u00e4, \u4f60", T.minusSeconds(5), Instant.MAX));
    assertThat(state.list(PASSED, T)).extracting(State.Entry::key).containsExactly("b");
    assertThat(state.list(COUNTS, T)).isEmpty();
  }

  @Test
  void whenSyncReturnsTheChangeIsInTheFile() throws IOException {
    state.put(LEASES, "a", "v", T, after(60));
    state.sync(LONG);
    DurableState other = open(copy(), LEASES);
    assertThat(other.get(LEASES, "a", T)).isPresent();
    other.close();
  }

  private Path copy() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    Files.copy(folder.resolve("state.log"), copy.resolve("state.log"));
    return copy;
  }

  @Test
  void hostile_112_a_file_cut_anywhere_gives_every_whole_change_before_the_cut()
      throws IOException {
    for (int i = 0; i < 3; i++) {
      state.put(LEASES, "k" + i, "v" + i, T, after(60));
    }
    state.close();
    byte[] whole = Files.readAllBytes(folder.resolve("state.log"));
    int seen = 0;
    for (int length = 0; length <= whole.length; length += 7) {
      Path cut = Files.createDirectories(folder.resolve("cut" + length));
      Files.write(cut.resolve("state.log"), Arrays.copyOf(whole, length));
      DurableState reopened = open(cut, LEASES);
      List<State.Entry> entries = reopened.list(LEASES, T);
      assertThat(entries).hasSizeBetween(seen, seen + 1);
      seen = entries.size();
      reopened.put(LEASES, "new", "", T, after(60));
      reopened.close();
      reopened = open(cut, LEASES);
      assertThat(reopened.list(LEASES, T)).hasSize(seen + 1);
      reopened.close();
    }
    assertThat(seen).isEqualTo(2);
  }

  @Test
  void hostile_112_what_follows_a_broken_record_is_set_aside() throws IOException {
    state.put(LEASES, "good", "", T, after(60));
    state.close();
    Path file = folder.resolve("state.log");
    Files.write(file, new byte[] {0, 0, 0, 9, 1, 2, 3}, StandardOpenOption.APPEND);
    state = open();
    assertThat(state.list(LEASES, T)).hasSize(1);
    assertThat(folder.resolve("state.log.rest")).hasBinaryContent(new byte[] {0, 0, 0, 9, 1, 2, 3});
  }

  @Test
  void aFileOfAnotherFormatIsSetAsideWhole() throws IOException {
    state.close();
    Files.writeString(folder.resolve("state.log"), "weir state 2\nwho knows");
    state = open();
    assertThat(state.list(LEASES, T)).isEmpty();
    assertThat(folder.resolve("state.log.rest")).hasContent("weir state 2\nwho knows");
  }

  @Test
  void theFileIsRewrittenWhenMostOfItIsOutOfDate() throws IOException {
    state.close();
    StateFile file = StateFile.open(folder, change -> {});
    state =
        new DurableState(
            new MemoryState(),
            DurableState.byName(List.of(LEASES)),
            file,
            InstantSource.fixed(T),
            1_000);
    state.start();
    for (int i = 0; i < 200; i++) {
      state.put(LEASES, "same", "value " + i, T, after(60));
      state.sync(LONG);
    }
    assertThat(Files.size(folder.resolve("state.log"))).isLessThan(1_200);
    reopen();
    assertThat(state.get(LEASES, "same", T)).map(State.Entry::value).contains("value 199");
  }

  @Test
  void hostile_110_a_failing_disk_is_reported_and_healed_from_memory() throws IOException {
    BrokenLog log = new BrokenLog();
    DurableState sick =
        new DurableState(
            new MemoryState(),
            DurableState.byName(List.of(LEASES)),
            log,
            InstantSource.fixed(T),
            1_000);
    sick.start();
    log.broken.set(true);
    sick.put(LEASES, "a", "v", T, after(60));
    assertThatThrownBy(() -> sick.sync(LONG)).hasMessageContaining("No space left on device");
    assertThat(sick.get(LEASES, "a", T)).isPresent();
    assertThat(sick.failures()).isPositive();
    assertThat(sick.trouble()).hasValueSatisfying(why -> assertThat(why).contains("No space"));

    log.broken.set(false);
    sick.sync(LONG);
    assertThat(sick.trouble()).isEmpty();
    sick.close();
    assertThat(log.content)
        .contains(new Change.Put("leases", new State.Entry("a", "v", T, after(60))));
  }

  @Test
  void moreChangesThanTheQueueHoldsAreCaughtUpFromMemory() throws IOException {
    Table wide = new Table("wide", 100_000, true);
    BrokenLog log = new BrokenLog();
    DurableState busy =
        new DurableState(
            new MemoryState(), DurableState.byName(List.of(wide)), log, InstantSource.fixed(T), 1);
    for (int i = 0; i < 50_000; i++) {
      busy.put(wide, "k" + i, "", T, after(60));
    }
    busy.start();
    busy.sync(LONG);
    busy.close();
    assertThat(log.content).hasSize(50_000);
  }

  @Test
  void aDurableTableThatNobodyNamedIsADefect() {
    Table unknown = new Table("unknown", 10, true);
    assertThatThrownBy(() -> state.put(unknown, "k", "", T, after(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatChangesAfterTheFileIsLentReachesTheOtherProcess() throws IOException {
    state.put(LEASES, "before", "1", T, after(60));
    ByteArrayOutputStream changes = new ByteArrayOutputStream();
    state.lend(changes, LONG);
    DurableState next = DurableState.unread(List.of(LEASES, PASSED), InstantSource.fixed(T));
    next.read(folder);
    state.put(PASSED, "after", "2", T, after(60));
    state.remove(LEASES, "before");
    state.sync(LONG);
    next.start();
    assertThat(next.get(LEASES, "before", T)).isPresent();
    next.follow(new ByteArrayInputStream(changes.toByteArray()));
    assertThat(next.get(LEASES, "before", T)).isEmpty();
    next.close();
    reopen();
    assertThat(state.get(PASSED, "after", T)).isPresent();
    assertThat(state.get(LEASES, "before", T)).isEmpty();
  }

  @Test
  void afterTheOtherFailedNothingIsMissingFromTheFile() throws IOException {
    state.lend(OutputStream.nullOutputStream(), LONG);
    state.put(PASSED, "meanwhile", "", T, after(60));
    state.takeBack(folder, LONG);
    state.put(PASSED, "later", "", T, after(60));
    reopen();
    assertThat(state.get(PASSED, "meanwhile", T)).isPresent();
    assertThat(state.get(PASSED, "later", T)).isPresent();
  }
}
