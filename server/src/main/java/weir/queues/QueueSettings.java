package weir.queues;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.agent.queue.EximHand;
import weir.agent.queue.Spool;
import weir.config.ByteSize;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;

@Doc("The queue of this host's own mail server, for `weir queue`.")
public record QueueSettings(
    @Doc(
            "Which mail server: `postfix`, `exim` or `qmail`. Without it, the one whose queue is found.")
        Optional<Spool.Server> server,
    @Doc("The folder of its queue, where that is not the usual one; needs `server`.")
        Optional<Path> spool,
    @Doc("Threads that read the queue in a search.") @Default("2") @Range(from = "1", to = "64")
        int threads,
    @Doc("Messages a minute that a release, or the undoing of a hold or deletion, lets go.")
        @Default("600")
        @Range(from = "1", to = "100000")
        int releasesAMinute,
    @Doc(
            "How long a deleted message is kept as evidence, from which `weir queue undo` hands it in again.")
        @Default("14d")
        @Range(from = "1h", to = "3650d")
        Duration keepEvidence,
    @Doc("Bytes of evidence in all; a message beyond it is held instead of deleted.")
        @Default("5GB")
        ByteSize evidenceBytes,
    @Doc("Exim's program.") @Default("exim4") String exim,
    @Doc(
            "How Exim's messages are held: `named-queue` moves them to the queue weir-held, `freeze` freezes them, for Exim before 4.88.")
        @Default("named-queue")
        EximHand.Hold eximHold,
    @Doc("What stops qmail-send, word by word.") @Default("['svc', '-d', '/service/qmail-send']")
        List<String> qmailStop,
    @Doc("What starts qmail-send.") @Default("['svc', '-u', '/service/qmail-send']")
        List<String> qmailStart,
    @Doc(
            "How long qmail-send may take to end its deliveries; then nothing is done and it is started again.")
        @Default("2m")
        @Range(from = "1s", to = "1h")
        Duration qmailPatience) {

  public QueueSettings {
    qmailStop = List.copyOf(qmailStop);
    qmailStart = List.copyOf(qmailStart);
  }
}
