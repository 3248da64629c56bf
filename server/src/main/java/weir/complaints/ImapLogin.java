package weir.complaints;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import weir.asking.SecretFile;
import weir.complaints.ImapConnection.Command;
import weir.imap.BodyTaker;
import weir.imap.ImapAnswer;
import weir.imap.ImapAnswer.Status;
import weir.imap.ImapWords;

/// Logs in to an IMAP server. Whatever the server answers, the password is in nothing that is said
/// of it.
final class ImapLogin {
  private static final String REPEATED = "the server's answer repeats the password";

  private final ComplaintSettings.Imap settings;
  private final ImapConnection connection;

  ImapLogin(ComplaintSettings.Imap settings, ImapConnection connection) {
    this.settings = settings;
    this.connection = connection;
  }

  /// @param abilities the server's, as CAPABILITY says them
  /// @param learned told each answer that comes meanwhile
  /// @throws LoginRefused when name or password are not taken
  /// @throws IOException when it cannot be found out whether they are
  void logIn(Set<String> abilities, Consumer<ImapAnswer> learned) throws IOException {
    String password = SecretFile.firstLine(settings.passwordFile());
    Command command = command(abilities, password);
    answered(command, SentSecret.of(settings.user(), password), learned);
  }

  private Command command(Set<String> abilities, String password) throws IOException {
    if (abilities.contains("AUTH=PLAIN")) {
      String secret = ImapWords.plain(settings.user(), password);
      boolean atOnce = abilities.contains("SASL-IR"); // RFC 4959
      String text = "AUTHENTICATE PLAIN" + (atOnce ? " " + secret : "");
      return new Command("the login", text, ImapConnection.ANSWER, atOnce ? null : secret);
    }
    if (abilities.contains("LOGINDISABLED")) {
      throw new IOException("the server takes no password here");
    }
    return new Command("the login", login(password), ImapConnection.ANSWER, null);
  }

  private String login(String password) throws IOException {
    try {
      return "LOGIN " + ImapWords.quoted(settings.user()) + " " + ImapWords.quoted(password);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "the server knows LOGIN only, which takes no name or password beyond ASCII", e);
    }
  }

  private void answered(Command command, SentSecret secret, Consumer<ImapAnswer> learned)
      throws IOException {
    ImapAnswer.Tagged answer;
    try {
      answer = connection.ask(command, learned, BodyTaker.NONE);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      if (secret.without(why, REPEATED).equals(why)) {
        throw e;
      }
      throw new IOException(REPEATED); // without its cause, which says the password
    }
    String code = answer.code().map(word -> secret.without(word, REPEATED)).orElse(REPEATED);
    String why = secret.without(answer.text(), code);
    if (answer.status() == Status.NO && !answer.code().equals(Optional.of("UNAVAILABLE"))) {
      throw new LoginRefused("the login of " + settings.user() + " is refused: " + why);
    }
    if (answer.status() != Status.OK) {
      throw new IOException("the login is refused: " + why);
    }
  }
}
