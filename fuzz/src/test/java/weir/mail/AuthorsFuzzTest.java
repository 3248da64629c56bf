package weir.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The From fields of a message, one a line; a line that begins with a blank goes on with the one
/// before.
final class AuthorsFuzzTest {

  @FuzzTest
  void theAuthorsAreTheAddressesOfTheGrammarAndWhatIsUnreadableIsSaid(byte[] octets)
      throws IOException {
    if (octets.length > 1500) {
      return;
    }
    List<String> fields = fields(new String(octets, UTF_8));
    Authors authors = Authors.read(fields);
    assertThat(authors.addresses()).hasSizeLessThanOrEqualTo(Authors.MOST);
    authors.unreadable().ifPresent(why -> assertThat(why).matches("[a-zA-Z ]{1,100}"));
    Optional<Set<Path.Mailbox>> expected = expected(fields);
    assertThat(authors.unreadable().isEmpty()).as("%s", fields).isEqualTo(expected.isPresent());
    expected.ifPresent(all -> assertThat(authors.addresses()).isEqualTo(all));
    for (Path.Mailbox each : authors.addresses()) {
      for (String form : List.of("%s", "\"x, <y@z>\" <%s>", "(a (b\\)) c)%s ,", "us: <%s>;")) {
        assertThat(Authors.read(List.of(form.formatted(each.text()))))
            .as(form)
            .isEqualTo(new Authors(Set.of(each), Optional.empty()));
      }
    }
  }

  private static List<String> fields(String text) throws IOException {
    StringBuilder header = new StringBuilder();
    for (String line : text.split("[\r\n]+")) {
      boolean goesOn = !header.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
      header.append(goesOn ? "" : "From:").append(line).append("\r\n");
    }
    byte[] octets = header.append("\r\n").toString().getBytes(UTF_8);
    return Authors.values(HeaderList.read(Content.of(octets), HeaderList.Bounds.USUAL));
  }

  /// Nothing where not everything can be read.
  private static Optional<Set<Path.Mailbox>> expected(List<String> fields) {
    List<Path.Mailbox> all = new ArrayList<>();
    for (String field : fields) {
      Optional<List<Path.Mailbox>> found = AuthorGrammar.read(field);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(found.get());
    }
    Set<Path.Mailbox> distinct = new LinkedHashSet<>(all);
    return fields.size() > Authors.MOST || distinct.size() > Authors.MOST
        ? Optional.empty()
        : Optional.of(distinct);
  }
}
