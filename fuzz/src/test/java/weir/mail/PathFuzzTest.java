package weir.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.regex.Pattern;

/// What stands between the brackets of MAIL and RCPT, as UTF-8.
final class PathFuzzTest {

  private static final String TEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x{a0}-\\x{10ffff}-]+";
  private static final String DOT_STRING = TEXT + "(?:\\." + TEXT + ")*";
  private static final String QUOTED = "\"(?:[^\\p{Cc}\"\\\\]|\\\\[^\\p{Cc}])+\"";
  private static final String NAME = "[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?";
  private static final String DOMAIN = NAME + "(?:\\." + NAME + ")*";
  private static final String LITERAL = "\\[(?:[0-9.]+|IPv6:[0-9a-f:.]+)]";

  /// RFC 5321 section 4.1.2 with RFC 6531 section 3.3, as we write it: the name in A-labels.
  private static final Pattern MAILBOX =
      Pattern.compile("(?:" + DOT_STRING + "|" + QUOTED + ")@(?:" + DOMAIN + "|" + LITERAL + ")");

  @FuzzTest
  void whatIsReadIsWrittenByTheGrammarAndReadAgain(byte[] octets) {
    if (octets.length > 400) {
      return;
    }
    String inside = new String(octets, UTF_8);
    for (PathParser.Result result :
        new PathParser.Result[] {
          PathParser.reversePath(inside, true),
          PathParser.forwardPath(inside, true),
          PathParser.parse(inside, true)
        }) {
      if (result instanceof PathParser.Parsed parsed) {
        written(parsed, inside);
      }
    }
    Domain.parse(inside).ifPresent(PathFuzzTest::canonical);
  }

  private static void written(PathParser.Parsed parsed, String inside) {
    switch (parsed.path()) {
      case Path.Null _ -> assertThat(inside).isIn("", "#@[]");
      case Path.Postmaster _ -> assertThat(inside).matches("(?i)postmaster");
      case Path.Mailbox mailbox -> {
        assertThat(mailbox.text()).matches(MAILBOX);
        assertThat(mailbox.text().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(Path.LIMIT - 2);
        assertThat(PathParser.parse(mailbox.text(), true))
            .isEqualTo(new PathParser.Parsed(mailbox, Optional.empty(), mailbox.needsUtf8()));
        canonical(mailbox.domain());
        if (mailbox.domain().isLiteral()) {
          assertThat(inside.substring(inside.lastIndexOf('['))).matches("\\[[ -~]*]");
        }
        parsed.sourceRoute().ifPresent(route -> assertThat(inside).startsWith(route + ":"));
      }
    }
  }

  private static void canonical(Domain domain) {
    assertThat(domain.name())
        .matches(DOMAIN + "|" + LITERAL)
        .hasSizeLessThanOrEqualTo(Domain.LIMIT + 8);
    assertThat(Domain.parse(domain.name())).contains(domain);
    assertThat(Domain.parse(domain.utf8())).as("as shown: %s", domain.utf8()).contains(domain);
    domain.literal().ifPresent(address -> assertThat(Domain.of(address)).isEqualTo(domain));
  }
}
