package weir.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.agent.queue.Programs;

/// The program that stands in sendmail's place and asks `weir submissions`; a person put it there.
///
/// @param sendmail that place
record WrapperRemainder(Programs programs, Path sendmail) implements Remainder {
  private static final String WRAPPER = "weir-sendmail";

  @Override
  public Optional<String> there() throws IOException {
    return Files.isSymbolicLink(sendmail)
            && Files.readSymbolicLink(sendmail).endsWith(Path.of(WRAPPER))
        ? Optional.of("our program in sendmail's place: " + sendmail)
        : Optional.empty();
  }

  /// For a moment there is no sendmail: dpkg-divert overwrites nothing.
  @Override
  public String takeAway() throws IOException, InterruptedException {
    if (!isDiverted()) {
      throw new IOException(
          sendmail + " is our program, and no diversion says what it was: put that back first");
    }
    Path ours = Files.readSymbolicLink(sendmail);
    Files.delete(sendmail);
    Programs.Ran ran =
        programs.run(List.of("dpkg-divert", "--rename", "--remove", sendmail.toString()), "");
    if (ran.exit() != 0) {
      Files.createSymbolicLink(sendmail, ours);
      throw new IOException("dpkg-divert: " + ran.output().strip());
    }
    Files.deleteIfExists(sendmail.resolveSibling(WRAPPER));
    return sendmail + " is the mail server's own again";
  }

  private boolean isDiverted() throws InterruptedException {
    try {
      return programs
          .run(List.of("dpkg-divert", "--listpackage", sendmail.toString()), "")
          .output()
          .startsWith("LOCAL");
    } catch (IOException _) {
      return false; // not a Debian
    }
  }
}
