package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import weir.agent.doctor.ThisMachine;
import weir.cli.accounts.AccountCommand;
import weir.cli.accounts.AccountsCommand;
import weir.cli.accounts.ReplayCommand;
import weir.cli.accounts.WhoCommand;
import weir.cli.agent.AgentCommand;
import weir.cli.agents.AgentsCommand;
import weir.cli.command.CommandGroup;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.complaints.ComplaintsCommand;
import weir.cli.config.ConfigCommand;
import weir.cli.connections.ConnectionsCommand;
import weir.cli.connections.OffendersCommand;
import weir.cli.doctor.DoctorCommand;
import weir.cli.evidence.EvidenceCommand;
import weir.cli.fence.FenceCommand;
import weir.cli.fence.ProbeTargetCommand;
import weir.cli.held.HeldCommand;
import weir.cli.imports.ImportCommand;
import weir.cli.incidents.IncidentCommand;
import weir.cli.incidents.IncidentsCommand;
import weir.cli.journal.ExplainCommand;
import weir.cli.journal.JournalCommand;
import weir.cli.journal.WhyCommand;
import weir.cli.leases.AllowCommand;
import weir.cli.leases.BlockCommand;
import weir.cli.leases.LeasesCommand;
import weir.cli.limits.LimitsCommand;
import weir.cli.lists.ListsCommand;
import weir.cli.notices.NoticesCommand;
import weir.cli.output.Shown;
import weir.cli.probe.ProbeCommand;
import weir.cli.queue.QueueCommand;
import weir.cli.responses.DisableCommand;
import weir.cli.responses.EnableCommand;
import weir.cli.responses.RepairedCommand;
import weir.cli.responses.RespondCommand;
import weir.cli.responses.ResponsesCommand;
import weir.cli.responses.UndoCommand;
import weir.cli.server.ReloadCommand;
import weir.cli.server.SourcesCommand;
import weir.cli.server.StatusCommand;
import weir.cli.server.StopCommand;
import weir.cli.server.TopCommand;
import weir.cli.submissions.GuardCommand;
import weir.cli.submissions.SubmissionsCommand;
import weir.cli.trace.TraceCommand;
import weir.config.Unreadable;

/// The command line: all commands but those that are a server themselves, which the program adds.
@Command(
    name = "weir",
    description = "Keeps spam out of your mail servers, and your customers from sending it.",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "`weir COMMAND --help` tells more of each, with examples."})
public final class Cli extends CommandGroup {
  private static final int WIDTH = 100;
  private static final int INTERNAL_ERROR = 70; // EX_SOFTWARE of sysexits.h

  private Cli() {
    super("which command?");
  }

  /// The commands for this installation.
  public static CommandLine line(Installation installation) {
    CommandLine line = new CommandLine(new Cli());
    line.addSubcommand(new WhyCommand(installation));
    line.addSubcommand(new JournalCommand(installation));
    line.addSubcommand(new ExplainCommand(installation));
    line.addSubcommand(new StatusCommand(installation));
    line.addSubcommand(new TopCommand(installation));
    line.addSubcommand(new WhoCommand(installation));
    line.addSubcommand(new SourcesCommand(installation));
    line.addSubcommand(new ReplayCommand(installation));
    line.addSubcommand(new AccountCommand(installation));
    line.addSubcommand(new TraceCommand(installation));
    line.addSubcommand(EvidenceCommand.line(installation));
    line.addSubcommand(LimitsCommand.line(installation));
    line.addSubcommand(AccountsCommand.line(installation));
    line.addSubcommand(ComplaintsCommand.line(installation));
    line.addSubcommand(new IncidentsCommand(installation));
    line.addSubcommand(new IncidentCommand(installation));
    line.addSubcommand(new RespondCommand(installation));
    line.addSubcommand(new UndoCommand(installation));
    line.addSubcommand(new RepairedCommand(installation));
    line.addSubcommand(ResponsesCommand.line(installation));
    line.addSubcommand(new EnableCommand(installation));
    line.addSubcommand(new DisableCommand(installation));
    line.addSubcommand(NoticesCommand.line(installation));
    line.addSubcommand(new AllowCommand(installation));
    line.addSubcommand(new BlockCommand(installation));
    line.addSubcommand(LeasesCommand.line(installation));
    line.addSubcommand(ListsCommand.line(installation));
    line.addSubcommand(HeldCommand.line(installation));
    line.addSubcommand(QueueCommand.line(installation));
    line.addSubcommand(ConfigCommand.line(installation));
    line.addSubcommand(ImportCommand.line(installation));
    line.addSubcommand(new DoctorCommand(new ThisMachine()));
    line.addSubcommand(new ConnectionsCommand());
    line.addSubcommand(new OffendersCommand());
    line.addSubcommand(FenceCommand.line(installation));
    line.addSubcommand(AgentsCommand.line(installation));
    line.addSubcommand(new ProbeTargetCommand());
    line.addSubcommand(new SubmissionsCommand());
    line.addSubcommand(AgentCommand.line(installation));
    line.addSubcommand(new GuardCommand());
    line.addSubcommand(new ProbeCommand(installation));
    line.addSubcommand(new ReloadCommand(installation));
    line.addSubcommand(new StopCommand(installation));
    line.addSubcommand(new HelpCommand());
    line.addSubcommand(new CompletionCommand());
    line.addSubcommand(new CommandPages());
    return line;
  }

  /// What holds for all commands, those added later included: call it last.
  public static CommandLine finished(CommandLine line) {
    line.setUsageHelpWidth(WIDTH);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExecutionStrategy(parsed -> {
      try {
        return new CommandLine.RunLast().execute(parsed);
      } finally {
        line.getOut().flush(); // the program ends next, and what is buffered with it
      }
    });
    line.setParameterExceptionHandler((e, _) -> Misread.tell(e));
    line.setExecutionExceptionHandler((e, commandLine, _) -> {
      String why = e instanceof IOException io ? said(io) : e.getMessage();
      commandLine.getErr().println("weir: " + Shown.text(String.valueOf(why)));
      commandLine.getErr().flush();
      return e instanceof IOException ? Subcommand.NOT : failed(e, commandLine);
    });
    return line;
  }

  /// What a server keeps is for its own user.
  private static String said(IOException trouble) {
    return trouble instanceof AccessDeniedException
        ? Unreadable.said(trouble) + "; run it as root or as the user of the server"
        : Unreadable.said(trouble);
  }

  private static int failed(Exception e, CommandLine commandLine) {
    e.printStackTrace(commandLine.getErr());
    return INTERNAL_ERROR;
  }

  /// What the build wrote into the jar.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String built = Cli.class.getPackage().getImplementationVersion();
      return new String[] {"weir " + (built == null ? "(not packaged)" : built)};
    }
  }
}
