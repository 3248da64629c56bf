package weir.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.check.BrokenState;
import weir.check.ResponsesInForce;
import weir.check.Tables;
import weir.config.Endpoint;
import weir.policywire.PolicyAnswer;
import weir.policywire.PolicyRequest;
import weir.state.MemoryState;
import weir.state.State;

class PolicyServiceTest {
  private final MemoryState state = new MemoryState();
  private Instant now = Instant.parse("2026-07-01T10:00:00Z");
  private PolicyService service;

  @BeforeEach
  void open() throws IOException {
    service = PolicyService.open(new Endpoint("127.0.0.1", 0), answers(state));
  }

  @AfterEach
  void close() {
    service.close();
  }

  private PolicyAnswers answers(State asked) {
    return new PolicyAnswers(new ResponsesInForce(asked, () -> now, "postfix"), asked, () -> now);
  }

  private void respond(String target, String response) {
    state.put(
        Tables.RESPONSES, "postfix " + target, "l1 " + response, now, now.plus(Duration.ofDays(1)));
  }

  private static PolicyRequest question(String stage, String login, int recipients) {
    return new PolicyRequest(
        Map.of(
            "request",
            "smtpd_access_policy",
            "protocol_state",
            stage,
            "sasl_username",
            login,
            "recipient_count",
            Integer.toString(recipients)));
  }

  private String said(String stage, String login, int recipients) {
    return answers(state).answer(question(stage, login, recipients)).action();
  }

  @Test
  void whoIsLockedOrHeldHearsItAtEachStage() {
    respond("login:ann@example.com", "deny-login");
    respond("domain:example.org", "hold");
    for (String stage : new String[] {"RCPT", "DATA", "END-OF-MESSAGE", ""}) {
      assertThat(said(stage, "Ann%example.com", 1)).startsWith("REJECT 5.7.1 Your login is locked");
      assertThat(said(stage, "bob@example.org", 1)).isEqualTo("HOLD held by Weir, lease l1");
      assertThat(said(stage, "bob@example.com", 1)).isEqualTo("DUNNO");
      assertThat(said(stage, "", 1)).isEqualTo("DUNNO");
    }
  }

  @Test
  void recipientsAreCountedOnceAMessageAndWhatIsRefusedIsNot() {
    respond("login:ann@example.com", "throttle 3");
    assertThat(said("RCPT", "ann@example.com", 0)).isEqualTo("DUNNO");
    assertThat(said("DATA", "ann@example.com", 4)).startsWith("DEFER_IF_PERMIT 4.7.1 ");
    assertThat(said("DATA", "ann@example.com", 2)).isEqualTo("DUNNO");
    assertThat(said("END-OF-MESSAGE", "ann@example.com", 2)).isEqualTo("DUNNO");
    assertThat(said("DATA", "ann@example.com", 2)).startsWith("DEFER_IF_PERMIT 4.7.1 ");
    assertThat(said("DATA", "ann@example.com", 1)).isEqualTo("DUNNO");
    now = now.plus(Duration.ofHours(2));
    assertThat(said("DATA", "ann@example.com", 3)).isEqualTo("DUNNO");
  }

  @Test
  void whatIsInForceAtTheGatewayIsNotPostfixs() {
    state.put(
        Tables.RESPONSES,
        "login:ann@example.com",
        "l1 deny-login",
        now,
        now.plus(Duration.ofDays(1)));
    assertThat(said("DATA", "ann@example.com", 1)).isEqualTo("DUNNO");
  }

  @Test
  void whileStateIsGonePostfixGoesOn() {
    assertThat(answers(new BrokenState()).answer(question("DATA", "ann@example.com", 1)))
        .isEqualTo(PolicyAnswer.DUNNO);
  }

  private static String ask(Socket socket, BufferedReader in, String login) throws IOException {
    socket
        .getOutputStream()
        .write(
            "request=smtpd_access_policy\nprotocol_state=DATA\nsasl_username=%s\n\n"
                .formatted(login)
                .getBytes(UTF_8));
    String answer = in.readLine();
    assertThat(in.readLine()).isEmpty();
    return answer;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  @Test
  void oneConnectionAsksAgainAndHearsWhatIsInForceThen() throws IOException {
    try (Socket socket = connect()) {
      BufferedReader in = reader(socket);
      assertThat(ask(socket, in, "ann@example.com")).isEqualTo("action=DUNNO");
      respond("login:ann@example.com", "hold");
      assertThat(ask(socket, in, "ann@example.com"))
          .isEqualTo("action=HOLD held by Weir, lease l1");
    }
  }

  @Test
  void whoAsksNoQuestionIsHungUpOnAndOthersAreAnswered() throws IOException {
    try (Socket stranger = connect();
        Socket socket = connect()) {
      stranger.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      assertThat(stranger.getInputStream().readAllBytes()).isEmpty();
      assertThat(ask(socket, reader(socket), "ann@example.com")).isEqualTo("action=DUNNO");
    }
  }

  @Test
  void itListensOnLoopbackOnlyAndOnceAtAPort() {
    Endpoint taken = new Endpoint("127.0.0.1", service.port());
    assertThatThrownBy(() -> PolicyService.open(taken, answers(state)))
        .hasMessageContaining("the policy service cannot listen on " + taken);
    assertThatThrownBy(() -> PolicyService.open(new Endpoint("0.0.0.0", 0), answers(state)))
        .hasMessage("0.0.0.0:0 is not on this host's loopback");
  }

  @Test
  void whoIsConnectedIsHungUpOnWhenItCloses() throws IOException {
    try (Socket socket = connect()) {
      BufferedReader in = reader(socket);
      ask(socket, in, "ann@example.com");
      service.close();
      assertThat(in.readLine()).isNull();
    }
  }
}
