package weir.mail;

import java.util.List;

/// Who sends and who receives a message: what MAIL and the accepted RCPT said (RFC 5321 section
/// 2.3.1).
///
/// @param sender the reverse-path
/// @param parameters those of MAIL
/// @param recipients in the order of the client; a recipient that was given twice stands twice
public record Envelope(Path sender, MailParameters parameters, List<Recipient> recipients) {

  /// One accepted RCPT.
  public record Recipient(Path path, RcptParameters parameters) {

    /// @throws IllegalArgumentException for the null path, which nobody can receive at
    public Recipient {
      if (path instanceof Path.Null) {
        throw new IllegalArgumentException("a recipient is never the null path");
      }
    }
  }

  /// @throws IllegalArgumentException for a sender that is the bare postmaster, which is a
  ///   recipient only
  public Envelope {
    if (sender instanceof Path.Postmaster) {
      throw new IllegalArgumentException("a sender is never the bare postmaster");
    }
    recipients = List.copyOf(recipients);
  }

  /// Whether a path of this envelope can only be sent to a hop that knows SMTPUTF8.
  public boolean needsUtf8() {
    boolean needed = parameters.utf8() || needsUtf8(sender);
    for (Recipient recipient : recipients) {
      needed |= needsUtf8(recipient.path);
    }
    return needed;
  }

  private static boolean needsUtf8(Path path) {
    return path instanceof Path.Mailbox mailbox && mailbox.needsUtf8();
  }
}
