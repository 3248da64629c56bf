package weir.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import weir.mail.MailParameters;
import weir.mail.PathParser;
import weir.mail.PathParser.Malformed;
import weir.mail.PathParser.Parsed;
import weir.mail.RcptParameters;

/// MAIL and RCPT: a path and the parameters behind it (RFC 5321 sections 4.1.1.2, 4.1.1.3 and
/// 4.1.1.11).
final class EnvelopeParser {

  private static final String MAIL_SYNTAX = "MAIL FROM:<address> [parameters]";
  private static final String RCPT_SYNTAX = "RCPT TO:<address> [parameters]";

  private final Leniency leniency;
  private final Extensions offered;

  EnvelopeParser(Leniency leniency, Extensions offered) {
    this.leniency = leniency;
    this.offered = offered;
  }

  Command mail(String argument) throws SyntaxFault {
    PathText text = PathText.find(argument, "FROM:", leniency, MAIL_SYNTAX);
    List<EsmtpParameter> given = EsmtpParameter.parse(text.rest());
    Parsed sender =
        switch (PathParser.reversePath(text.inside(), true)) {
          case Parsed parsed -> parsed;
          case Malformed(String why) ->
              throw new SyntaxFault(501, "5.1.7", "Bad sender address syntax: " + why);
        };
    boolean prdr = false;
    List<EsmtpParameter> ofMessage = new ArrayList<>(given.size());
    for (EsmtpParameter each : given) {
      // draft-hall-prdr section 4.2: of this hop only, so no parameter of the message
      if (each.keyword().equals("PRDR")) {
        prdr = known(each, offered.offers(Keyword.PRDR)).withoutValue();
      } else {
        ofMessage.add(each);
      }
    }
    MailParameters parameters =
        ofMessage.isEmpty() ? MailParameters.NONE : mailParameters(ofMessage);
    if (sender.beyondAscii() && !parameters.utf8()) {
      throw beyondAscii();
    }
    return new Command.Mail(sender.path(), parameters, prdr);
  }

  Command rcpt(String argument, boolean utf8) throws SyntaxFault {
    PathText text = PathText.find(argument, "TO:", leniency, RCPT_SYNTAX);
    List<EsmtpParameter> given = EsmtpParameter.parse(text.rest());
    Parsed recipient =
        switch (PathParser.forwardPath(text.inside(), true)) {
          case Parsed parsed -> parsed;
          case Malformed(String why) ->
              throw new SyntaxFault(501, "5.1.3", "Bad recipient address syntax: " + why);
        };
    if (recipient.beyondAscii() && !utf8) {
      throw beyondAscii();
    }
    RcptParameters parameters = given.isEmpty() ? RcptParameters.NONE : rcptParameters(given, utf8);
    return new Command.Rcpt(recipient.path(), recipient.sourceRoute(), parameters);
  }

  /// RFC 6531 section 3.5.
  private static SyntaxFault beyondAscii() {
    return new SyntaxFault(553, "5.6.7", "An address beyond ASCII needs SMTPUTF8");
  }

  private MailParameters mailParameters(List<EsmtpParameter> given) throws SyntaxFault {
    OptionalLong size = OptionalLong.empty();
    boolean eightBit = false;
    boolean utf8 = false;
    Optional<String> ret = Optional.empty();
    Optional<String> envid = Optional.empty();
    Optional<String> auth = Optional.empty();
    for (EsmtpParameter parameter : given) {
      switch (parameter.keyword()) {
        case "SIZE" -> size = size(known(parameter, offered.offers(Keyword.SIZE)));
        case "BODY" ->
            eightBit = eightBit(known(parameter, offered.offers(Keyword.EIGHT_BIT_MIME)));
        case "SMTPUTF8" -> utf8 = known(parameter, offered.offers(Keyword.SMTPUTF8)).withoutValue();
        case "RET" ->
            ret =
                valid(
                    parameter,
                    MailParameters.parseRet(known(parameter, offered.offers(Keyword.DSN)).value()));
        case "ENVID" ->
            envid = valid(known(parameter, offered.offers(Keyword.DSN)), MailParameters::isEnvid);
        case "AUTH" ->
            auth = valid(known(parameter, offered.offers(Keyword.AUTH)), MailParameters::isAuth);
        default -> throw parameter.unknown();
      }
    }
    return new MailParameters(size, eightBit, utf8, ret, envid, auth);
  }

  private RcptParameters rcptParameters(List<EsmtpParameter> given, boolean utf8)
      throws SyntaxFault {
    Optional<String> notify = Optional.empty();
    Optional<String> orcpt = Optional.empty();
    for (EsmtpParameter parameter : given) {
      switch (known(parameter, offered.offers(Keyword.DSN)).keyword()) {
        case "NOTIFY" -> notify = valid(parameter, RcptParameters.parseNotify(parameter.value()));
        case "ORCPT" -> orcpt = valid(parameter, value -> RcptParameters.isOrcpt(value, utf8));
        default -> throw parameter.unknown();
      }
    }
    return new RcptParameters(notify, orcpt);
  }

  /// A parameter of an extension that was not offered is an unknown one (RFC 5321 section
  /// 4.1.1.11).
  private static EsmtpParameter known(EsmtpParameter parameter, boolean offered)
      throws SyntaxFault {
    if (!offered) {
      throw parameter.unknown();
    }
    return parameter;
  }

  private static OptionalLong size(EsmtpParameter parameter) throws SyntaxFault {
    OptionalLong size = MailParameters.parseSize(parameter.value());
    if (size.isEmpty()) {
      throw parameter.badValue();
    }
    return size;
  }

  /// RFC 6152 section 2; BINARYMIME (RFC 3030) is not offered.
  private static boolean eightBit(EsmtpParameter parameter) throws SyntaxFault {
    String value = CommandParser.ascii(parameter.value());
    if (value.equalsIgnoreCase("8BITMIME")) {
      return true;
    }
    if (value.equalsIgnoreCase("7BIT")) {
      return false;
    }
    throw parameter.badValue();
  }

  private static Optional<String> valid(EsmtpParameter parameter, Predicate<String> test)
      throws SyntaxFault {
    if (!test.test(parameter.value())) {
      throw parameter.badValue();
    }
    return Optional.of(parameter.value());
  }

  private static Optional<String> valid(EsmtpParameter parameter, Optional<String> parsed)
      throws SyntaxFault {
    if (parsed.isEmpty()) {
      throw parameter.badValue();
    }
    return parsed;
  }
}
