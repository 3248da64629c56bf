package weir.agent.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.queue.EximQueue;

/// Exim: held messages wait in a named queue that nobody runs, or, before 4.88 or where the
/// operator prefers it, frozen. A message that is being delivered is locked, and stays as it is.
public final class EximHand implements Hand {
  /// Ids on one command line.
  private static final int AT_ONCE = 200;

  private static final List<String> TIMERS =
      List.of("timeout_frozen_after", "ignore_bounce_errors_after", "auto_thaw");

  /// How messages are held.
  public enum Hold {
    NAMED_QUEUE,
    FREEZE
  }

  private final Programs programs;
  private final String exim;
  private final Hold hold;

  /// @param exim its program, as `exim4`
  public EximHand(Programs programs, String exim, Hold hold) {
    this.programs = programs;
    this.exim = exim;
    this.hold = hold;
  }

  @Override
  public void hold(List<Found> messages) throws IOException, InterruptedException {
    List<String> action = hold == Hold.FREEZE ? List.of("-Mf") : List.of("-MG", EximQueue.HOLD);
    act(messages, action);
  }

  @Override
  public void release(List<Found> messages) throws IOException, InterruptedException {
    List<Found> frozen = new ArrayList<>();
    List<Found> moved = new ArrayList<>();
    for (Found message : messages) {
      (isMoved(message) ? moved : frozen).add(message);
    }
    act(frozen, List.of("-Mt"));
    act(moved, List.of("-MG", ""));
  }

  private static boolean isMoved(Found message) {
    return message.message().queue().filter(EximQueue.HOLD::equals).isPresent();
  }

  @Override
  public void delete(List<Found> messages) throws IOException, InterruptedException {
    act(messages, List.of("-Mrm"));
  }

  /// Exim exits with an error when one of the messages is gone or locked; the queue tells which.
  private void act(List<Found> messages, List<String> action)
      throws IOException, InterruptedException {
    Map<String, List<String>> byQueue = new LinkedHashMap<>();
    for (Found message : messages) {
      byQueue
          .computeIfAbsent(message.message().queue().orElse(""), _ -> new ArrayList<>())
          .add(message.id());
    }
    for (Map.Entry<String, List<String>> queue : byQueue.entrySet()) {
      List<String> ids = queue.getValue();
      for (int from = 0; from < ids.size(); from += AT_ONCE) {
        List<String> command = new ArrayList<>(List.of(exim));
        if (!queue.getKey().isEmpty()) {
          command.add("-qG" + queue.getKey());
        }
        command.addAll(action);
        command.addAll(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
        programs.run(command, "");
      }
    }
  }

  /// Into the named queue; nothing on the command line has a message frozen.
  @Override
  public boolean takesHeld() {
    return hold == Hold.NAMED_QUEUE;
  }

  /// `-MCG` names the queue into which Exim receives. Before 4.88 it is an unknown option, and
  /// nothing is handed in. `-odq`: the delivery at once would begin in the named queue, too.
  @Override
  public void submit(Evidence.Kept message, byte[] content, boolean held)
      throws IOException, InterruptedException {
    List<String> command =
        held ? List.of(exim, "-MCG", EximQueue.HOLD, "-odq", "-i") : List.of(exim, "-i");
    Submission.sendmail(programs, command, message, new String(content, ISO_8859_1));
  }

  /// The timers that Exim has for frozen messages, as it is configured now.
  @Override
  public List<String> remarks() throws IOException, InterruptedException {
    List<String> remarks = new ArrayList<>();
    if (hold == Hold.NAMED_QUEUE) {
      remarks.add(
          "They go to the named queue %s, which exim -bp and exiqgrep show only with -qG%s; no queue runner tries them and no timer for frozen messages touches them."
              .formatted(EximQueue.HOLD, EximQueue.HOLD));
      remarks.add(
          "A message that is released later than its retry rules allow is bounced at its first failure.");
      return remarks;
    }
    List<String> command = new ArrayList<>(List.of(exim, "-bP"));
    command.addAll(TIMERS);
    Map<String, String> timers = new LinkedHashMap<>();
    for (String line : programs.run(command, "").output().lines().toList()) {
      int equals = line.indexOf(" = ");
      if (equals > 0) {
        timers.put(line.substring(0, equals).strip(), line.substring(equals + 3).strip());
      }
    }
    remarks.add(timer(timers, "auto_thaw", "thaws and tries them again after %s"));
    remarks.add(timer(timers, "timeout_frozen_after", "deletes them, frozen for longer than %s"));
    remarks.add(
        timer(
            timers,
            "ignore_bounce_errors_after",
            "deletes those that are bounces when they are frozen for longer than %s"));
    return remarks;
  }

  private static String timer(Map<String, String> timers, String name, String does) {
    String value = timers.get(name);
    if (value == null) {
      return name + " could not be read: what Exim does with frozen messages is not known.";
    }
    return value.equals("0s")
        ? name + " = 0s: Exim does nothing of that kind."
        : name + " = " + value + ": Exim " + does.formatted(value) + ".";
  }
}
