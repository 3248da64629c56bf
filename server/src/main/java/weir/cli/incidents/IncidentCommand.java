package weir.cli.incidents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.account.Account;
import weir.agents.Attempts;
import weir.campaigns.CampaignSearch;
import weir.cli.command.ActsJournal;
import weir.cli.command.CommandUser;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.leases.LeaseFolder;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.config.Binding;
import weir.evidence.Acted;
import weir.evidence.SeenTexts;
import weir.incident.Campaign;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incidents.IncidentAct;
import weir.incidents.IncidentStore;
import weir.journal.Id;
import weir.limits.Limits;
import weir.passages.Laid;
import weir.passages.OutgoingMail;
import weir.response.Lease;

/// `weir incident`: one of them, or something that a person does to it.
@Command(
    name = "incident",
    description = {
      "Show an incident: what was seen, what has left, what lies in the queues, and the next commands to type.",
      "",
      "With one of the options below, say how far you are with it. Who said so and when is kept with it, and in the journal.",
      "",
      "--resolve false-positive takes back all that was done because of it, proposes an exemption of the file of limits, and saves what was sent as a scenario."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:shown, or done",
      "1:there is none, or it is in a state in which that cannot be done",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir incident 4fz8k2m1x9qbt",
      "  weir incident 4fz8k2m1x9qbt --acknowledge",
      "  weir incident 4fz8k2m1x9qbt --assign eve",
      "  weir incident 4fz8k2m1x9qbt --resolve compromised --note \"new password, customer told\"",
      "  weir incident 4fz8k2m1x9qbt --resolve false-positive --note \"their yearly letter\""
    })
public final class IncidentCommand extends Subcommand {
  /// Characters of a note that are kept.
  private static final int NOTE = 1_000;

