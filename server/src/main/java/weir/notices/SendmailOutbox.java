package weir.notices;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import weir.agent.queue.Programs;

/// A program such as sendmail.
final class SendmailOutbox implements Outbox {
  private final List<String> words;
  private final Programs programs;

  SendmailOutbox(List<String> words, Programs programs) {
    this.words = List.copyOf(words);
    this.programs = programs;
  }

  /// Sendmail's programs take lines as this system writes them.
  @Override
  public void send(String id, String from, List<String> to, byte[] message)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(words);
    command.addAll(List.of("-i", "-f", from, "--"));
    command.addAll(to);
    String text = new String(message, US_ASCII).replace("\r\n", "\n");
    Programs.Ran ran = programs.run(command, text);
    if (ran.exit() != 0) {
      throw new IOException(
          "%s ended with %d: %s".formatted(words.getFirst(), ran.exit(), ran.output().strip()));
    }
  }
}
