package weir.cli.lists;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Table;
import weir.lists.Catalogue;

/// `weir lists catalogue`: what is known of public lists.
@Command(
    name = "catalogue",
    description =
        "Tell what is known of public DNS lists: what they list, their answers, who may use them, and"
            + " which are dead. None of them is in use because it stands here. Asks nobody.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:told", "1:nothing is known of it"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir lists catalogue", "  weir lists catalogue zen.spamhaus.org"})
final class ListsCatalogue extends Subcommand {
  @Parameters(paramLabel = "ZONE", arity = "0..1", description = "Tell all of this one.")
  private String zone = "";

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    List<Catalogue.Entry> entries =
        zone.isEmpty()
            ? Catalogue.all()
            : Catalogue.find(zone.toLowerCase(Locale.ROOT)).stream().toList();
    if (entries.isEmpty()) {
      complain("nothing is known of " + Shown.text(zone));
      return NOT;
    }
    if (json) {
      entries.forEach(entry -> out().println(Json.line(entry)));
    } else if (zone.isEmpty()) {
      table(entries);
    } else {
      entries.forEach(this::page);
    }
    out().flush();
    return OK;
  }

  private void table(List<Catalogue.Entry> entries) {
    Table table = new Table("", "LIST", "KIND", "AS OF", "LISTS");
    for (Catalogue.Entry entry : entries) {
      table.row(
          entry.zone(),
          entry.dead().isPresent() ? "dead" : entry.kind().word(),
          entry.asOf(),
          entry.dead().orElse(entry.lists()));
    }
    table.print(out(), style());
  }

  private void page(Catalogue.Entry entry) {
    line("list", entry.zone());
    entry.dead().ifPresent(fate -> line("dead", style().bad(fate)));
    line("kind", entry.kind().word());
    line("lists", entry.lists());
    String label = "answers";
    for (var code : entry.codes().entrySet()) {
      line(label, "%-15s %s".formatted(code.getKey(), code.getValue()));
      label = "";
    }
    if (!entry.errors().isEmpty()) {
      line("errors", String.join(", ", entry.errors()));
    }
    line("terms", entry.terms());
    line("see", entry.see());
    line("as of", entry.asOf());
  }

  private void line(String name, String value) {
    out().println(name + " ".repeat(10 - name.length()) + value);
  }
}
