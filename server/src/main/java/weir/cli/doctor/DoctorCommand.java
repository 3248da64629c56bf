package weir.cli.doctor;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.doctor.Doctor;
import weir.agent.doctor.Examination;
import weir.agent.doctor.Machine;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;

/// `weir doctor`: what is missing in the settings of this host's mail programs.
@Command(
    name = "doctor",
    description = {
      "Say what is missing in this host's Postfix, Exim, qmail, Dovecot and PHP so that mail can"
          + " be laid at a customer's door: the line to add, where, and what stays unknown without"
          + " it.",
      "It reads the settings that are in effect and changes none. Run it on each host, as root:"
          + " other users may not read all files, and it says which."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing is missing that is needed",
      "1:something is missing without which some mail is nobody's, or there is no mail program",
      "3:nothing is known to be missing, but something could not be looked at"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir doctor",
      "  weir doctor --postfix /etc/postfix-out",
      "  weir doctor --json | jq -r 'select(.verdict == \"needed\") | .what'"
    })
public final class DoctorCommand extends Subcommand {
  private static final int UNCLEAR = 3;

  @Option(
      names = "--postfix",
      paramLabel = "FOLDER",
      description =
          "Look at Postfix in this folder, and not in its usual one and those of its instances."
              + " May be repeated.")
  private List<String> postfix = List.of();

  @Option(
      names = "--exim",
      paramLabel = "FILE",
      description = "Look at Exim with this configuration.")
  private Optional<String> exim = Optional.empty();

  @Option(
      names = "--qmail",
      paramLabel = "FOLDER",
      description = "Where qmail is, if not in /var/qmail.")
  private Optional<String> qmail = Optional.empty();

  @Option(
      names = "--dovecot",
      paramLabel = "FILE",
      description = "Look at Dovecot with this configuration.")
  private Optional<String> dovecot = Optional.empty();

  @Option(
      names = "--php",
      paramLabel = "FOLDER",
      description =
          "Look at the PHP whose php.ini is in this folder, and at no other. May be repeated.")
  private List<String> php = List.of();

  @Option(names = "--json", description = "Each point as JSON, on one line.")
  private boolean json;

  private final Machine machine;

  public DoctorCommand(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    List<Examination> found =
        Doctor.examine(machine, new Doctor.Places(postfix, exim, qmail, dovecot, php));
    if (found.isEmpty()) {
      complain("no Postfix, Exim, qmail, Dovecot or PHP was found here");
      return NOT;
    }
    if (json) {
      found.forEach(each -> DoctorLine.of(each).forEach(line -> out().println(Json.line(line))));
    } else {
      DoctorPage.print(found, out(), style());
    }
    out().flush();
    if (found.stream().anyMatch(Examination::needsSomething)) {
      return NOT;
    }
    return found.stream().anyMatch(Examination::isUnclear) ? UNCLEAR : OK;
  }
}
