package weir.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.agent.queue.Programs;

/// The program that stands in sendmail's place and asks `weir submissions`; a person put it there.
record WrapperRemainder(Programs programs) implements Remainder {
  private static final Path SENDMAIL = Path.of("/usr/sbin/sendmail");
  private static final String WRAPPER = "weir-sendmail";

  @Override
  public Optional<String> there() throws IOException {
    return Files.isSymbolicLink(SENDMAIL)
            && Files.readSymbolicLink(SENDMAIL).endsWith(Path.of(WRAPPER))
        ? Optional.of("our program in sendmail's place: " + SENDMAIL)
        : Optional.empty();
  }

  /// For a moment there is no sendmail: dpkg-divert overwrites nothing.
  @Override
  public String takeAway() throws IOException, InterruptedException {
    if (!isDiverted()) {
      throw new IOException(
          SENDMAIL + " is our program, and no diversion says what it was: put that back first");
    }
    Path ours = Files.readSymbolicLink(SENDMAIL);
    Files.delete(SENDMAIL);
    Programs.Ran ran =
        programs.run(List.of("dpkg-divert", "--rename", "--remove", SENDMAIL.toString()), "");
    if (ran.exit() != 0) {
      Files.createSymbolicLink(SENDMAIL, ours);
      throw new IOException("dpkg-divert: " + ran.output().strip());
    }
    Files.deleteIfExists(SENDMAIL.resolveSibling(WRAPPER));
    return SENDMAIL + " is the mail server's own again";
  }

  private boolean isDiverted() throws InterruptedException {
    try {
      return programs
          .run(List.of("dpkg-divert", "--listpackage", SENDMAIL.toString()), "")
          .output()
          .startsWith("LOCAL");
    } catch (IOException _) {
      return false; // not a Debian
    }
  }
}
