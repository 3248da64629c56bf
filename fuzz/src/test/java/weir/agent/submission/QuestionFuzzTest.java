package weir.agent.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// What a program writes to the socket at which the wrapper asks.
final class QuestionFuzzTest {

  @FuzzTest
  void whateverIsWrittenIsReadOrNoQuestion(byte[] octets) {
    Question.read(octets)
        .ifPresent(question -> {
          assertThat(octets.length).isGreaterThanOrEqualTo("weir=1".length());
          assertThat(question.arguments()).noneMatch(each -> each.indexOf('\0') >= 0);
        });
  }
}
