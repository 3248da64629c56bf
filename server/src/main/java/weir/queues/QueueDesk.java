package weir.queues;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import weir.agent.queue.Acts;
import weir.agent.queue.Deeds;
import weir.agent.queue.Evidence;
import weir.agent.queue.EximHand;
import weir.agent.queue.Hand;
import weir.agent.queue.Pace;
import weir.agent.queue.PostfixHand;
import weir.agent.queue.Programs;
import weir.agent.queue.QmailHand;
import weir.agent.queue.QueueScan;
import weir.agent.queue.Spool;
import weir.agent.queue.Wanted;

/// The queue of this host, with what is needed to look at it and to change it.
public final class QueueDesk {
  private static final String EVIDENCE = "queue-evidence";

  private final QueueSettings settings;
  private final Path folder;
  private final Programs programs;
  private final InstantSource clock;

  /// @param folder the state folder
  public QueueDesk(QueueSettings settings, Path folder, Programs programs, InstantSource clock) {
    this.settings = settings;
    this.folder = folder;
    this.programs = programs;
    this.clock = clock;
  }

  /// @throws IOException with a sentence for the operator when it is not clear which queue is meant
  public Spool spool() throws IOException {
    if (settings.server().isPresent()) {
      Spool.Server server = settings.server().get();
      Path place = settings.spool().orElse(server.usual());
      if (!Files.isDirectory(place)) {
        throw new IOException("there is no queue in " + place + "; [queue] spool says where it is");
      }
      return new Spool(server, place);
    }
    List<Spool> found = Spool.found();
    if (found.size() == 1) {
      return found.getFirst();
    }
    String all =
        found.stream().map(spool -> spool.folder().toString()).collect(Collectors.joining(", "));
    throw new IOException(
        found.isEmpty()
            ? "no queue of Postfix, Exim or qmail is in its usual place; [queue] server and spool say where one is"
            : "several queues are here (" + all + "); [queue] server says which one is meant");
  }

  /// Looks through the queue.
  ///
  /// @param most messages that are kept; the others are only counted
  public QueueScan.Result scan(Wanted wanted, int most, Consumer<QueueScan.Progress> progress)
      throws IOException, InterruptedException {
    return new QueueScan(spool().format(), wanted, most).run(settings.threads(), progress);
  }

  /// What was done to the queue.
  public Acts acts() {
    return new Acts(folder);
  }

  /// Does things to the queue, at the pace of the settings.
  public Deeds deeds() throws IOException {
    return deeds(new Pace(settings.releasesAMinute(), time -> Thread.sleep(time)));
  }

  /// Does things to the queue.
  ///
  /// @param pace of what goes back into delivery
  public Deeds deeds(Pace pace) throws IOException {
    Evidence evidence =
        new Evidence(
            folder.resolve(EVIDENCE), settings.keepEvidence(), settings.evidenceBytes().bytes());
    return new Deeds(spool(), hand(), acts(), evidence, pace, clock);
  }

  /// What an operator should know before messages are held.
  public List<String> remarks() throws IOException, InterruptedException {
    return hand().remarks();
  }

  /// Whether undo puts back held what was held when it was deleted.
  public boolean takesHeld() throws IOException {
    return hand().takesHeld();
  }

  /// The folder that has what an act deleted.
  public Path evidence(String act) {
    return folder.resolve(EVIDENCE).resolve(act);
  }

  private Hand hand() throws IOException {
    Spool spool = spool();
    return switch (spool.server()) {
      case POSTFIX -> new PostfixHand(programs, clock);
      case EXIM -> new EximHand(programs, settings.exim(), settings.eximHold());
      case QMAIL ->
          new QmailHand(
              spool.folder(),
              new QmailSend(
                  programs,
                  settings.qmailStop(),
                  settings.qmailStart(),
                  settings.qmailPatience(),
                  QmailSend::runs),
              programs);
    };
  }
}
