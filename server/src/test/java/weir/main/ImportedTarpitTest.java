package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.config.Mistake;
import weir.former.QmailSite;
import weir.imports.Draft;
import weir.imports.DraftFile;
import weir.imports.DraftFolder;
import weir.imports.QmailImport;
import weir.imports.Remark;
import weir.settings.ConfigurationCheck;

/// How long the tarpits of old waited, they wait here, as far as clients do.
class ImportedTarpitTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "30, 30s, false, false",
    "45, 45s, true, false",
    "60, 1m, true, false",
    "300, 1m, true, true",
  })
  void aLongTarpitDelayRaisesTheBoundOfAllDelays(
      long said, String taken, boolean raises, boolean remarked) throws IOException {
    Draft draft = tarpits(said, "");

    String text = DraftFile.text(draft);
    assertThat(checked(draft)).isEmpty();
    assertThat(text).contains("tarpitted = {delay = \"" + taken + "\"}");
    assertThat(text.contains("longest-delay")).isEqualTo(raises);
    if (raises) {
      assertThat(text)
          .containsPattern("tarpitdelay:1: " + said + "\\Rlongest-delay = \"" + taken + "\"");
    }
    assertThat(draft.remarks())
        .filteredOn(remark -> remark.text().contains("RFC 5321 section 4.5.3.2.3"))
        .hasSize(remarked ? 1 : 0);
  }

  @Test
  void theLongestOfSeveralDelaysBoundsThemAll() throws IOException {
    Draft draft =
        tarpits(40, "10.:allow,TARPITCOUNT=\"9\",TARPITDELAY=\"90\"\n:allow,TARPITDELAY=\"99\"\n");

    assertThat(checked(draft)).isEmpty();
    assertThat(DraftFile.text(draft))
        .containsPattern("tcp.smtp:1: 10.+\\Rlongest-delay = \"1m\"")
        .doesNotContain("40s\"\nlongest-delay = \"40s");
    assertThat(draft.remarks())
        .extracting(Remark::what)
        .contains("TARPITDELAY 90")
        .doesNotContain("TARPITDELAY 99", "tarpitdelay 40");
  }

  private Draft tarpits(long delay, String rules) throws IOException {
    Path control = Files.createDirectory(folder.resolve("control"));
    Files.writeString(control.resolve("me"), "mx.site.example\n");
    Files.writeString(control.resolve("rcpthosts"), "site.example\n");
    Files.writeString(control.resolve("tarpitcount"), "5\n");
    Files.writeString(control.resolve("tarpitdelay"), delay + "\n");
    if (!rules.isEmpty()) {
      Files.writeString(folder.resolve("tcp.smtp"), rules);
    }
    return QmailImport.of(QmailSite.read(folder, Optional.empty()));
  }

  private List<Mistake> checked(Draft draft) throws IOException {
    return ConfigurationCheck.mistakes(DraftFolder.write(draft, folder).getFirst());
  }
}
