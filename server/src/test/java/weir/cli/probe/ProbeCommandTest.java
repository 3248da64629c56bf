package weir.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.api.Answer;
import weir.cli.Here;
import weir.cli.command.Installation;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.nexthop.HopSettings;
import weir.probe.Probe;
import weir.sink.SinkMta;

class ProbeCommandTest {

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  private Here.Ran run(String typed, String... more) {
    String toml = "address = '127.0.0.1:" + sink.port() + "'";
    HopSettings.Smtp server =
        ((Binding.Bound<HopSettings.Smtp>)
                new Binder(Values.standard())
                    .text(HopSettings.Smtp.class, toml, Path.of("/test/weir.toml")))
            .value();
    Installation.HopFound found =
        new Installation.HopFound.Server(new Probe.Subject("back", server, "weir.example"));
    String[] command = {"probe", "back", "--recipient", "ann@example.com", "-c", "weir.toml"};
    String[] all = Arrays.copyOf(command, command.length + more.length);
    System.arraycopy(more, 0, all, command.length, more.length);
    return new Here(folder, new Answer.Failed("nobody asks"), List.of(), found, typed).run(all);
  }

  @Test
  void aStrictHopIsFine() {
    Here.Ran ran = run("", "--yes");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .startsWith("back at 127.0.0.1:" + sink.port() + ": sink.example ESMTP\n")
        .contains("\nLF . CRLF            takes one message  refuses it (bare LF)")
        .contains("The hop is strict")
        .containsPattern(
            "13 messages with \"weir-probe-[0-9a-f]{6}\" in the subject went to"
                + " <ann@example.com>");
    assertThat(sink.messages()).hasSize(13);
  }

  @Test
  void aLenientHopIsNamedWithWhatToSetAndAStatusOfItsOwn() {
    sink.lenient("\n.\n");

    Here.Ran ran = run("", "--yes");

    assertThat(ran.status()).isEqualTo(3);
    assertThat(ran.out())
        .contains("\nLF . LF            ! takes a second message")
        .contains("The hop was fooled by 2 of 11.")
        .contains("Look into its manual");
  }

  @Test
  void nothingIsSentBeforeTheOperatorAgrees() {
    for (String typed : List.of("", "\n", "no\n")) {
      Here.Ran ran = run(typed);
      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.out())
          .contains("This sends 13 test messages")
          .contains("to <ann@example.com> by back at 127.0.0.1:");
      assertThat(ran.err()).contains("nothing was sent");
    }
    assertThat(sink.connections()).isEmpty();

    assertThat(run("y\n").status()).isZero();
    assertThat(sink.messages()).hasSize(13);
  }

  @Test
  void forScriptsItIsOneLine() {
    Here.Ran ran = run("", "--yes", "--json", "--from", "me@example.net");

    assertThat(ran.out().lines()).hasSize(1);
    assertThat(ran.out())
        .contains("\"fooled\":false")
        .contains("\"variant\":\"LF . CRLF\",\"outcome\":\"one\"");
    assertThat(sink.messages()).allMatch(message -> message.mail().equals("<me@example.net>"));
  }

  @Test
  void aHopThatCannotBeReachedIsNamed() {
    int port = sink.port();
    sink.close();

    Here.Ran ran = run("", "--yes");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).startsWith("weir: next hop \"back\" at 127.0.0.1:" + port + ": ");
  }

  @Test
  void withoutAConfigurationTheInstallationSaysWhichHopIsMeant() {
    Here.Ran none = Here.in(folder).run("probe", "x", "--recipient", "ann@example.com");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("there is none");
  }

  @Test
  void whatIsNoAddressOrNoHopIsSaid() {
    assertThat(run("", "--from", "nobody").status()).isEqualTo(2);
    Here.Ran none =
        Here.in(folder).run("probe", "x", "--recipient", "ann@example.com", "-c", "weir.toml");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("there is none");
  }
}
