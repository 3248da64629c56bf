package weir.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import weir.mime.Entity;
import weir.mime.Header;
import weir.mime.MimeBounds;

/// Bounces that are text for people: of qmail (QSBMF), Exim, old Exchange, sendmail and whoever
/// else. A line with the recipient's address begins what is said of it.
final class BounceText {
  private static final int MOST_LINES = 400;

  /// Characters of Exim's list of recipients that are looked at.
  private static final int LONGEST_LIST = 20_000;

  private static final Pattern DELAYED =
      Pattern.compile(
          "delayed|will be retried|not yet been delivered|warning", Pattern.CASE_INSENSITIVE);

  /// Who sends bounces.
  private static final Pattern SENDER =
      Pattern.compile(
          "mailer-daemon|postmaster|mail delivery|maildelivery|mail-daemon|mailadm|bounce",
          Pattern.CASE_INSENSITIVE);

  /// What they write above them.
  private static final Pattern SUBJECT =
      Pattern.compile(
          "undeliver|deliver.{0,20}(?:fail|status|notif|problem|report|error)|fail(?:ure"
              + "|ed).{0,20}(?:notice|deliver|mail|message)"
              + "|return(?:ed|ing)? (?:mail|message|to sender)|mail (?:system )?(?:error|failure)"
              + "|could not be delivered|non ?remis|delayed mail|warning: message",
          Pattern.CASE_INSENSITIVE);

  /// Where the returned message begins.
  private static final Pattern RETURNED =
      Pattern.compile(
          "-{2,}.{0,30}(?:copy of (?:the|your) message|original message|message follows|headers follow"
              + "|unsent message|returned message|this is a copy|message header).{0,60}|return-path: <.*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![\\w.+=/-])<?([\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]++(?:\\.[A-Za-z0-9-]++)++)>?");

  private BounceText() {}

  /// Whether sender, subject or a field of Exim say that it is one.
  static boolean isSaidToBe(Header header) {
    Optional<String> sender = header.text("From").or(() -> header.text("Sender"));
    return header.has("X-Failed-Recipients")
        || sender.filter(text -> SENDER.matcher(text).find()).isPresent()
        || header.text("Subject").filter(text -> SUBJECT.matcher(text).find()).isPresent();
  }

  static Optional<Bounce> read(Entity message) {
    Header header = message.header();
    boolean empty = header.value("Return-Path").filter("<>"::equals).isPresent();
    List<Entity> texts = ReportReader.ownTexts(message);
    if (texts.isEmpty() || !(empty || isSaidToBe(header))) {
      return Optional.empty();
    }
    String text = texts.getFirst().text(ReportReader.TEXT);
    List<String> lines = text.lines().limit(MOST_LINES).toList();
    int returned = returned(lines);
    List<Delivery> deliveries = deliveries(header, lines.subList(0, returned));
    if (deliveries.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Bounce(
            Bounce.Form.TEXT,
            ReportReader.reporter(message),
            deliveries,
            reported(message, lines.subList(returned, lines.size()))));
  }

  /// The line behind the words for the sender, or the number of lines.
  private static int returned(List<String> lines) {
    for (int at = 0; at < lines.size(); at++) {
      if (RETURNED.matcher(lines.get(at).strip()).matches()) {
        return at;
      }
    }
    return lines.size();
  }

  private static Header reported(Entity message, List<String> below) {
    List<Entity> attached = ReportReader.attached(message);
    if (!attached.isEmpty()) {
      return attached.getFirst().header();
    }
    String text = String.join("\n", below.subList(Math.min(1, below.size()), below.size())).strip();
    Header direct = Entity.read(text.getBytes(UTF_8), MimeBounds.USUAL).header();
    return Stream.of("From", "Received", "Return-Path", "Subject").anyMatch(direct::has)
        ? direct
        : PastedHeader.find(String.join("\n", below)).map(PastedHeader::header).orElse(Header.NONE);
  }

  /// What is said of each recipient: the rest of the line with the address and the lines below it,
  /// up to the next address. Exim names them in a field as well.
  private static List<Delivery> deliveries(Header header, List<String> lines) {
    Map<String, StringBuilder> words = new LinkedHashMap<>();
    header
        .value("X-Failed-Recipients")
        .ifPresent(list -> {
          Matcher address = ADDRESS.matcher(list);
          while (address.find() && address.end() <= LONGEST_LIST) {
            words.put(address.group(1), new StringBuilder());
          }
        });
    boolean known = !words.isEmpty();
    StringBuilder open = new StringBuilder();
    for (String line : lines) {
      Matcher address = ADDRESS.matcher(line);
      if (begins(line, address) && (!known || words.containsKey(address.group(1)))) {
        open = words.computeIfAbsent(address.group(1), _ -> new StringBuilder());
      }
      open.append(line.strip()).append(' ');
    }
    String all = String.join(" ", lines);
    List<Delivery> deliveries = new ArrayList<>();
    words.forEach(
        (recipient, said) -> deliveries.add(delivery(recipient, said.toString().strip(), all)));
    return deliveries;
  }

  /// Whether a line begins with an address, but for a bracket, a blank, a bullet or a word.
  private static boolean begins(String line, Matcher address) {
    return line.length() < 1_000
        && address.find()
        && address.start(1) - (line.length() - line.stripLeading().length()) <= 14
        && !line.strip().regionMatches(true, 0, "from:", 0, 5);
  }

  private static Delivery delivery(String recipient, String said, String all) {
    FailureCodes own = FailureCodes.read("", said);
    boolean silent = own.status().isEmpty() && own.reply().isEmpty();
    FailureCodes codes = silent ? FailureCodes.read("", all) : own;
    Reason reason = ReasonWords.reason(codes, said);
    boolean delayed = DELAYED.matcher(all).find();
    return new Delivery(
        recipient,
        Optional.empty(),
        delayed ? Delivery.Action.DELAYED : Delivery.Action.FAILED,
        codes.status(),
        codes.reply(),
        said,
        reason == Reason.UNCLEAR ? ReasonWords.reason(codes, all) : reason);
  }
}
