package weir.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import weir.fuzz.Scratch;

/// What must be true of whatever a source was read as.
final class Kept {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  private static final Instant SINCE = Instant.parse("2025-10-01T00:00:00Z");

  /// Reads a source that lies in a folder.
  interface Read {
    Listing read(Path folder) throws IOException, SourceFailed;
  }

  private Kept() {}

  /// It is refused with a sentence, or read twice as the same, and what is kept of it on the disk
  /// is what it is: also the second time, when it is laid upon the first.
  static void isSound(Scratch scratch, Read source) throws IOException {
    Path file = scratch.folder().resolve("kept.csv");
    Listing listing;
    try {
      listing = source.read(scratch.folder());
      assertThat(source.read(scratch.folder())).isEqualTo(listing);
    } catch (SourceFailed | NoSuchFileException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return;
    }
    assertThat(listing.accounts()).isNotEmpty();
    try {
      Ledger first = Ledger.first(listing, NOW, SINCE);
      LedgerFile.write(file, first);
      assertThat(LedgerFile.read(file)).contains(first);
      Ledger second = first.after(listing, NOW.plusSeconds(900), SINCE);
      assertThat(second.tenures()).isEqualTo(first.tenures());
      assertThat(first.revision(second).refusal()).isEmpty();
    } catch (SourceFailed ofMany) {
      assertThat(ofMany.getMessage()).contains("belongs to");
    }
  }
}
