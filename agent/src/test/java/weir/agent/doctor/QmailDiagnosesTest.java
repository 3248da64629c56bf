package weir.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QmailDiagnosesTest {
  private static final String RUN =
      """
      #!/bin/sh
      exec setuidgid qmaill multilog %s /var/log/qmail
      """;

  private static RecordedMachine qmail(String multilog) {
    return new RecordedMachine()
        .has(
            "/var/qmail/bin/qmail-queue",
            "\u0000Received: (qmail \u0000 invoked \u0000by uid \u0000")
        .has("/var/qmail/bin/qmail-smtpd", "\u0000250-PIPELINING\u0000")
        .has("/service/qmail-send/log/run", RUN.formatted(multilog));
  }

  @Test
  void aLogOfSomeDaysWithTimesIsFine() {
    Found found = Found.of(qmail("t s16000000 n20"), "qmail");
    assertThat(found.of().diagnoses()).allMatch(Diagnosis.Sound.class::isInstance);
  }

  @Test
  void multilogKeepsHardlyAnythingUnlessTold() {
    Found found = Found.of(qmail("t"), "qmail");
    assertThat(found.needs()).isEmpty();
    assertThat(found.wants())
        .containsExactly("the log of qmail-send is kept for 999990 octets only");
  }

  @Test
  void withoutTimesALogTellsOfNobody() {
    assertThat(Found.of(qmail("s16000000 n20"), "qmail").needs())
        .containsExactly("lines of qmail-send have no time");
  }

  @Test
  void loginsOfAPatchAreNotInTheLog() {
    RecordedMachine machine =
        qmail("t s16000000 n20")
            .has("/var/qmail/bin/qmail-smtpd", "\u0000250-AUTH LOGIN PLAIN\u0000");
    assertThat(Found.of(machine, "qmail").needs())
        .containsExactly(
            "qmail-smtpd takes logins by a patch, and qmail-send's log does not have them");
  }

  @Test
  void aQueueThatHidesUidsIsFound() {
    RecordedMachine machine =
        qmail("t s16000000 n20").has("/var/qmail/bin/qmail-queue", "\u0000from network\u0000");
    assertThat(Found.of(machine, "qmail").needs())
        .singleElement()
        .asString()
        .contains("invoked by uid");
  }

  @Test
  void whatMayNotBeReadIsUnclear() {
    RecordedMachine machine =
        qmail("t s16000000 n20").keeps("/var/qmail/bin/qmail-queue", "only root may read it");
    List<Diagnosis> diagnoses = Found.of(machine, "qmail").of().diagnoses();
    assertThat(diagnoses).anyMatch(Diagnosis.Unclear.class::isInstance);
    assertThat(Found.of(machine, "qmail").needs()).isEmpty();
  }

  @Test
  void aHostWithoutQmailIsNotSpokenOf() {
    assertThat(Doctor.examine(new RecordedMachine(), Doctor.Places.usual())).isEmpty();
  }
}
