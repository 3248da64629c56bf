package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import weir.config.Mistake;
import weir.dns.Zone;
import weir.former.Attempt;
import weir.former.CompareSample;
import weir.former.FormerSystem;
import weir.former.Lookups;
import weir.imports.Draft;
import weir.imports.DraftFolder;
import weir.imports.Remark;
import weir.net.IpAddress;
import weir.rehearsal.HandClock;
import weir.rehearsal.ZoneResolver;
import weir.settings.ConfigurationCheck;

/// What is true of whatever an import makes of a folder.
final class ImportedFolder {

  private static final Lookups DNS =
      new Lookups(
          new ZoneResolver(Zone.parse("7.2.0.192.bl.example A 127.0.0.2"), new HandClock()),
          InstantSource.system());

  private ImportedFolder() {}

  /// No line is dropped in silence, and Weir starts with what is written.
  static void isSound(Draft draft, Path written) throws IOException {
    assertThat(draft.ledger().unaccounted()).isEmpty();
    assertThat(draft.ledger().fates()).hasSize(draft.ledger().size());
    for (Remark each : draft.remarks()) {
      assertThat(each.text()).isNotBlank();
    }
    List<Mistake> mistakes =
        ConfigurationCheck.mistakes(DraftFolder.write(draft, written).getFirst());
    assertThat(mistakes).isEmpty();
  }

  /// The old rules have an answer, the same each time, about whoever their own sample is of.
  static void decides(FormerSystem system) {
    assertThat(CompareSample.of(system)).endsWith("\n");
    for (String sender : List.of("", "sue@bulk.example")) {
      Attempt attempt =
          new Attempt(
              IpAddress.parse("192.0.2.7").orElseThrow(),
              Optional.of("mail.example.net"),
              sender,
              "ann@site.example",
              Optional.empty());
      assertThat(system.decide(attempt, DNS)).isEqualTo(system.decide(attempt, DNS));
    }
  }
}
