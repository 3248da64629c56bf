package weir.former;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.net.IpAddress;
import weir.testkit.MapResolver;

/// rblsmtpd as it was, with its traps.
class RblsmtpdTest {
  private static final String WORLD =
      """
      2.0.0.127.bl.example TXT on bl
      2.0.0.127.also.example TXT on also
      2.0.0.127.white.example A 127.0.0.2
      2.0.0.127.addresses.example A 127.0.0.2
      broken.example SERVFAIL
      """;

  private static Rblsmtpd.Answer ask(String arguments, String client, Optional<String> variable) {
    Lookups dns =
        new Lookups(new MapResolver(WORLD.split("\n")), InstantSource.fixed(Instant.EPOCH));
    return new Rblsmtpd(RblsmtpdOptions.read(ShellWords.of(arguments)), "run:1")
        .ask(IpAddress.parse(client).orElseThrow(), variable, dns);
  }

  private static String said(String arguments) {
    return ask(arguments, "127.0.0.2", Optional.empty()).reply().orElse("let in");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -r bl.example                           | 451 on bl
          -b -r bl.example                        | 553 on bl
          -r bl.example -b                        | 451 on bl
          -brbl.example                           | 553 on bl
          -b -B -r bl.example                     | 451 on bl
          -r none.example -r also.example         | 451 on also
          -r bl.example -r also.example           | 451 on bl
          -a white.example -r bl.example          | let in
          -r bl.example -a white.example          | 451 on bl
          -r addresses.example                    | let in
          -r "addresses.example:Go %IP% 100%"     | 451 Go 127.0.0.2 100%
          -r broken.example                       | let in
          -c -r broken.example                    | 451 temporary RBL lookup error
          -b -r broken.example -r bl.example      | 451 on bl
          -a broken.example -r bl.example         | let in
          -c -a broken.example -b -r bl.example   | 451 on bl
          """)
  void optionsActFromLeftToRightAndTheFirstListThatSaysSomethingWins(
      String arguments, String said) {
    assertThat(said(arguments)).isEqualTo(said);
  }

  @Test
  void anIpv6ClientIsOnNoList() {
    assertThat(ask("-r bl.example", "2001:db8::2", Optional.empty()).reply()).isEmpty();
  }

  @Test
  void vector_09_empty_spares_a_text_defers_and_a_hyphen_refuses() {
    assertThat(ask("-r bl.example", "127.0.0.2", Optional.of("")).reply()).isEmpty();
    assertThat(ask("", "192.0.2.1", Optional.of("go away")).reply()).contains("451 go away");
    assertThat(ask("", "192.0.2.1", Optional.of("-go away")).reply()).contains("553 go away");
    assertThat(ask("", "192.0.2.1", Optional.of("tä\u0007")).reply()).contains("451 t???");
    assertThat(ask("", "192.0.2.1", Optional.of("x".repeat(300))).reply())
        .contains("451 " + "x".repeat(200));
  }

  @Test
  void vector_07_greetings_and_senders_are_taken_and_recipients_refused() {
    RblsmtpdSession session = new RblsmtpdSession("451 go away");

    assertThat(session.greeting(60)).isEqualTo("220 rblsmtpd.local");
    assertThat(session.greeting(0)).isEqualTo("451 go away");
    assertThat(List.of("HELO a", "ehlo b", "MAIL FROM:<>", "RSET", "noop"))
        .allSatisfy(line -> assertThat(session.answer(line)).isEqualTo("250 rblsmtpd.local"));
    assertThat(List.of("RCPT TO:<postmaster>", "DATA", "VRFY x", "", "HELP", "MAIL\tFROM:<>"))
        .allSatisfy(line -> assertThat(session.answer(line)).isEqualTo("451 go away"));
    assertThat(session.answer("quit")).isEqualTo("221 rblsmtpd.local");
  }

  @Test
  void anOptionItDoesNotKnowKeepsItFromStarting() {
    assertThat(RblsmtpdOptions.read(List.of("-z", "qmail-smtpd")).mistake())
        .contains("it knows no option -z");
    assertThat(RblsmtpdOptions.read(List.of("-t0", "-r", "bl.example", "qmail-smtpd")))
        .satisfies(options -> {
          assertThat(options.seconds()).isZero();
          assertThat(options.program()).containsExactly("qmail-smtpd");
        });
  }

  @Test
  void optionsOfForksKeepNothingElseFromBeingRead() {
    RblsmtpdOptions options =
        RblsmtpdOptions.read(
            ShellWords.of(
                "-r bl.example -i -w 5 -W -Rrhs.example -A good.example -bt9 qmail-smtpd"));

    assertThat(options.mistake()).isEmpty();
    assertThat(options.sources())
        .extracting(RblsmtpdOptions.Source::zone)
        .containsExactly("bl.example");
    assertThat(options.others())
        .containsExactly("-i", "-w 5", "-W", "-R rhs.example", "-A good.example");
    assertThat(options.seconds()).isEqualTo(9);
    assertThat(options.program()).containsExactly("qmail-smtpd");
  }
}
