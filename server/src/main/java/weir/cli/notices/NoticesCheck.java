package weir.cli.notices;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.notices.NoticeSettings;
import weir.notices.SampleTexts;

/// `weir notices check`: every text that people may read, filled in.
@Command(
    name = "check",
    description = {
      "Print every text that staff and customers may read by mail, filled in for a made-up customer.",
      "",
      "Customers are told nothing before `to-customers = true`: read these first, and put what you would say otherwise into the folder of `texts`."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:printed", "1:a text is of no use, or no table tells by mail"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir notices check", "  weir notices check --json"})
final class NoticesCheck extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  private final Installation installation;

  NoticesCheck(Installation installation) {
    this.installation = installation;
  }

  /// A text of a receiver.
  record Line(String receiver, boolean toCustomers, String file, String subject, String body) {}

  @Override
  public Integer call() throws IOException {
    Installation.Told told = installation.notices(configuration.file());
    boolean isAny = false;
    for (Map.Entry<String, NoticeSettings> each : told.receivers().entrySet()) {
      if (each.getValue() instanceof NoticeSettings.Mail mail) {
        isAny = true;
        print(each.getKey(), mail, told.host());
      }
    }
    if (!isAny) {
      complain("no table [notices.NAME] of type \"mail\" is there");
      return NOT;
    }
    return OK;
  }

  private void print(String name, NoticeSettings.Mail mail, String host) throws IOException {
    List<SampleTexts.Sample> samples = SampleTexts.of(mail, host, installation.clock().instant());
    if (json) {
      samples.forEach(each ->
          out()
              .println(
                  Json.line(
                      new Line(
                          name, mail.toCustomers(), each.file(), each.subject(), each.body()))));
      return;
    }
    out()
        .println(
            "[notices.%s] %s"
                .formatted(
                    Shown.text(name),
                    mail.toCustomers()
                        ? "tells customers."
                        : "tells customers nothing: to-customers is not set."));
    for (SampleTexts.Sample each : samples) {
      out().println();
      out().println("== " + Shown.text(each.file()));
      out().println("Subject: " + Shown.text(each.subject()));
      out().println();
      each.body().lines().forEach(line -> out().println(Shown.text(line)));
    }
  }
}
