package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhpMailLogTest {
  private static final Instant LATEST = Instant.parse("2026-12-01T09:00:00Z");

  private static LogEvent.ScriptMail told(String text) {
    return Lines.only(Lines.told(new PhpMailLog(), "php", text), LogEvent.ScriptMail.class);
  }

  private static LogEvent.ScriptMail mail(
      String script, int line, List<String> to, String messageId, String subject) {
    return new LogEvent.ScriptMail(
        script,
        line,
        to,
        Optional.of(messageId).filter(id -> !id.isEmpty()),
        Optional.of(subject).filter(text -> !text.isEmpty()));
  }

  @Test
  void aCallIsToldWithTheWholePathAndTheLine() {
    assertThat(
            told(
                "mail() on [/home/shop/public_html/form.php:12]: To: shop@example.com, Ann"
                    + " <ann@example.com>, nobody -- Headers: From: x@y.example  Message-ID:"
                    + " <abc@y.example>  X-A: b -- Subject: Hello there"))
        .isEqualTo(
            mail(
                "/home/shop/public_html/form.php",
                12,
                List.of("shop@example.com", "ann@example.com"),
                "abc@y.example",
                "Hello there"));
  }

  @Test
  void codeThatCameAsATextIsItsFiles() {
    assertThat(
            told(
                "mail() on [/home/shop/x.php(3) : eval()'d code(1) : eval()'d code:1]: To: b@x"
                    + " -- Headers:  -- Subject: ev"))
        .isEqualTo(mail("/home/shop/x.php", 3, List.of("b@x"), "", "ev"));
  }

  @Test
  void whatIsCutTellsTheScriptAllTheSame() {
    assertThat(told("mail() on [/a.php:1]: To: b@x -- Headers: From: x@y  Message-ID: <q@y>  X-Lo"))
        .isEqualTo(mail("/a.php", 1, List.of("b@x"), "", ""));
    assertThat(told("mail() on [/a.php:1]: To: b@"))
        .isEqualTo(mail("/a.php", 1, List.of("b@"), "", ""));
  }

  @Test
  void aLetterThatIsTwoInLowerCaseMovesNothing() {
    assertThat(
            told(
                "mail() on [/a.php:1]: To: b@x -- Headers: From: \u0130\u0130  MESSAGE-ID: <q@y>"
                    + " -- Subject: s"))
        .isEqualTo(mail("/a.php", 1, List.of("b@x"), "q@y", "s"));
  }

  @Test
  void whatCanBeReadInTwoWaysIsNotRead() {
    assertThat(
            told(
                "mail() on [/a.php:1]: To: b@x -- Headers: From: x@y  Message-ID: <q@y>"
                    + " -- Subject: one -- Subject: two"))
        .isEqualTo(mail("/a.php", 1, List.of("b@x"), "", ""));
    assertThat(
            told(
                "mail() on [/a.php:1]: To: b@x -- Headers: Message-ID: <p@y>  Message-ID: <q@y>"
                    + " -- Subject: one"))
        .isEqualTo(mail("/a.php", 1, List.of("b@x"), "", "one"));
  }

  @Test
  void aFolderThatLooksLikeTheRestOfTheLineIsTheScriptsOwn() {
    assertThat(told("mail() on [/home/shop/a]: To: b/c.php:4]: To: v@x -- Headers:  -- Subject: s"))
        .isEqualTo(mail("/home/shop/a]: To: b/c.php", 4, List.of("v@x"), "", "s"));
  }

  @Test
  void whatElsePhpWritesSaysNothing() {
    assertThat(new PhpMailLog().read(Lines.line("php", "PHP Warning:  mail(): x")))
        .isInstanceOf(LogRead.Silent.class);
    for (String text :
        List.of("mail() on [", "mail() on [/a.php]: To: b", "mail() on [:1]: To: b")) {
      assertThat(new PhpMailLog().read(Lines.line("php", text)))
          .as(text)
          .isInstanceOf(LogRead.NotUnderstood.class);
    }
  }

  @Test
  void itsOwnFileAndTheSystemsLogHaveTheSameWords() {
    String text = "mail() on [/a.php:1]: To: b@x -- Headers:  -- Subject: s";
    AnyFraming framing = new AnyFraming(ZoneOffset.UTC);
    for (String line :
        List.of(
            "[01-Dec-2026 08:30:00 UTC] " + text,
            "[01-Dec-2026 09:30:00 Europe/Berlin] " + text,
            "[01-Dec-2026 10:30:00 +02:00] " + text,
            "Dec  1 08:30:00 web1 php: " + text,
            "2026-12-01T08:30:00.000000+00:00 web1 php-fpm8.2: " + text)) {
      LogLine read = framing.read(line, LATEST).orElseThrow();
      assertThat(read.time()).as(line).isEqualTo("2026-12-01T08:30:00Z");
      assertThat(new AnyLog().read(read)).as(line).isInstanceOf(LogRead.Told.class);
    }
    assertThat(new PhpMailFraming().read("[01-Dec-2026 08:30:00 No/Where] " + text, LATEST))
        .isEmpty();
  }
}
