package weir.segments;

import java.nio.file.Path;
import java.time.Duration;
import weir.config.ByteSize;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;

/// How the journal is kept.
@Doc("What is written down about sessions and messages, and for how long.")
public record JournalSettings(
    @Doc("The folder of the journal's files; made if it is missing.") @Default("var/journal")
        Path folder,
    @Doc("Transactions, sessions and verdicts are deleted after this time, whole files at once.")
        @Default("90d")
        @Range(from = "1h", to = "3650d")
        Duration keepVerdicts,
    @Doc(
            "What checks saw, such as DNS answers as received, is deleted after this time; the"
                + " findings themselves stay.")
        @Default("14d")
        @Range(from = "1h", to = "3650d")
        Duration keepEvidence,
    @Doc("When the journal's files are larger than this together, the oldest go first.")
        @Default("20GB")
        @Range(from = "1MB")
        ByteSize maxSize,
    @Doc(
            "Entries that wait for the disk at most. When there are more, their evidence is left"
                + " out; when there are a quarter more, they are left out themselves and counted.")
        @Default("16384")
        @Range(from = "100", to = "1000000")
        int queue,
    @Doc("A file of the journal is finished and indexed when it has this many entries.")
        @Default("250000")
        @Range(from = "10", to = "5000000")
        int segmentEntries,
    @Doc(
            "A file of the journal is finished and indexed when it is this old; one that is less than"
                + " half full may grow for a day.")
        @Default("1h")
        @Range(from = "1m", to = "7d")
        Duration segmentAge) {

  /// What holds when nothing is set, in this folder.
  public static JournalSettings in(Path folder) {
    return new JournalSettings(
        folder,
        Duration.ofDays(90),
        Duration.ofDays(14),
        ByteSize.parse("20GB"),
        16_384,
        250_000,
        Duration.ofHours(1));
  }
}
