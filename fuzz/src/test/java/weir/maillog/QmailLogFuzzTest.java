package weir.maillog;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// What Qmail wrote.
final class QmailLogFuzzTest {
  private static final ToldTexts PROPERTIES = new ToldTexts(new QmailLog(), "qmail");

  @FuzzTest
  void everyTextThatIsToldStandsInTheLine(byte[] octets) {
    PROPERTIES.hold(octets);
  }
}