  /// Messages of the account that are added up.
  private static final int MOST = 20_000;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "ID", description = "As weir incidents shows it.")
  private String id = "";

  @ArgGroup private @Nullable IncidentDeed deed;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "What there is to say: with one of the options above, or by itself.")
  private Optional<String> note = Optional.empty();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  private final Installation installation;

  /// As JSON.
  record Told(
      @JsonUnwrapped Incident incident,
      List<Sign> signs,
      List<IncidentAct> acts,
      List<Lease> leases) {}

  public IncidentCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = installation.whereabouts(configuration.file()).folder();
    IncidentFolder incidents = new IncidentFolder(folder);
    if (!IncidentStore.isThere(folder)) {
      complain(incidents.nothing());
      return NOT;
    }
    if (deed == null && note.isEmpty()) {
      return incidents.look(this::show).orElse(NOT);
    }
    if (words().isPresent() && note.isPresent()) {
      complain("--note goes with none of --assign and --ticket; give it by itself");
      return ExitCode.USAGE;
    }
    return act(folder);
  }

  private int show(IncidentStore store) throws SQLException, IOException {
    Optional<Incident> found = store.find(id.toLowerCase(Locale.ROOT));
    if (found.isEmpty()) {
      return unknown();
    }
    Incident incident = found.get();
    List<Sign> signs = store.signs(incident.id());
    List<IncidentAct> acts = store.acts(incident.id());
    List<Lease> leases = leases(incident);
    if (json) {
      out().println(Json.line(new Told(incident, signs, acts, leases)));
      return OK;
    }
    Path folder = installation.whereabouts(configuration.file()).folder();
    List<Laid> sent = sent(incident);
    new IncidentPage(out(), style(), installation.clock().instant())
        .print(
            incident,
            signs,
            acts,
            account(incident),
            sent,
            SeenTexts.of(folder, incident, sent),
            Attempts.of(
                folder,
                signs.stream().map(Sign::key).toList(),
                incident.began().minus(IncidentPage.BEFORE),
                MOST),
            leases,
            acted(leases));
    for (Campaign each : new CampaignSearch(folder).since(store, incident.began())) {
      if (each.holds(incident.id())) {
        out().println();
        out().println("Campaign  " + CampaignLine.of(each));
        out().println("          weir incident " + each.leader() + " leads");
      }
    }
    return OK;
  }

  private int unknown() {
    complain("there is no incident " + Shown.text(id));
    return NOT;
  }

  /// A configuration that is of no use leaves the rest to be shown.
  private Optional<Account> account(Incident incident) {
    try {
      return incident.account().isEmpty()
          ? Optional.empty()
          : installation.directory(configuration.file()).book().account(incident.account().get());
    } catch (IOException e) {
      complain("accounts are not told: " + e.getMessage());
      return Optional.empty();
    }
  }

  private List<Lease> leases(Incident incident) throws IOException {
    Path folder = installation.whereabouts(configuration.file()).folder();
    return new LeaseFolder(folder).look(store -> store.ofIncident(incident.id())).orElse(List.of());
  }

  private Optional<Instant> acted(List<Lease> leases) throws IOException {
    Path folder = installation.whereabouts(configuration.file()).folder();
    return new LeaseFolder(folder)
        .look(store -> Acted.first(store, leases))
        .orElse(Optional.empty());
  }

  /// What the account sent from the day before it began.
  private List<Laid> sent(Incident incident) throws IOException {
    if (incident.account().isEmpty()) {
      return List.of();
    }
    Instant since = incident.began().minus(IncidentPage.BEFORE);
    Path folder = installation.whereabouts(configuration.file()).folder();
    return new OutgoingMail(folder)
        .ask(search -> search.ofAccount(incident.account().get(), since, MOST))
        .orElse(List.of());
  }

  private Optional<String> words() {
    return deed == null ? Optional.empty() : deed.words();
  }

  private int act(Path folder) throws IOException {
    String words = note.or(this::words).orElse("");
    IncidentAct act =
        new IncidentAct(
            Id.next(new SecureRandom()),
            id.toLowerCase(Locale.ROOT),
            installation.clock().instant(),
            deed == null ? IncidentAct.What.NOTE : deed.what(),
            CommandUser.name(),
            words.substring(0, Math.min(words.length(), NOTE)));
    try (IncidentStore store = IncidentStore.open(folder)) {
      Optional<Incident> after = store.add(act);
      if (after.isEmpty()) {
        Optional<Incident> before = store.find(act.incident());
        if (before.isEmpty()) {
          return unknown();
        }
        complain("incident %s is %s".formatted(act.incident(), IncidentPage.state(before.get())));
        return NOT;
      }
      out()
          .println(
              "%s %s: %s".formatted(act.id(), act.incident(), IncidentPage.state(after.get())));
    } catch (SQLException e) {
      throw new IOException("incidents cannot be written: " + e.getMessage(), e);
    }
    ActsJournal.tell(this, folder);
    if (act.what() == IncidentAct.What.FALSE_POSITIVE) {
      makeGood(folder, act);
    }
    return OK;
  }

  private void makeGood(Path folder, IncidentAct act) throws IOException {
    FalsePositive amends = new FalsePositive(folder, out());
    amends.release(act);
    Optional<Limits> limits = limits();
    if (limits.isEmpty()) {
      return;
    }
    try (IncidentStore store = IncidentStore.look(folder)) {
      Optional<Incident> incident = store.find(act.incident());
      if (incident.isPresent()) {
        List<Sign> signs = store.signs(act.incident());
        amends.propose(incident.get(), signs, act, limits.get(), sent(incident.get()));
      }
    } catch (SQLException e) {
      throw new IOException("the incident cannot be read: " + e.getMessage(), e);
    }
  }

  /// What was done is taken back, whatever is wrong with the rules.
  private Optional<Limits> limits() {
    try {
      return switch (installation.outbound(configuration.file()).read()) {
        case Binding.Bound<Limits>(var limits, _) -> Optional.of(limits);
        case Binding.Refused<Limits>(var mistakes) -> {
          complain("no exemption is proposed: " + mistakes.getFirst());
          yield Optional.empty();
        }
      };
    } catch (IOException e) {
      complain("no exemption is proposed: " + e.getMessage());
      return Optional.empty();
    }
  }
}
