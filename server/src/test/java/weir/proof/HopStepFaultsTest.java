package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.sink.SinkAct;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.sink.SinkTrace;
import weir.testkit.Until;

/// What [HopFaultsTest] does, at the steps that not every session with a hop has: a login, who the
/// client is, a second EHLO, and RSET after a refusal.
class HopStepFaultsTest extends FaultyHop {
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n";
  private static final String XCLIENT = "XCLIENT NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT";

  /// @param ordinal which one of a connection fails
  /// @param offered besides 8BITMIME; without PIPELINING each command waits for its answer
  /// @param hop settings of the hop
  private record Step(
      String name, SinkPoint point, int ordinal, List<String> offered, Map<String, String> hop) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Step> STEPS =
      List.of(
          new Step("EHLO under TLS", SinkPoint.EHLO, 2, List.of("STARTTLS"), Map.of()),
          new Step(
              "AUTH",
              SinkPoint.AUTH,
              1,
              List.of("STARTTLS", "AUTH PLAIN"),
              Map.of("tls", "'required'", "login", "'weir'", "password", "'secret'")),
          new Step(
              "XCLIENT", SinkPoint.XCLIENT, 1, List.of(XCLIENT), Map.of("identity", "'xclient'")),
          new Step(
              "EHLO after XCLIENT",
              SinkPoint.EHLO,
              2,
              List.of(XCLIENT),
              Map.of("identity", "'xclient'")),
          new Step(
              "XFORWARD",
              SinkPoint.XFORWARD,
              1,
              List.of("XFORWARD NAME ADDR"),
              Map.of("identity", "'xforward'")),
          new Step(
              "XFORWARD in a group",
              SinkPoint.XFORWARD,
              1,
              List.of("XFORWARD NAME ADDR", "PIPELINING"),
              Map.of("identity", "'xforward'")),
          new Step("RSET", SinkPoint.RSET, 1, List.of(), Map.of()));

  static List<Arguments> everyFaultEverywhere() {
    List<Arguments> cases = new ArrayList<>();
    for (String protocol : List.of("smtp", "lmtp")) {
      for (Step step : STEPS) {
        if (protocol.equals("smtp") || step.point() != SinkPoint.AUTH) { // LMTP has no login
          FAULTS.forEach((fault, act) -> cases.add(Arguments.of(protocol, fault, step, act)));
        }
      }
    }
    return cases;
  }

  private Stand stand(String protocol, Step step) {
    List<String> offered = new ArrayList<>(step.offered());
    offered.add("8BITMIME");
    Stand.Plan plan = plan(protocol, offered);
    step.hop().forEach((key, value) -> plan.set("hops.back." + key, value));
    return plan.start();
  }

  @ParameterizedTest(name = "{0}, {1} at {2}")
  @MethodSource("everyFaultEverywhere")
  void invariant_01_a_hop_that_fails_at_a_rare_step_is_451_and_everything_passes_when_it_is_well(
      String protocol, String fault, Step step, SinkAct act) {
    try (Stand stand = stand(protocol, step);
        Talker client = stand.sender()) {
      sink.obey(at ->
          at.point() == step.point() && at.ordinal() == step.ordinal()
              ? act
              : beforeIt(step).at(at));
      sink.cutConnections(); // the one that rests is past these
      Said said = client.deliver(MESSAGE);
      assertThat(said.code()).as(fault + ": " + said).isEqualTo(451);
      assertThat(sink.connections()).as("the step was reached").anyMatch(one -> reached(one, step));
      assertThat(sink.messages()).isEmpty();

      sink.obey(SinkScript.obedient());
      Until.holds(PATIENCE, () -> client.deliver(MESSAGE).code() == 250);
      assertThat(sink.messages()).hasSize(1);
      assertThat(sink.messages().getFirst().text()).endsWith(MESSAGE);
    }
  }

  /// We say RSET only where the hop refused something.
  private static SinkScript beforeIt(Step step) {
    return step.point() == SinkPoint.RSET
        ? SinkScript.obedient().on(SinkPoint.RCPT, SinkAct.say("450 4.2.1 later"))
        : SinkScript.obedient();
  }

  private static boolean reached(SinkTrace connection, Step step) {
    String verb = step.point().name();
    return connection.commands().stream()
            .filter(line -> line.startsWith(verb) || verb.equals("EHLO") && line.startsWith("LHLO"))
            .count()
        >= step.ordinal();
  }
}
