package weir.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Several files in one row of octets, as `head` and `tail` show them: `==> NAME <==` in a line of
/// its own stands before each.
public final class NamedFiles {

  private static final Pattern NAME =
      Pattern.compile("(?m)^==> ([a-z_]{1,20}[.]?[a-z]{0,6}) <==\n");

  private NamedFiles() {}

  /// Writes them into a folder; of two with the same name the later one.
  ///
  /// @return their names
  public static List<String> write(byte[] octets, Path folder) throws IOException {
    String text = new String(octets, ISO_8859_1);
    List<String> names = new ArrayList<>();
    Matcher name = NAME.matcher(text);
    boolean more = name.find();
    while (more) {
      String each = name.group(1);
      int from = name.end();
      more = name.find();
      String content = text.substring(from, more ? name.start() : text.length());
      Files.write(folder.resolve(each), content.getBytes(ISO_8859_1));
      names.add(each);
    }
    return names;
  }
}
