package weir.gateway;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.smtp.Command;
import weir.smtp.Reply;

/// May this command come now? (RFC 5321 section 4.1.4, RFC 3207 section 4, RFC 4954 section 4)
///
/// Asked before anything is done, so that no handler has to guard itself.
final class Dialog {
  private static final Reply HELO_FIRST = Reply.of(503, "5.5.1", "Say HELO or EHLO first");
  private static final Reply MAIL_FIRST = Reply.of(503, "5.5.1", "Say MAIL first");
  private static final Reply RCPT_FIRST = Reply.of(503, "5.5.1", "Name a valid recipient first");
  private static final Reply CHUNKS_BEGUN =
      Reply.of(503, "5.5.1", "The message has begun, go on with BDAT or say RSET");
  private static final Reply NESTED_MAIL =
      Reply.of(503, "5.5.1", "A transaction is under way already, say RSET to end it");
  private static final Reply IN_TRANSACTION =
      Reply.of(503, "5.5.1", "Not while a transaction is under way");
  private static final Reply TLS_FIRST =
      Reply.of(530, "5.7.0", "Say STARTTLS first, passwords are taken only under TLS");
  private static final Reply HAS_LOGIN = Reply.of(503, "5.5.1", "Already logged in");
  private static final Reply HAS_TLS = Reply.of(503, "5.5.1", "TLS is active already");
  private static final Reply NO_TLS = Reply.of(502, "5.5.1", "TLS is not offered here");
  private static final Reply NO_AUTH = Reply.of(502, "5.5.1", "Logins are not offered here");
  private static final Reply NO_XCLIENT = Reply.of(550, "5.7.0", "Not authorised to say XCLIENT");

  private Dialog() {}

  /// Why the command cannot come now.
  static Optional<Answer.Say> objection(Command command, Talk talk) {
    return Optional.ofNullable(
        switch (command) {
          case Command.Mail _ -> error(mail(talk));
          case Command.Rcpt _ -> sentAlong(rcpt(talk));
          case Command.Data _ -> sentAlong(data(talk));
          case Command.StartTls _ -> error(startTls(talk));
          case Command.Auth _ -> error(auth(talk));
          case Command.Xclient _ -> error(xclient(talk));
          case Command.Unknown(var verb) -> unknown(verb, talk);
          case Command.Helo _,
              Command.Ehlo _,
              Command.Rset _,
              Command.Noop _,
              Command.Vrfy _,
              Command.Expn _,
              Command.Help _,
              Command.Quit _,
              Command.Etrn _,
              Command.HttpRequest _,
              Command.Bdat _,
              Command.Xforward _,
              Command.Malformed _ ->
              null;
        });
  }

  private static Answer.@Nullable Say error(@Nullable Reply reply) {
    return reply == null ? null : Answer.error(reply);
  }

  /// What a client sent in one group with a MAIL or the recipients that we refused comes out of
  /// order without an error of its own (RFC 2920 section 3.1).
  private static Answer.@Nullable Say sentAlong(@Nullable Reply reply) {
    return reply == null ? null : Answer.idle(reply);
  }

  private static @Nullable Reply mail(Talk talk) {
    if (talk.facts().hello().isEmpty()) {
      return HELO_FIRST;
    }
    return talk.transaction().isPresent() ? NESTED_MAIL : null;
  }

  private static @Nullable Reply rcpt(Talk talk) {
    if (talk.transaction().isEmpty()) {
      return MAIL_FIRST;
    }
    return inChunks(talk) ? CHUNKS_BEGUN : null;
  }

  /// RFC 3030 section 2: DATA and BDAT cannot be mixed in one transaction.
  private static @Nullable Reply data(Talk talk) {
    return inChunks(talk) ? CHUNKS_BEGUN : toMessage(talk).orElse(null);
  }

  /// Why no message can follow. BDAT asks for itself, since its octets have to be read off first.
  static Optional<Reply> toMessage(Talk talk) {
    if (talk.transaction().isEmpty()) {
      return Optional.of(MAIL_FIRST);
    }
    return talk.transaction().get().accepted().isEmpty()
        ? Optional.of(RCPT_FIRST)
        : Optional.empty();
  }

  private static boolean inChunks(Talk talk) {
    return talk.transaction().flatMap(Transaction::chunks).isPresent();
  }

  private static @Nullable Reply startTls(Talk talk) {
    if (!talk.offersTls()) {
      return NO_TLS;
    }
    if (talk.secured()) {
      return HAS_TLS;
    }
    return talk.transaction().isPresent() ? IN_TRANSACTION : null;
  }

  private static @Nullable Reply auth(Talk talk) {
    if (!talk.takesLogins()) {
      return NO_AUTH;
    }
    if (!talk.secured()) {
      return TLS_FIRST;
    }
    if (talk.facts().hello().isEmpty()) {
      return HELO_FIRST;
    }
    if (talk.facts().login().isPresent()) {
      return HAS_LOGIN;
    }
    return talk.transaction().isPresent() ? IN_TRANSACTION : null;
  }

  /// A PROXY header is read before there is a session; one that comes as a command is of a client
  /// that this listener does not let say who it is.
  private static Answer.@Nullable Say unknown(String verb, Talk talk) {
    if (verb.equalsIgnoreCase("PROXY")) {
      talk.gateway.counts().unauthorisedNaming.increment();
    }
    return null;
  }

  private static @Nullable Reply xclient(Talk talk) {
    if (!talk.mayNameClients()) {
      talk.gateway.counts().unauthorisedNaming.increment();
      return NO_XCLIENT;
    }
    return talk.transaction().isPresent() ? IN_TRANSACTION : null;
  }
}
