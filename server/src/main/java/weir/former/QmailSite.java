package weir.former;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import weir.hostrules.Tcprules;

/// All that is found of a qmail site: control files, the rules of its tcpserver, the script that
/// starts it.
///
/// @param rules the text that `tcp.smtp.cdb` was made from
/// @param run the script that starts tcpserver
public record QmailSite(
    QmailControl control, Patched patched, Optional<OldFile> rules, Optional<OldFile> run) {

  /// Reads DIR or DIR/control, and `tcp.smtp` and `run` beside them.
  ///
  /// @param patched what qmail-smtpd was patched with; guessed where empty
  public static QmailSite read(Path folder, Optional<Patched> patched) throws IOException {
    QmailControl control = QmailControl.read(folder);
    Patched guessed = patched.orElseGet(() -> Patched.guess(control));
    return new QmailSite(control, guessed, beside(folder, "tcp.smtp"), beside(folder, "run"));
  }

  /// The same with files from elsewhere, where they are given.
  public QmailSite with(Optional<OldFile> otherRules, Optional<OldFile> otherRun) {
    return new QmailSite(control, patched, otherRules.or(() -> rules), otherRun.or(() -> run));
  }

  /// Not within the control folder: there a file of that name is nobody's.
  private static Optional<OldFile> beside(Path folder, String name) throws IOException {
    return Files.isDirectory(folder.resolve("control"))
        ? OldFile.in(folder, name)
        : Optional.empty();
  }

  /// What it would have decided.
  public FormerSystem system() {
    return QmailSystem.of(
        control,
        patched,
        rules.map(file -> Tcprules.parse(file.name(), file.text())),
        run.map(RunScript::read));
  }
}
