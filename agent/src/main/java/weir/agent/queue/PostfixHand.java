package weir.agent.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Postfix: `postsuper`, which reads ids from its standard input.
///
/// What was held for long is released by queuing it again (`-r`): addresses are looked up and
/// rewritten anew, and its time in the queue is what it was. Deleted is from `hold` only, where
/// nothing arrives under an id that was used before.
public final class PostfixHand implements Hand {
  private static final Duration LONG = Duration.ofDays(1);

  private final Programs programs;
  private final InstantSource clock;

  public PostfixHand(Programs programs, InstantSource clock) {
    this.programs = programs;
    this.clock = clock;
  }

  @Override
  public void hold(List<Found> messages) throws IOException, InterruptedException {
    postsuper("-h", messages);
  }

  @Override
  public void release(List<Found> messages) throws IOException, InterruptedException {
    List<Found> again = new ArrayList<>();
    List<Found> soon = new ArrayList<>();
    for (Found message : messages) {
      (isHeldLong(message) ? again : soon).add(message);
    }
    postsuper("-H", soon);
    postsuper("-r", again);
  }

  /// The file's own change is its move to `hold`.
  private boolean isHeldLong(Found message) throws IOException {
    try {
      FileTime moved = (FileTime) Files.getAttribute(message.file().path(), "unix:ctime");
      return moved.toInstant().plus(LONG).isBefore(clock.instant());
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  @Override
  public void delete(List<Found> messages) throws IOException, InterruptedException {
    postsuper("-d", messages, "hold");
  }

  private void postsuper(String option, List<Found> messages, String... folder)
      throws IOException, InterruptedException {
    if (messages.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("postsuper", option, "-"));
    command.addAll(List.of(folder));
    String ids = messages.stream().map(it -> it.id() + "\n").collect(Collectors.joining());
    Programs.Ran ran = programs.run(command, ids);
    if (ran.exit() != 0) {
      throw new IOException("postsuper " + option + ": " + ran.output().strip());
    }
  }

  /// Only settings of cleanup or smtpd say HOLD; `postsuper -h` behind `sendmail` races with qmgr.
  @Override
  public boolean takesHeld() {
    return false;
  }

  @Override
  public void submit(Evidence.Kept message, byte[] content, boolean held)
      throws IOException, InterruptedException {
    Submission.sendmail(
        programs, List.of("sendmail", "-i"), message, new String(content, ISO_8859_1));
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }
}
