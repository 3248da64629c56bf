package weir.maillog;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// What Roundcube wrote of logins.
final class RoundcubeLogFuzzTest {
  private static final ToldTexts PROPERTIES =
      new ToldTexts(new RoundcubeLog(), RoundcubeLog.PROGRAM);

  @FuzzTest
  void everyTextThatIsToldStandsInTheLine(byte[] octets) {
    PROPERTIES.hold(octets);
  }
}
