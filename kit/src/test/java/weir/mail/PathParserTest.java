package weir.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.mail.PathParser.Malformed;
import weir.mail.PathParser.Parsed;

class PathParserTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\0',
      value = {
        // inside the brackets -> local part -> domain -> text on the wire
        "ann@example.com -> ann -> example.com -> ann@example.com",
        "Ann.Lee@EXAMPLE.Com -> Ann.Lee -> example.com -> Ann.Lee@example.com",
        "a@OURS. -> a -> ours -> a@ours",
        "!#$%&'*+-/=?^_`{|}~@example.com -> !#$%&'*+-/=?^_`{|}~ -> example.com -> !#$%&'*+-/=?^_`{|}~@example.com",
        "\"ann\"@example.com -> ann -> example.com -> ann@example.com",
        "\"a@b\"@example.com -> a@b -> example.com -> \"a@b\"@example.com",
        "\"a b\"@example.com -> a b -> example.com -> \"a b\"@example.com",
        "\"a\\\"b\\\\\"@example.com -> a\"b\\ -> example.com -> \"a\\\"b\\\\\"@example.com",
        "\"\\a\\n\\n\"@example.com -> ann -> example.com -> ann@example.com",
        "\"a..b\"@example.com -> a..b -> example.com -> \"a..b\"@example.com",
        "\"<>,;:\"@example.com -> <>,;: -> example.com -> \"<>,;:\"@example.com",
        "a@[192.0.2.1] -> a -> [192.0.2.1] -> a@[192.0.2.1]",
        "a@[IPv6:2001:DB8:0::1] -> a -> [IPv6:2001:db8::1] -> a@[IPv6:2001:db8::1]",
        "a@[ipv6:::ffff:192.0.2.1] -> a -> [192.0.2.1] -> a@[192.0.2.1]",
        "a@under_score.example.com -> a -> under_score.example.com -> a@under_score.example.com",
        "a@b -> a -> b -> a@b",
        "${run{x}}@example.com -> ${run{x}} -> example.com -> ${run{x}}@example.com",
        "prvs=4711abcd=ann@example.com -> prvs=4711abcd=ann -> example.com -> prvs=4711abcd=ann@example.com",
      })
  void mailboxesAreReadStrictlyAndWrittenCanonically(
      String inside, String local, String domain, String text) {
    Path.Mailbox mailbox = mailbox(inside);
    assertThat(mailbox.localPart()).isEqualTo(local);
    assertThat(mailbox.domain().name()).isEqualTo(domain);
    assertThat(mailbox.text()).isEqualTo(text);
    assertThat(mailbox(mailbox.text())).isEqualTo(mailbox);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "@example.com",
        "ann@",
        "@",
        "a@b@c",
        "a b@example.com",
        " a@example.com",
        "a@example.com ",
        "a@ example.com",
        "a@example.com,b@c",
        ".a@example.com",
        "a.@example.com",
        "a..b@example.com",
        ".@example.com",
        "\"\"@example.com",
        "\"a@example.com",
        "\"a\\\"@example.com",
        "\"a\"b@example.com",
        "b\"a\"@example.com",
        "\"a\"",
        "\"a\"@",
        "\"",
        "\"\\",
        "a\\b@example.com",
        "a(c)@example.com",
        "a<b@example.com",
        "a>b@example.com",
        "a@b..c",
        "a@.b",
        "a@b..",
        "a@-b.c",
        "a@b-.c",
        "a@b,c",
        "a@b/c",
        "a@b c",
        "a@b\tc",
        "a@(b)",
        "a@\"b\"",
        "a@1.2.3.4",
        "a@example.123",
        "a@[1.2.3]",
        "a@[1.2.3.4",
        "a@1.2.3.4]",
        "a@[1.2.3.4]x",
        "a@[01.2.3.4]",
        "a@[1.2.3.256]",
        "a@[]",
        "a@[IPv6:1.2.3.4]",
        "a@[::1]",
        "a@[IPv6::1]",
        "a@[IPv6:fe80::1%eth0]",
        "a@[IPv6:]",
        "a@[x-tag:foo]",
        "a@[ 1.2.3.4]",
        "a@[1.2.3.4].",
        "a%b",
        "b!a",
        "<a@b>",
        "a@b>",
        "postmaster",
        "POSTMASTER@",
        ""
      })
  void malformedMailboxesAreRefusedWithAReason(String inside) {
    assertThat(PathParser.parse(inside, true)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(chars = {0, 1, '\b', '\t', '\n', 11, '\r', 27, 31, 127})
  void hostile_043_controlCharactersNeverBecomePartOfAPath(char control) {
    for (String template :
        new String[] {
          "a?b@c.example",
          "\"a?b\"@c.example",
          "\"a\\?b\"@c.example",
          "a@c?.example",
          "@x?,@y:a@b",
          "a@[1.2.3.4?]"
        }) {
      assertThat(PathParser.parse(template.replace('?', control), true))
          .isInstanceOf(Malformed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0085", "\u0080", "\u2028", "\u2029", "\ud800", "\udc00", "\udc00\ud800"})
  void hostile_043_lineEndsBeyondAsciiNeither(String control) {
    assertThat(PathParser.parse("a" + control + "b@c.example", true)).isInstanceOf(Malformed.class);
    assertThat(PathParser.parse("\"a" + control + "\"@c.example", true))
        .isInstanceOf(Malformed.class);
    assertThat(PathParser.parse("a@c" + control + ".example", true)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "@a,@b:user@c -> @a,@b -> user@c",
        "@x,@ours:a@b -> @x,@ours -> a@b",
        "@ONE.example:\"a@b\"@c -> @ONE.example -> \"a@b\"@c",
        "@[IPv6:2001:db8::1],@b:user@c -> @[IPv6:2001:db8::1],@b -> user@c",
      })
  void hostile_040_sourceRoutesAreTakenOffAndReported(String inside, String route, String text) {
    assertThat(PathParser.forwardPath(inside, false))
        .isEqualTo(new Parsed(mailbox(text), Optional.of(route), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@a",
        "@a:",
        "@a:b",
        "@:u@c",
        "@a,:u@c",
        "@a,b:u@c",
        "a,@b:u@c",
        "@a;u@c",
        "@a@b:u@c",
        "@a b:u@c",
        "@a:@b:u@c",
        "@[1.2.3:u@c",
        "@,"
      })
  void hostile_040_malformedSourceRoutesAreRefused(String inside) {
    assertThat(PathParser.parse(inside, true)).isInstanceOf(Malformed.class);
  }

  @Test
  void hostile_041_limitsOfTheStandard() {
    assertThat(PathParser.parse("l".repeat(64) + "@example.com", false)).isInstanceOf(Parsed.class);
    assertThat(PathParser.parse("l".repeat(65) + "@example.com", false))
        .isInstanceOf(Malformed.class);
    assertThat(PathParser.parse("\"" + "l".repeat(64) + "\"@example.com", false))
        .isInstanceOf(Parsed.class);
    assertThat(PathParser.parse("\"" + "l".repeat(65) + "\"@example.com", false))
        .isInstanceOf(Malformed.class);
    assertThat(PathParser.parse("\u00e9".repeat(33) + "@example.com", true))
        .isInstanceOf(Malformed.class);
    assertThat(PathParser.parse("a@" + "d".repeat(63) + ".example", false))
        .isInstanceOf(Parsed.class);
    assertThat(PathParser.parse("a@" + "d".repeat(64) + ".example", false))
        .isInstanceOf(Malformed.class);
    String domain = "d.".repeat(125) + "dd";
    assertThat(PathParser.parse("a@" + domain, false))
        .isInstanceOf(Parsed.class); // 256 octets with brackets
    assertThat(PathParser.parse("ab@" + domain, false)).isInstanceOf(Malformed.class);
    assertThat(PathParser.parse("a@" + "\u00e9.".repeat(80) + "dd", true))
        .isInstanceOf(Malformed.class); // 241 octets, more as A-labels
  }

  @Test
  void vector_10_theNullSenderAndItsOldCousin() {
    assertThat(PathParser.reversePath("", false)).isEqualTo(plain(new Path.Null()));
    assertThat(PathParser.reversePath("#@[]", false)).isEqualTo(plain(new Path.Null()));
    assertThat(PathParser.forwardPath("", false)).isInstanceOf(Malformed.class);
    assertThat(PathParser.forwardPath("#@[]", false)).isInstanceOf(Malformed.class);
    assertThat(new Path.Null().text()).isEmpty();
  }

  @Test
  void vector_12_thePostmasterNeedsNoDomain() {
    assertThat(PathParser.forwardPath("postmaster", false)).isEqualTo(plain(new Path.Postmaster()));
    assertThat(PathParser.forwardPath("PostMaster", false)).isEqualTo(plain(new Path.Postmaster()));
    assertThat(PathParser.forwardPath("postmaster@example.com", false))
        .isEqualTo(plain(mailbox("postmaster@example.com")));
    assertThat(PathParser.reversePath("postmaster", false)).isInstanceOf(Malformed.class);
    assertThat(PathParser.forwardPath("abuse", false)).isInstanceOf(Malformed.class);
  }

  @Test
  void hostile_046_charactersBeyondAsciiNeedTheExtension() {
    assertThat(PathParser.parse("d\u00f6rte@example.com", false)).isInstanceOf(Malformed.class);
    assertThat(PathParser.parse("a@d\u00f6rte.example", false)).isInstanceOf(Malformed.class);
    Parsed local = (Parsed) PathParser.parse("d\u00f6rte@example.com", true);
    assertThat(local.beyondAscii()).isTrue();
    assertThat(((Path.Mailbox) local.path()).needsUtf8()).isTrue();
    Parsed domain = (Parsed) PathParser.parse("a@D\u00d6RTE.example", true);
    assertThat(domain.beyondAscii()).isTrue();
    assertThat(((Path.Mailbox) domain.path()).needsUtf8()).isFalse();
    assertThat(domain.path().text()).isEqualTo("a@xn--drte-5qa.example");
  }

  @Test
  void onlyAMailboxHasADomain() {
    assertThat(mailbox("a@D\u00d6RTE.example").domainName()).isEqualTo("xn--drte-5qa.example");
    assertThat(new Path.Postmaster().domainName()).isEmpty();
    assertThat(new Path.Null().domainName()).isEmpty();
  }

  @Test
  void hostile_046_oneKeyForEveryWayToWriteAMailbox() {
    String key = mailbox("d\u00f6rte@d\u00f6rte.example").key();
    assertThat(mailbox("D\u00d6RTE@XN--DRTE-5QA.EXAMPLE.").key()).isEqualTo(key);
    assertThat(mailbox("do\u0308rte@do\u0308rte.example").key()).isEqualTo(key);
    assertThat(mailbox("\"d\\\u00f6rte\"@d\u00f6rte.example").key()).isEqualTo(key);
  }

  @Test
  void hostile_038_shellTextIsOnlyText() {
    assertThat(PathParser.parse(";id;@x", true)).isInstanceOf(Malformed.class);
    assertThat(mailbox("\";id;\"@x").text()).isEqualTo("\";id;\"@x");
    assertThat(mailbox("$(id)@x".replace("(", "{").replace(")", "}")).localPart())
        .isEqualTo("${id}");
    assertThat(mailbox("${run{/bin/sh}}@host").localPart()).isEqualTo("${run{/bin/sh}}"); // row 39
  }

  @Test
  void whatIsReadCanBeWrittenAndReadAgain() {
    Random random = new Random(5321);
    String letters = "ab.@\"\\%!:,[]1 \u00e9\u0308A-x\t";
    int parsed = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String inside = random.nextInt(3) == 0 ? text.toString() : text + "@b.example";
      if (PathParser.parse(inside, true) instanceof Parsed(Path path, _, _)) {
        parsed++;
        assertThat(PathParser.parse(path.text(), true)).isInstanceOf(Parsed.class);
        assertThat(((Parsed) PathParser.parse(path.text(), true)).path()).isEqualTo(path);
        assertThat(path.text()).doesNotContain("\r", "\n", "\0", "\t");
      }
    }
    assertThat(parsed).isGreaterThan(1000);
  }

  private static Parsed plain(Path path) {
    return new Parsed(path, Optional.empty(), false);
  }

  private static Path.Mailbox mailbox(String inside) {
    assertThat(PathParser.parse(inside, true)).as(inside).isInstanceOf(Parsed.class);
    return (Path.Mailbox) ((Parsed) PathParser.parse(inside, true)).path();
  }
}
