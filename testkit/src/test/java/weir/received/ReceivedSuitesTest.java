package weir.received;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.testkit.Conformance;

/// Real Received fields of many servers, as the readers of two other projects understand them. What
/// ours does not understand it must not tell: a wrong address is worse than none.
class ReceivedSuitesTest {
  private static final Pattern DATE =
      Pattern.compile(
          "\"year\": (\\d+), \"month\": (\\d+), \"day\": (\\d+), \"hour\": (\\d+), \"minute\": (\\d+),"
              + " \"second\": (\\d+), \"tz_before_gmt\": (true|false), \"tz_hour\": (\\d+),"
              + " \"tz_minute\": (\\d+)");

  /// Years of two digits, names of zones, fractions of seconds: there that reader does not follow
  /// RFC 5322.
  private static final Pattern ODD_DATE =
      Pattern.compile(" \\d\\d \\d\\d:|:\\d\\d P[SD]T|:\\d\\d\\.");

  private final Map<String, int[]> shares = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  @Test
  void asAMailParserReadsThem() throws IOException {
    for (String line : Conformance.lines("headers", "received.jsonl")) {
      Received field = Received.read(text(line, "header").orElseThrow());
      String expected = line.substring(line.indexOf("\"expected\""));
      compare("address", address(text(expected, "from_ip")), address(field), line);
      compare(
          "by", part(expected, "by"), field.by().map(by -> by.replaceAll("[<>\\[\\]]", "")), line);
      compare("id", text(expected, "id"), field.id(), line);
      compare("recipient", text(expected, "for_"), field.recipient(), line);
      compare(
          "date",
          ODD_DATE.matcher(line).find() ? Optional.empty() : date(expected),
          field.date().map(Object::toString),
          line);
    }
    assertThePageSays("a mail parser");
    assertThat(wrong).isEmpty();
    assertThat(share("address")).isGreaterThan(80);
    assertThat(share("by")).isGreaterThan(95);
    assertThat(share("id")).isGreaterThan(95);
    assertThat(share("recipient")).isGreaterThan(95);
    assertThat(share("date")).isGreaterThan(95);
  }

  @Test
  void asSpamAssassinReadsThem() throws IOException {
    for (String line : Conformance.lines("headers", "received_spamassassin.jsonl")) {
      Received field = Received.read(text(line, "received").orElseThrow());
      String expected = text(line, "expected").orElseThrow();
      compare("address", address(word(expected, "ip")), address(field), line);
      compare("by", word(expected, "by"), field.by(), line);
      compare(
          "helo",
          word(expected, "helo").map(helo -> helo.replaceAll("!(.*)!", "[$1]")),
          helo(field),
          line);
      compare("id", word(expected, "id"), field.id(), line);
    }
    assertThePageSays("SpamAssassin");
    assertThat(wrong).isEmpty();
    assertThat(share("address")).isGreaterThan(75);
    assertThat(share("by")).isGreaterThan(95);
    assertThat(share("helo")).isGreaterThan(75);
    assertThat(share("id")).isGreaterThan(95);
  }

  private void compare(String what, Optional<String> theirs, Optional<String> ours, String line) {
    if (theirs.isEmpty()) {
      return;
    }
    int[] share = shares.computeIfAbsent(what, _ -> new int[2]);
    share[1]++;
    if (theirs.equals(ours)) {
      share[0]++;
    } else if (ours.isPresent()) {
      wrong.add(what + ": " + ours.get() + " and not " + theirs.get() + " in " + line);
    } else {
      System.out.println("not told: " + what + " " + theirs.get() + " in " + line);
    }
  }

  private int share(String what) {
    int[] share = shares.getOrDefault(what, new int[] {0, 1});
    return 100 * share[0] / share[1];
  }

  private void assertThePageSays(String whose) throws IOException {
    List<String> rows = new ArrayList<>();
    shares.forEach((what, share) ->
        rows.add("| %s, as %s | %d | %d |".formatted(what, whose, share[1], share[0])));
    assertThat(Conformance.page()).contains(rows);
  }

  private static Optional<String> address(Received field) {
    return client(field).flatMap(Entrance.Client::address).map(Object::toString);
  }

  private static Optional<String> helo(Received field) {
    return client(field).flatMap(Entrance.Client::helo);
  }

  private static Optional<Entrance.Client> client(Received field) {
    return field.came() instanceof Came.By(Entrance.Client client)
        ? Optional.of(client)
        : Optional.empty();
  }

  private static Optional<String> address(Optional<String> written) {
    return written.flatMap(IpAddress::parse).map(Object::toString);
  }

  private static Optional<String> date(String expected) {
    Matcher date = DATE.matcher(expected);
    if (!date.find() || number(date, 6) > 59) {
      return Optional.empty();
    }
    int minutes = Integer.parseInt(date.group(8)) * 60 + Integer.parseInt(date.group(9));
    return Optional.of(
        LocalDateTime.of(
                number(date, 1),
                number(date, 2),
                number(date, 3),
                number(date, 4),
                number(date, 5),
                number(date, 6))
            .toInstant(
                ZoneOffset.ofTotalSeconds(
                    date.group(7).equals("true") ? -minutes * 60 : minutes * 60))
            .toString());
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  /// `{"by": {"Name": "x"}}` or an address in its place.
  private static Optional<String> part(String json, String name) {
    Matcher found =
        Pattern.compile("\"" + name + "\": \\{\"(?:Name|IpAddr)\": \"([^\"]*)\"").matcher(json);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static Optional<String> text(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\": \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
    return found.find()
        ? Optional.of(
            found
                .group(1)
                .replaceAll("\\\\[rn]", "")
                .replace("\\t", " ")
                .replaceAll("\\\\(.)", "$1"))
        : Optional.empty();
  }

  private static Optional<String> word(String relay, String name) {
    Matcher found = Pattern.compile(" " + name + "=(\\S+)").matcher(relay);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
