package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.link.Messages;
import weir.link.Messages.Marked;
import weir.uplink.Report;

class ReportJournalTest {
  private static final Instant T = Instant.parse("2026-12-01T09:00:00Z");
  private static final int MUCH = 10 * 1024 * 1024;

  @TempDir Path folder;

  private ReportJournal open() throws IOException {
    return ReportJournal.open(folder, MUCH, InstantSource.fixed(T));
  }

  private static Report report(long number) {
    return new Report.Counted(T, number, 25, true, false, number);
  }

  private static List<Long> marks(List<Marked> batch) {
    return batch.stream().map(Marked::mark).toList();
  }

  @Test
  void whatIsKeptElsewhereIsNotToldAgainAndTheRestIs() throws IOException {
    try (ReportJournal journal = open()) {
      for (int i = 1; i <= 5; i++) {
        journal.add(report(i));
      }
      assertThat(marks(journal.next(MUCH))).containsExactly(1L, 2L, 3L, 4L, 5L);
      journal.kept(3);
      assertThat(marks(journal.next(MUCH))).containsExactly(4L, 5L);
      assertThat(journal.waiting()).isEqualTo(2);
    }
  }

  @Test
  void marksGoOnOverARestart() throws IOException {
    try (ReportJournal journal = open()) {
      journal.add(report(1));
      journal.add(report(2));
      journal.kept(1);
    }
    try (ReportJournal journal = open()) {
      journal.add(report(3));
      List<Marked> batch = journal.next(MUCH);
      assertThat(marks(batch)).containsExactly(2L, 3L);
      assertThat(Messages.report(batch.getLast().line())).isEqualTo(report(3));
    }
  }

  @Test
  void afterAnOlderDiskCameBackNewReportsHaveNewMarks() throws IOException {
    try (ReportJournal journal = open()) {
      journal.add(report(1));
      journal.add(report(2));
      journal.kept(900);
      assertThat(journal.waiting()).isZero();
      journal.add(report(3));
      List<Marked> batch = journal.next(MUCH);
      assertThat(marks(batch)).containsExactly(901L, 902L);
      assertThat(Messages.report(batch.getFirst().line())).isEqualTo(new Report.Dropped(T, 2));
    }
  }

  @Test
  void marksStayAheadOverARestartThatComesBeforeTheNextReport() throws IOException {
    try (ReportJournal journal = open()) {
      journal.add(report(1));
      journal.add(report(2));
      journal.kept(900);
    }
    try (ReportJournal journal = open()) {
      assertThat(journal.waiting()).isZero();
      assertThat(journal.oldest()).isEmpty();
      journal.add(report(3));
      assertThat(marks(journal.next(MUCH))).containsExactly(901L);
    }
  }

  @Test
  void aMarkThatNobodyHereEverReachedIsNotBelieved() throws IOException {
    try (ReportJournal journal = open()) {
      journal.add(report(1));
      assertThatThrownBy(() -> journal.kept(Long.MAX_VALUE)).hasMessageContaining("enrol it anew");
      journal.add(report(2));
      assertThat(marks(journal.next(MUCH))).containsExactly(1L, 2L);
    }
  }

  @Test
  void aLineThatACrashCutIsNoneAndItsMarkIsUsedAgain() throws IOException {
    try (ReportJournal journal = open()) {
      journal.add(report(1));
    }
    try (Stream<Path> files = Files.list(folder)) {
      Path only = files.filter(it -> it.toString().endsWith(".reports")).findFirst().orElseThrow();
      Files.writeString(only, "2\t{\"kind\":\"Coun", StandardOpenOption.APPEND);
    }
    try (ReportJournal journal = open()) {
      journal.add(report(2));
      assertThat(marks(journal.next(MUCH))).containsExactly(1L, 2L);
    }
  }

  @Test
  void oneBatchHasOneReportAtLeastAndNoMoreThanFit() throws IOException {
    try (ReportJournal journal = open()) {
      for (int i = 1; i <= 100; i++) {
        journal.add(report(i));
      }
      assertThat(journal.next(1)).hasSize(1);
      assertThat(journal.next(1_000).size()).isBetween(2, 20);
    }
  }

  @Test
  void withoutRoomTheNumberIsKeptAndToldOnceThereIsRoom() throws IOException {
    try (ReportJournal journal =
        ReportJournal.open(folder, 3L * ReportJournal.FILE, InstantSource.fixed(T))) {
      int added = 0;
      while (journal.hasRoom()) {
        journal.add(report(++added));
      }
      journal.add(report(1));
      journal.add(report(2));
      assertThat(journal.dropped()).isEqualTo(2);
      assertThat(journal.waiting()).isEqualTo(added);

      journal.kept(added);
      assertThat(journal.hasRoom()).isTrue();
      journal.add(report(7));
      List<Marked> batch = journal.next(MUCH);
      assertThat(Messages.report(batch.getFirst().line())).isEqualTo(new Report.Dropped(T, 2));
      assertThat(Messages.report(batch.getLast().line())).isEqualTo(report(7));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(it -> it.toString().endsWith(".reports"))).hasSizeLessThan(3);
    }
  }
}
