package weir.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.gateway.live.OpenSession;
import weir.smtp.Command;
import weir.smtp.LineRead;
import weir.smtp.LineReader;
import weir.smtp.Reply;
import weir.smtp.Verb;
import weir.wire.ConnectionLost;
import weir.wire.Recalled;
import weir.wire.TimedOut;
import weir.wire.TlsFailed;
import weir.wire.WireException;

/// One SMTP connection from greeting to goodbye. Runs on its own virtual thread and blocks freely.
///
/// The order of things is docs/flow.md. This class reads, asks and writes; it does not judge.
final class Session {
  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private static final Reply OUR_DEFECT =
      Reply.closing(421, "4.3.0", "Something went wrong here, please try again later");
  private static final Reply LINE_TOO_LONG = Reply.of(500, "5.5.2", "Line too long");

  private final Talk talk;
  private final Records records;
  private final Recall recall;

  Session(Talk talk) {
    this.talk = talk;
    this.records = new Records(talk);
    this.recall = new Recall(talk.wire);
  }

  /// Talks until one side has had enough, and writes down how it ended.
  void run() {
    SessionEnd end = SessionEnd.FAILED;
    String detail = "";
    try {
      end = converse();
    } catch (HungUp left) {
      end = left.end();
    } catch (OnMessage.LostInMessage lost) {
      end = SessionEnd.LOST_IN_MESSAGE;
    } catch (Recall.Told stop) {
      sayLast(OwnReplies.STOPPING);
      end = SessionEnd.STOPPED;
    } catch (WireException e) {
      end = ended(e);
      detail = detail(e);
    } catch (IOException | RuntimeException | Error defect) {
      talk.gateway.counts().failures.increment();
      log.error("session {} with {} failed", talk.session(), talk.facts().client(), defect);
      sayLast(OUR_DEFECT);
    } catch (InterruptedException stop) {
      sayLast(OwnReplies.STOPPING);
      end = SessionEnd.STOPPED;
    } finally {
      talk.lines.release();
      talk.waits.end();
      records.sessionEnded(end, detail);
    }
  }

  /// Ends a connection before its session, with one reply in place of the greeting; without a word
  /// where TLS would have to come first: a handshake costs more than whoever is turned away may.
  void turnAway(Reply reply) {
    sayLast(reply);
    talk.lines.release();
    records.sessionEnded(SessionEnd.TURNED_AWAY, "");
  }

  private SessionEnd converse() throws IOException, InterruptedException {
    if (!new OnConnect(talk).greet()) {
      return SessionEnd.REFUSED;
    }
    while (true) {
      if (talk.lines.buffered() > 0) {
        talk.wire.giveWay(); // many commands may be here, and no read between them
      }
      Command command = next();
      switch (answer(command)) {
        case Answer.Said(var goesOn) when goesOn -> {}
        case Answer.Said(var _) -> {
          return SessionEnd.REFUSED;
        }
        case Answer.Say(var reply, var delay, var counted) -> {
          talk.count(counted);
          Optional<SessionEnd> end = say(command, reply, delay);
          if (end.isPresent()) {
            return end.get();
          }
        }
      }
      Optional<Reply> limit = talk.exhausted();
      if (limit.isPresent()) {
        talk.say(limit.get());
        talk.wire.cutOff(); // its next command may be on the way
        return SessionEnd.LIMIT;
      }
    }
  }

  private Command next() throws IOException {
    LineRead read;
    try (var _ = talk.wire.within(talk.timeForCommand())) {
      recall.beginWaiting(talk.transaction().isEmpty());
      read = talk.lines.next(LineReader.EXTENDED_COMMAND_LINE);
      recall.endWaiting();
    }
    Command command =
        switch (read) {
          case LineRead.Line line -> talk.parse(line);
          case LineRead.TooLong(var _, var ended) -> malformed(LINE_TOO_LONG, ended);
          case LineRead.BareLineEnd(var kind) ->
              malformed(Reply.closing(500, "5.5.2", "Line ended by a bare " + kind), true);
          case LineRead.Nul() -> malformed(Reply.of(501, "5.5.2", "A command has no NUL"), true);
          case LineRead.EndOfStream(var _) -> throw new HungUp(SessionEnd.HUNG_UP);
        };
    Pipelining.look(talk, command);
    // The cases of a command are named by their verbs.
    talk.hears(command.getClass().getSimpleName().toUpperCase(Locale.ROOT));
    return command;
  }

  private static Command malformed(Reply reply, boolean goesOn) {
    return new Command.Malformed(Verb.UNKNOWN, goesOn ? reply : reply.closing());
  }

