package weir.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.tomlj.Toml;
import weir.former.OldFile;
import weir.former.PosixPattern;
import weir.former.PostfixTable;
import weir.former.RunScript;
import weir.former.ShellWords;
import weir.former.Wildmat;
import weir.hostrules.HostsAccess;

/// A file of an old system, read as each of the kinds that `weir import` knows; its first line also
/// as the arguments of rblsmtpd.
final class OldFilesFuzzTest {

  @FuzzTest
  void whatIsImportedIsToml(byte[] octets) {
    if (octets.length > 2000) {
      return;
    }
    String text = new String(octets, UTF_8);
    OldFile file = OldFile.of("old", text);
    List<OldFile> files = List.of(OldFile.of("badmailfrom", text), OldFile.of("badhelo", text));
    toml(TcprulesImport.of(file));
    toml(QregexImport.of(files));
    toml(RblsmtpdImport.of(file.first().map(line -> line.text()).orElse("")));
    HostsAccess hosts =
        HostsAccess.parse(
            new HostsAccess.Named("old", file.text()),
            new HostsAccess.Named("old", ""),
            HostsAccess.PatternFiles.NONE);
    toml(HostsAccessImport.of(file, OldFile.of("none", ""), "smtpd", hosts));
    RunScript.read(file);
    for (String type : List.of("hash", "cidr", "regexp", "pcre")) {
      PostfixTable.read(type, file);
    }
    assertThat(ShellWords.of(text)).allMatch(word -> word.length() <= text.length());
    Wildmat.read(text);
    PosixPattern.read(text);
  }

  private static void toml(Draft draft) {
    String written = DraftFile.text(draft);
    assertThat(Toml.parse(written).errors()).as(written).isEmpty();
  }
}
