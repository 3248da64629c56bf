package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.check.Action;
import weir.check.Situation;
import weir.checks.SenderLoginSettings.Own;
import weir.mail.Domain;
import weir.verdict.Role;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

class SenderLoginCheckTest {
  @TempDir private Path folder;

  private static SenderLoginCheck check(
      Own own, Optional<Domain> loginDomain, Optional<Path> senders) {
    return new SenderLoginCheck(
        new LoginAddresses(
            new SenderLoginSettings(
                true, Stage.RCPT, own, loginDomain, senders, Action.OBSERVE, WhenUnknown.OPEN)));
  }

  private static String saw(SenderLoginCheck check, String login, String sender) {
    return Situation.of("192.0.2.1", Role.SUBMISSION).login(login).from(sender).saw(check);
  }

  @ParameterizedTest
  @CsvSource({
    "ann@example.com, ann@example.com, clear, clear",
    "Ann@Example.COM, ann@example.com, clear, clear",
    "ann%example.com, ann@example.com, clear, clear",
    "ann+example.com, ann@example.com, clear, clear",
    "ann@example.com, ann+shop@example.com, clear, clear",
    "ann@example.com, bob@example.com, sender-not-of-login, clear",
    "ann@example.com, ann@sub.example.com, sender-not-of-login, sender-not-of-login",
    "ann@example.com, ann@elsewhere.example, sender-not-of-login, sender-not-of-login",
    "ann, ann@home.example, clear, clear",
    "ann+lists, ann@home.example, sender-not-of-login, clear",
    "ann, ann@example.com, sender-not-of-login, sender-not-of-login",
    "ann@example.com, '', clear, clear",
  })
  void aLoginSendsAsItself(String login, String sender, String byAddress, String byDomain) {
    Optional<Domain> home = Optional.of(new Domain("home.example"));
    assertThat(saw(check(Own.ADDRESS, home, Optional.empty()), login, sender)).isEqualTo(byAddress);
    assertThat(saw(check(Own.DOMAIN, home, Optional.empty()), login, sender)).isEqualTo(byDomain);
  }

  @Test
  void aLoginWithoutDomainHasNothingOfItsOwnUnlessItIsSaid() {
    assertThat(saw(check(Own.DOMAIN, Optional.empty(), Optional.empty()), "ann", "ann@a.example"))
        .isEqualTo("sender-not-of-login");
  }

  @Test
  void aFileGivesLoginsFurtherSenders() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("senders"),
            """
            # what customers asked for
            ann%example.com: news@shop.example @blog.example !boss@blog.example
            bob:             .bob.example
            *:               noreply@example.com
            """);
    SenderLoginCheck check = check(Own.ADDRESS, Optional.empty(), Optional.of(file));
    assertThat(saw(check, "ann@example.com", "news@shop.example")).isEqualTo("clear");
    assertThat(saw(check, "ann@example.com", "x@blog.example")).isEqualTo("clear");
    assertThat(saw(check, "ann@example.com", "boss@blog.example")).isEqualTo("sender-not-of-login");
    assertThat(saw(check, "ann@example.com", "x@shop.example")).isEqualTo("sender-not-of-login");
    assertThat(saw(check, "bob", "x@www.bob.example")).isEqualTo("clear");
    assertThat(saw(check, "bob", "news@shop.example")).isEqualTo("sender-not-of-login");
    assertThat(saw(check, "carl@example.com", "noreply@example.com")).isEqualTo("clear");
  }

  @Test
  void everyMistakeIsToldWithFileAndLine() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("senders"),
            "ann news@a.example\nbob: example.com\ncarl:\nbob@: x\nd: @d.example\nd: @e.example\n");
    assertThat(LoginSenders.read(file).mistakes())
        .extracting(mistake -> mistake.substring(file.toString().length()))
        .satisfiesExactly(
            one -> assertThat(one).startsWith(":1: a line is LOGIN:"),
            two -> assertThat(two).startsWith(":2: \"example.com\" is no address"),
            three -> assertThat(three).startsWith(":3: no address"),
            four -> assertThat(four).startsWith(":4: \"x\" is no address"),
            five -> assertThat(five).startsWith(":6: \"d\" stands here a second time"));
  }

  @Test
  void strangersAndOwnHostsAreNotLookedAt() {
    SenderLoginCheck check = check(Own.DOMAIN, Optional.empty(), Optional.empty());
    assertThat(check.looksAt(Situation.of("192.0.2.1").facts())).isFalse();
    assertThat(check.looksAt(Situation.of("192.0.2.1", Role.RELAY).facts())).isFalse();
  }
}
