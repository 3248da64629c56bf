package weir.rehearsal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import weir.held.HeldMessage;
import weir.held.HeldStore;

/// A held message as the words of dialogs.
public final class HeldMessageWords {
  private HeldMessageWords() {}

  public static List<String> words(HeldMessage message, HeldStore store) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(message.state().word());
    words.add("id=" + message.key().id());
    words.add("copy=" + message.key().copy());
    words.add("account=" + message.account());
    words.add("client=" + message.client().address());
    words.add("from=" + message.envelope().sender().text());
    message.envelope().recipients().forEach(each -> words.add("to=" + each.path().text()));
    words.add("because=" + message.why().by());
    words.add("policy=" + message.why().policy().replaceFirst("@.*", ""));
    words.add("said=" + message.said());
    message.subject().ifPresent(subject -> words.add("subject=" + subject));
    if (message.state().isHere()) {
      lines(message, store, words);
    }
    return words;
  }

  private static void lines(HeldMessage message, HeldStore store, List<String> words)
      throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      store.content(message).writeTo(octets);
    } catch (NoSuchFileException _) {
      return; // released a moment ago
    }
    octets
        .toString(ISO_8859_1)
        .replaceAll("\r\n[ \t]+", " ")
        .lines()
        .forEach(line -> words.add("line=" + line));
  }
}
