package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TotalsTest {
  private static final Ledger.Figures SOUND =
      new Ledger.Figures(100, 3, 4, 2, List.of(), List.of(), 0);
  private static final Ledger.Figures UNSOUND =
      new Ledger.Figures(10, 1, 0, 1, List.of("m1", "m2"), List.of("m3"), 5);

  @TempDir private Path folder;

  @Test
  void whatWasWrittenIsRead() throws IOException {
    Totals totals =
        Totals.of(Kill9.Kind.SERVER, 25, SOUND).plus(Totals.of(Kill9.Kind.HELD, 7, UNSOUND));
    Path file = folder.resolve("totals");
    totals.write(file);
    assertThat(Totals.read(file)).isEqualTo(totals);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void whatIsKeptInTheRepositoryIsRead() throws IOException {
    Totals kept = Totals.read(Path.of("../docs/kill9-totals.tsv"));
    assertThat(kept.accounts()).containsOnlyKeys(Kill9.Kind.values());
    assertThat(kept.sound()).isTrue();
  }

  @Test
  void withoutAFileThereIsNothingYet() throws IOException {
    assertThat(Totals.read(folder.resolve("none"))).isEqualTo(Totals.NONE);
  }

  @Test
  void eachKindIsAddedToItsOwn() {
    Totals run = Totals.of(Kill9.Kind.SERVER, 25, SOUND).plus(Totals.of(Kill9.Kind.HELD, 7, SOUND));
    Totals all = run.plus(Totals.of(Kill9.Kind.HELD, 3, UNSOUND.of("then")));
    assertThat(all)
        .isEqualTo(
            Totals.of(Kill9.Kind.SERVER, 25, SOUND)
                .plus(
                    Totals.of(
                        Kill9.Kind.HELD,
                        10,
                        new Ledger.Figures(
                            110, 4, 4, 3, List.of("then/m1", "then/m2"), List.of("then/m3"), 5))));
    assertThat(run.sound()).isTrue();
    assertThat(all.sound()).isFalse();
  }

  @Test
  void theRowsNameWhatMustNotBe() {
    assertThat(Totals.of(Kill9.Kind.MAILDIR, 2, UNSOUND.of("then")).rows("this run").lines())
        .satisfiesExactly(
            row -> assertThat(row.split(" +")).startsWith("this", "run,", "maildir", "2", "10"),
            lost -> assertThat(lost).isEqualTo("  lost: then/m1"),
            lost -> assertThat(lost).isEqualTo("  lost: then/m2"),
            twice -> assertThat(twice).isEqualTo("  twice without cause: then/m3"));
  }

  @Test
  void anotherFileIsNotTakenForTotals() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "my diary\n");
    assertThatThrownBy(() -> Totals.read(other)).hasMessageContaining("other");
    Totals.of(Kill9.Kind.SERVER, 25, SOUND).write(other);
    Files.writeString(other, Files.readString(other).replace("100", "many"));
    assertThatThrownBy(() -> Totals.read(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("server\t25\tmany");
  }
}
