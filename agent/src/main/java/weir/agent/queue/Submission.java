package weir.agent.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A message handed in anew, by the `sendmail` that every mail server has.
final class Submission {
  private Submission() {}

  /// @param content octets as ISO 8859-1
  /// @throws IOException when it was not taken
  static void sendmail(
      Programs programs, List<String> program, Evidence.Kept message, String content)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("-f", message.sender().isEmpty() ? "<>" : message.sender(), "--"));
    command.addAll(message.recipients());
    Programs.Ran ran = programs.run(command, content);
    if (ran.exit() != 0) {
      throw new IOException(program.getFirst() + ": " + ran.output().strip());
    }
  }
}