  /// May it come now? What does it say? What do we answer?
  private Answer answer(Command command) throws IOException, InterruptedException {
    Optional<Answer.Say> objection = Dialog.objection(command, talk);
    return objection.isPresent() ? objection.get() : perform(command);
  }

  private Answer perform(Command command) throws IOException, InterruptedException {
    return switch (command) {
      case Command.Helo helo -> new OnHello(talk, records).hello(helo.name(), false);
      case Command.Ehlo ehlo -> new OnHello(talk, records).hello(ehlo.name(), true);
      case Command.Mail mail -> new OnMail(talk).mail(mail);
      case Command.Rcpt rcpt -> new OnRcpt(talk).rcpt(rcpt);
      case Command.Data _ -> new OnData(talk).data();
      case Command.Bdat chunk -> new OnBdat(talk).bdat(chunk);
      case Command.Rset _ -> Answer.idle(reset());
      case Command.Noop _ -> Answer.idle(Reply.of(250, "2.0.0", "Ok"));
      case Command.Vrfy _ ->
          Answer.idle(Reply.of(252, "2.0.0", "Cannot say, but send your message and see"));
      case Command.Expn _, Command.Etrn _, Command.Xforward _ ->
          Answer.error(Reply.of(502, "5.5.1", "Not offered here"));
      case Command.Help _ -> Answer.idle(help());
      case Command.Quit _ -> Answer.now(OwnReplies.GOODBYE);
      case Command.StartTls _ -> new OnStartTls(talk).startTls();
      case Command.Auth auth -> new OnAuth(talk).auth(auth);
      case Command.Xclient xclient -> new OnXclient(talk).xclient(xclient);
      case Command.HttpRequest _ ->
          Answer.error(Reply.closing(521, "5.5.1", "This is a mail server"));
      case Command.Unknown(var verb) ->
          Answer.error(Reply.of(500, "5.5.2", "Command unknown: " + verb));
      // Nobody knows how much of a chunk follows a BDAT without a length: it must not be read as
      // commands.
      case Command.Malformed(var verb, var reply) ->
          Answer.error(verb == Verb.BDAT ? reply.closing() : reply);
    };
  }

  private Reply reset() {
    records.transactionAbandoned();
    return Reply.of(250, "2.0.0", "Ok");
  }

  private Reply help() {
    StringBuilder verbs =
        new StringBuilder("EHLO HELO MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT");
    verbs.append(talk.offersTls() && !talk.secured() ? " STARTTLS" : "");
    verbs.append(talk.takesLogins() && talk.secured() ? " AUTH" : "");
    Reply offered = Reply.of(214, "2.0.0", verbs.toString());
    return talk.site().page().map(page -> offered.andLine("See " + page)).orElse(offered);
  }

  /// @return how the session ends with this reply, if it does
  private Optional<SessionEnd> say(Command command, Reply reply, Duration delay)
      throws IOException {
    boolean displaced =
        reply.equals(OwnReplies.DISPLACED) || !talk.waits.sitOut(talk.facts().client(), delay);
    Reply said = talk.say(displaced ? OwnReplies.DISPLACED : reply);
    if (talk.transaction().map(Transaction::over).orElse(false)) {
      records.transactionEnded(said);
    }
    if (displaced) {
      return Optional.of(SessionEnd.DISPLACED);
    }
    if (!reply.closes()) {
      return Optional.empty();
    }
    if (command instanceof Command.Quit) {
      return Optional.of(SessionEnd.QUIT);
    }
    talk.wire.cutOff();
    return Optional.of(SessionEnd.CLOSED);
  }

  private SessionEnd ended(WireException e) {
    return switch (e) {
      case TimedOut _ -> {
        sayLast(OwnReplies.TIMED_OUT);
        yield SessionEnd.TIMED_OUT;
      }
      case Recalled _ -> {
        sayLast(OwnReplies.STOPPING);
        yield SessionEnd.STOPPED;
      }
      case ConnectionLost _ -> SessionEnd.LOST;
      case TlsFailed _ -> SessionEnd.TLS_FAILED;
    };
  }

  private static String detail(WireException e) {
    return switch (e) {
      case TimedOut late -> late.what().name().toLowerCase(Locale.ROOT);
      case Recalled _ -> "";
      case ConnectionLost _, TlsFailed _ -> String.valueOf(e.getMessage());
    };
  }

  private void sayLast(Reply reply) {
    if (talk.awaitsTls()) {
      return; // in the clear nobody would understand it
    }
    try {
      talk.say(reply);
      talk.wire.flush();
    } catch (IOException gone) {
      // Nobody is left to hear it.
    }
  }

  /// The session as it is now, for another thread.
  OpenSession view() {
    return talk.view();
  }

  /// Ends the session soon, from another thread.
  void endSoon() {
    recall.tell();
  }
}
