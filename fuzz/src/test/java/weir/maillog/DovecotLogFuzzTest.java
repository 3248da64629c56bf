package weir.maillog;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// What Dovecot wrote.
final class DovecotLogFuzzTest {
  private static final ToldTexts PROPERTIES = new ToldTexts(new DovecotLog(), "dovecot");

  @FuzzTest
  void everyTextThatIsToldStandsInTheLine(byte[] octets) {
    PROPERTIES.hold(octets);
  }
}
