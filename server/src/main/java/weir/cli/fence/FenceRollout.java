package weir.cli.fence;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.agents.Agent;
import weir.agents.AgentStore;
import weir.api.Answer;
import weir.api.ControlClient;
import weir.api.NoServer;
import weir.api.Request;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Shown;

/// `weir fence rollout`: puts the fences of a group of hosts up, step by step.
@Command(
    name = "rollout",
    description = {
      "Have the fences of a group of hosts hold, step by step, by their agents: observe on all, then the"
          + " canary, a tenth, all. Each step takes those that do not hold yet.",
      "",
      "Each host puts up the fence of its own settings, looks for a while whom it holds, tries the permitted"
          + " servers, and only then confirms it; else the kernel takes it back. The first host where that"
          + " fails, or one before it whose fence is not well, ends the step. Nothing is taken back by it:"
          + " --to observe does that."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the step is done",
      "1:it stopped, and why",
      "2:there is no such group",
      "69:no server runs there"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir fence rollout web --to observe",
      "  weir fence rollout web --to canary",
      "  weir fence rollout web --to all"
    })
final class FenceRollout extends Subcommand {
  private static final int PART = 10;

  /// A host that put its fence up tells so by then.
  private static final Duration TOLD_WITHIN = Duration.ofMinutes(2);

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "GROUP", description = "Of [agents.groups].")
  private String group = "";

  @Option(
      names = "--to",
      paramLabel = "STEP",
      required = true,
      description = "observe, canary, tenth or all.")
  private Step step = Step.OBSERVE;

  /// How far it goes.
  enum Step {
    OBSERVE,
    CANARY,
    TENTH,
    ALL;

    /// How many hosts hold once it is done.
    int of(int hosts) {
      return switch (this) {
        case OBSERVE -> 0;
        case CANARY -> 1;
        case TENTH -> Math.max(1, (hosts + PART - 1) / PART);
        case ALL -> hosts;
      };
    }
  }

  private final Installation installation;

  FenceRollout(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation.OfAgents of = installation.agents(configuration.file());
    List<String> hosts = of.settings().groups().getOrDefault(group, List.of());
    if (hosts.isEmpty()) {
      complain(
          of.settings().groups().isEmpty()
              ? "there are no groups: set [agents.groups] %s = [\"web1\", ...]".formatted(group)
              : "there is no group %s; there are %s"
                  .formatted(group, String.join(", ", of.settings().groups().keySet())));
      return ExitCode.USAGE;
    }
    try {
      return step == Step.OBSERVE ? observe(of, hosts) : hold(of, hosts);
    } catch (NoServer e) {
      complain(String.valueOf(e.getMessage()));
      return NO_SERVER;
    }
  }

  private int observe(Installation.OfAgents of, List<String> hosts) throws IOException, NoServer {
    List<String> failed = new ArrayList<>();
    for (String host : hosts) {
      if (!stage(of, host, false)) {
        failed.add(host);
      }
    }
    return failed.isEmpty() ? OK : stopped("not done on " + String.join(", ", failed));
  }

  private int hold(Installation.OfAgents of, List<String> hosts)
      throws IOException, NoServer, InterruptedException {
    List<String> part = hosts.subList(0, Math.min(hosts.size(), step.of(hosts.size())));
    GroupFences fences =
        new GroupFences(host -> agent(of, host), of.settings().silentAfter(), installation.clock());
    for (int i = 0; i <= part.size(); i++) {
      Optional<String> unwell = fences.unwell(part.subList(0, i), part.subList(i, part.size()));
      if (unwell.isPresent()) {
        return stopped(unwell.get());
      }
      if (i == part.size()) {
        break;
      }
      String host = part.get(i);
      Optional<Agent> before = agent(of, host);
      if (fences.holds(host)) {
        out().println(Shown.text(host) + ": holds already");
        continue;
      }
      if (!stage(of, host, true)) {
        return stopped("nothing was done on the hosts after " + host);
      }
      Optional<String> missing = fences.await(host, before, TOLD_WITHIN);
      if (missing.isPresent()) {
        return stopped(missing.get());
      }
    }
    out().println("%d of %d hosts hold.".formatted(part.size(), hosts.size()));
    out().flush();
    return OK;
  }

  private int stopped(String why) {
    complain("stopped: " + Shown.text(why));
    return NOT;
  }

  private boolean stage(Installation.OfAgents of, String host, boolean holds)
      throws IOException, NoServer {
    Answer answer = new ControlClient(of.folder()).ask(new Request.StageFence(host, holds));
    boolean isDone = answer instanceof Answer.Done;
    String words =
        switch (answer) {
          case Answer.Done _ -> holds ? "holds" : "observes";
          case Answer.Failed(var why) -> why;
          default -> answer.toString();
        };
    out().println(Shown.text(host) + ": " + Shown.text(words));
    out().flush();
    return isDone;
  }

  private static Optional<Agent> agent(Installation.OfAgents of, String host) throws IOException {
    if (!AgentStore.isThere(of.folder())) {
      return Optional.empty();
    }
    try (AgentStore store = AgentStore.look(of.folder())) {
      return store.agent(host);
    } catch (SQLException e) {
      throw new IOException("the file of agents: " + e.getMessage(), e);
    }
  }
}
