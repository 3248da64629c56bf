package weir.maillog;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// What PHP wrote of the mail of scripts.
final class PhpMailLogFuzzTest {
  private static final ToldTexts PROPERTIES = new ToldTexts(new PhpMailLog(), PhpMailLog.PROGRAM);

  @FuzzTest
  void everyTextThatIsToldStandsInTheLine(byte[] octets) {
    PROPERTIES.hold(octets);
  }
}
