package weir.maillog;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// What a daemon of Postfix wrote: its name, a line end, the text.
final class PostfixLogFuzzTest {
  private static final ToldTexts PROPERTIES = new ToldTexts(new PostfixLog(), "postfix/");

  @FuzzTest
  void everyTextThatIsToldStandsInTheLine(byte[] octets) {
    PROPERTIES.hold(octets);
  }
}
