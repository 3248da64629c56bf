package weir.agent.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import weir.queue.QmailQueue;
import weir.queue.QueueState;

/// qmail, which has no hold: while qmail-send stands still, the files of a message are renamed into
/// a folder beside the queue's own. A rename keeps the inode, whose number is the message's, so the
/// number stays taken and the message can be renamed back as it was.
public final class QmailHand implements Hand {
  private static final List<String> FOLDERS = List.of("info", "local", "remote", "bounce", "mess");

  /// Stops and starts qmail-send.
  public interface Sender {
    /// Stops it and waits until it has ended.
    ///
    /// @throws IOException when it goes on
    void stop() throws IOException, InterruptedException;

    /// Starts it again.
    void start() throws IOException, InterruptedException;
  }

  private final Path queue;
  private final Sender sender;
  private final Programs programs;

  /// @param queue the folder `queue`
  public QmailHand(Path queue, Sender sender, Programs programs) {
    this.queue = queue;
    this.sender = sender;
    this.programs = programs;
  }

  @Override
  public void hold(List<Found> messages) throws IOException, InterruptedException {
    Standstill.run(
        sender,
        () -> {
          for (Found message : messages) {
            if (message.message().state()
                == QueueState.WAITING) { // what is in todo is qmail-send's
              move(message, queue, queue.resolve(QmailQueue.HOLD));
            }
          }
        });
  }

  @Override
  public void release(List<Found> messages) throws IOException, InterruptedException {
    Standstill.run(
        sender,
        () -> {
          for (Found message : messages) {
            move(message, queue.resolve(QmailQueue.HOLD), queue);
          }
        });
  }

  /// What lies aside is no file of the queue any more, so qmail-send may run.
  @Override
  public void delete(List<Found> messages) throws IOException {
    for (Found message : messages) {
      for (String folder : FOLDERS) {
        Path file = path(queue.resolve(QmailQueue.HOLD), folder, message);
        if (message.file().state() == QueueState.HELD) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /// `mess` last, by which a message is found: an interrupted move is seen and can be repeated.
  private static void move(Found message, Path from, Path to) throws IOException {
    for (String folder : FOLDERS) {
      Path target = path(to, folder, message);
      Files.createDirectories(target.resolve("..").normalize());
      try {
        Files.move(path(from, folder, message), target, StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException _) {
        // no local or no remote recipients, no bounce
      }
    }
  }

  /// `bounce` is not split.
  private static Path path(Path base, String folder, Found message) {
    Path file = message.file().path();
    int names = file.getNameCount();
    return base.resolve(folder)
        .resolve(folder.equals("bounce") ? file.getFileName() : file.subpath(names - 2, names));
  }

  /// What qmail-queue has taken lies in `todo`, where it cannot be held.
  @Override
  public boolean takesHeld() {
    return false;
  }

  @Override
  public void submit(Evidence.Kept message, byte[] content, boolean held)
      throws IOException, InterruptedException {
    // qmail-queue reads the message from descriptor 0 and the envelope from 1.
    Path mess = Files.createTempFile("weir-queue", ".mess");
    Path envelope = Files.createTempFile("weir-queue", ".envelope");
    try {
      Files.write(mess, content);
      StringBuilder fields = new StringBuilder("F").append(message.sender()).append('\0');
      message.recipients().forEach(each -> fields.append('T').append(each).append('\0'));
      Files.writeString(envelope, fields.append('\0'));
      Path program = queue.resolveSibling("bin").resolve("qmail-queue");
      Programs.Ran ran =
          programs.run(
              List.of(
                  "sh",
                  "-c",
                  "exec \"$0\" <\"$1\" 1<\"$2\"",
                  program.toString(),
                  mess.toString(),
                  envelope.toString()),
              "");
      if (ran.exit() != 0) {
        throw new IOException("qmail-queue ended with " + ran.exit());
      }
    } finally {
      Files.delete(mess);
      Files.delete(envelope);
    }
  }

  @Override
  public List<String> remarks() {
    return List.of(
        "qmail-send is stopped for the move and started again whatever happens; messages that it has not looked at yet (todo) stay where they are.");
  }
}
