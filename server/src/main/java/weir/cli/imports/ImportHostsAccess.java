package weir.cli.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.former.HostsAccessSystem;
import weir.former.OldFile;
import weir.hostrules.HostsAccess;
import weir.imports.HostsAccessImport;

/// `weir import hosts-access`.
@Command(
    name = "hosts-access",
    description = "Carry over hosts.allow and hosts.deny of tcp_wrappers.",
    footer = {
      "  weir import hosts-access /etc/hosts.allow /etc/hosts.deny --daemon tcp-env --out /etc/weir"
    })
final class ImportHostsAccess extends ImportSource {
  @Parameters(
      index = "0",
      paramLabel = "ALLOW",
      description = "hosts.allow; none is as good as an empty one.")
  private Path allow = Path.of("");

  @Parameters(index = "1", paramLabel = "DENY", description = "hosts.deny, likewise.")
  private Path deny = Path.of("");

  @Option(
      names = "--daemon",
      paramLabel = "NAME",
      description = "Under which name the files know the mail server (default: ${DEFAULT-VALUE}).")
  private String daemon = "tcp-env";

  ImportHostsAccess(Installation installation) {
    super(installation);
  }

  @Override
  Old read() throws IOException {
    if (!Files.exists(allow) && !Files.exists(deny)) {
      throw new IOException("neither %s nor %s is there".formatted(allow, deny));
    }
    OldFile allowed = file(allow);
    OldFile denied = file(deny);
    HostsAccess rules =
        HostsAccess.parse(named(allowed), named(denied), HostsAccess.PatternFiles.NONE);
    return new Old(
        HostsAccessImport.of(allowed, denied, daemon, rules), new HostsAccessSystem(rules, daemon));
  }

  private static OldFile file(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    return Files.exists(file) ? OldFile.read(file, name) : OldFile.of(name, "");
  }

  private static HostsAccess.Named named(OldFile file) {
    return new HostsAccess.Named(file.name(), file.text());
  }
}
