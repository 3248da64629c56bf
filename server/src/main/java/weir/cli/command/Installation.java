package weir.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import weir.agents.AgentSettings;
import weir.api.Answer;
import weir.api.ImaginedSession;
import weir.cli.output.Terminal;
import weir.config.Mistake;
import weir.config.Reference;
import weir.directory.AccountDirectory;
import weir.dns.Resolver;
import weir.limits.OutboundSettings;
import weir.notices.NoticeSettings;
import weir.probe.Probe;
import weir.queues.QueueDesk;
import weir.queues.QueueOwners;
import weir.sources.LogForms;
import weir.traceback.TraceGrounds;

/// What the commands have to know of the program that they belong to.
public interface Installation {

  /// The time.
  Clock clock();

  /// Where things are, even when the configuration has mistakes; the example's places without one.
  ///
  /// @throws IOException with a sentence for the operator when the file that is meant is not there
  Whereabouts whereabouts(Optional<Path> configuration) throws IOException;

  /// The configuration that is meant where `named` is given on the command line: it, or what the
  /// environment and the usual places say; empty for the example.
  Optional<Path> meant(Optional<Path> named);

  /// A configuration that lies in this folder, where it is taken only if it is named.
  Optional<Path> lyingHere();

  /// All mistakes of a configuration, those of the files it names included.
  List<Mistake> mistakes(Path configuration);

  /// What is no mistake of a configuration and should be known, each with file and line.
  List<String> remarks(Path configuration);

  /// Walks an imagined session without a running server, from the configuration alone.
  ///
  /// @return an explanation, or why there is none
  Answer explain(Optional<Path> configuration, ImaginedSession session)
      throws IOException, InterruptedException;

  /// Parts to walk many imagined sessions by one configuration, without a running server.
  ///
  /// @param dns what stands between the checks and the name servers of the configuration
  /// @throws IOException with a sentence for the operator when the configuration is of no use
  Trial trial(Path configuration, UnaryOperator<Resolver> dns) throws IOException;

  /// Walks imagined sessions. Recipients of which only a next hop knows are taken to exist.
  interface Trial extends AutoCloseable {
    Answer walk(ImaginedSession session) throws InterruptedException;

    /// Where it looks names up.
    Resolver resolver();

    @Override
    void close();
  }

  /// What helps to trace a message.
  ///
  /// @throws IOException with a sentence for the operator when the configuration is of no use
  TraceGrounds tracing(Optional<Path> configuration) throws IOException;

  /// Accounts as the server's folder has them, by the configuration that is meant.
  AccountDirectory directory(Optional<Path> configuration) throws IOException;

  /// What the lines of log files are, by the logs that the configuration that is meant follows.
  ///
  /// @param host the host of all files, whatever the configuration says
  /// @param zone of all times without one, whatever the configuration says
  /// @throws IOException with a sentence for the operator when the configuration is of no use
  LogForms logs(Optional<Path> configuration, Optional<String> host, Optional<ZoneId> zone)
      throws IOException;

  /// What is asked about senders, by the configuration that is meant.
  ///
  /// @throws IOException with a sentence for the operator when the configuration is of no use
  OutboundSettings outbound(Optional<Path> configuration) throws IOException;

  /// What is asked of agents, by the configuration that is meant.
  ///
  /// @throws IOException with a sentence for the operator when the configuration is of no use
  OfAgents agents(Optional<Path> configuration) throws IOException;

  /// @param folder of the server
  /// @param hostName of the server
  record OfAgents(Path folder, String hostName, AgentSettings settings) {}

  /// Who is told what happens, by the configuration that is meant.
  ///
  /// @throws IOException with a sentence for the operator when the configuration is of no use
  Told notices(Optional<Path> configuration) throws IOException;

  /// Who is told what happens.
  ///
  /// @param host what we call ourselves
  record Told(String host, Map<String, NoticeSettings> receivers) {}

  /// What is written about the settings.
  Reference reference();

  /// The ids of all findings that Weir ships with; an operator's own rules have others.
  Collection<String> findings();

  /// The text of a configuration to begin with.
  String example();

  /// A next hop, to be probed: of the configuration that is meant where this one is named, or of
  /// the one that the server runs which is found here.
  HopFound hop(Optional<Path> configuration, String name);

  /// What commands write to, as it is at this moment.
  default Terminal terminal() {
    return Terminal.now();
  }

  /// Where commands change what is not Weir's own.
  default HostPlaces places() {
    return HostPlaces.USUAL;
  }

  /// The queue of this host's mail server, as the configuration says.
  ///
  /// @throws IOException with a sentence for the operator when the configuration is of no use
  QueueDesk queue(Optional<Path> configuration) throws IOException;

  /// Whose messages of that queue are, by the accounts as the server's folder has them.
  ///
  /// @throws IOException with a sentence for the operator when the configuration is of no use
  QueueOwners queueOwners(Optional<Path> configuration) throws IOException;

  /// What the operator types.
  BufferedReader answers();

  /// What came of looking for a next hop.
  sealed interface HopFound {
    record Server(Probe.Subject subject) implements HopFound {}

    /// @param why there is none that could be probed
    record Not(String why) implements HopFound {}

    record Mistaken(List<Mistake> mistakes) implements HopFound {}
  }

  /// Places of one installation.
  ///
  /// @param configuration the file, or words that say that there is none
  /// @param folder state and socket of the server
  /// @param journal the journal's files
  record Whereabouts(String configuration, Path folder, Path journal) {}
}
