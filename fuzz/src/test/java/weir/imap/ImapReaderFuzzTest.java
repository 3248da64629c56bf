package weir.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What an IMAP server says, whatever it is.
final class ImapReaderFuzzTest {
  private static final int MOST = 200;

  /// What was read until it was over.
  private record Heard(List<ImapAnswer> answers, List<String> bodies, String end) {}

  @FuzzTest
  void answersAreBoundedReadAlikeHoweverTheyComeAndBodiesAreWhatWasAnnounced(byte[] octets) {
    Heard heard = hear(new ByteArrayInputStream(octets));
    assertThat(hear(dripping(octets))).isEqualTo(heard);
    String text = new String(octets, ISO_8859_1);
    int all = 0;
    for (String body : heard.bodies()) {
      // Only what stood in quotes may have lost something: its backslashes.
      assertThat(text.contains(body) || text.contains("\\")).isTrue();
      all += body.length();
    }
    assertThat(all).isLessThanOrEqualTo(octets.length);
    heard.answers().forEach(ImapReaderFuzzTest::look);
  }

  private static void look(ImapAnswer answer) {
    switch (answer) {
      case ImapAnswer.Tagged it -> printable(it.text() + it.code().orElse(""));
      case ImapAnswer.Said it -> printable(it.text() + it.code().orElse(""));
      case ImapAnswer.GoOn it -> printable(it.text());
      case ImapAnswer.Exists it -> again("* " + it.count() + " EXISTS\r\n", it);
      case ImapAnswer.Found it -> {
        assertThat(it.numbers()).hasSizeLessThanOrEqualTo(ImapReader.MOST_FOUND);
        String numbers = it.numbers().stream().map(n -> " " + n).collect(Collectors.joining());
        if (!it.more()) {
          again("* SEARCH" + numbers + "\r\n", it);
        }
      }
      case ImapAnswer.Capabilities it -> again("* CAPABILITY " + words(it) + "\r\n", it);
      case ImapAnswer.Fetched it -> assertThat(it.uid().orElse(0)).isBetween(0L, 9_999_999_999L);
      case ImapAnswer.Other _ -> {}
    }
  }

  private static String words(ImapAnswer.Capabilities it) {
    return String.join(" ", it.words());
  }

  private static void printable(String text) {
    assertThat(text.chars()).allMatch(it -> it >= ' ' && it <= '~');
    assertThat(text.length()).isLessThanOrEqualTo(600);
  }

  private static void again(String text, ImapAnswer same) {
    assertThat(hear(new ByteArrayInputStream(text.getBytes(ISO_8859_1))).answers())
        .containsExactly(same);
  }

  private static Heard hear(InputStream in) {
    ImapReader reader = new ImapReader(in);
    List<ImapAnswer> answers = new ArrayList<>();
    List<String> bodies = new ArrayList<>();
    try {
      while (answers.size() < MOST) {
        answers.add(
            reader.read((body, size) -> {
              byte[] all = body.readAllBytes();
              assertThat(all).hasSize((int) size);
              bodies.add(new String(all, ISO_8859_1));
            }));
      }
      return new Heard(answers, bodies, "");
    } catch (IOException e) {
      return new Heard(answers, bodies, String.valueOf(e.getMessage()));
    }
  }

  private static InputStream dripping(byte[] octets) {
    return new ByteArrayInputStream(octets) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1));
      }
    };
  }
}
