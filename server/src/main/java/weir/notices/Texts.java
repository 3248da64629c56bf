package weir.notices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What people read: a file for each text and language, ours or the operator's.
///
/// The first line is `Subject: …`, then an empty line, then the body. `{name}` and the like are
/// filled in; an unknown one is a mistake.
final class Texts {
  /// Octets of a text at most.
  static final int LONGEST = 64 * 1024;

  private static final String USUAL = "en";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)\\}");
  private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2,8})([-_][a-z0-9]{1,8})*");

  private final Optional<Path> folder;

  /// A text of which there is one in each language.
  enum Kind {
    STAFF,
    THROTTLE,
    HOLD,
    DENY_LOGIN,
    FENCE,
    SUSPEND,
    ENDED;

    String file() {
      return switch (this) {
        case STAFF -> "staff";
        case THROTTLE -> "customer-throttle";
        case HOLD -> "customer-hold";
        case DENY_LOGIN -> "customer-deny-login";
        case FENCE -> "customer-fence";
        case SUSPEND -> "customer-suspend";
        case ENDED -> "customer-ended";
      };
    }

    boolean isForCustomers() {
      return this != STAFF;
    }

    Set<String> known() {
      return isForCustomers()
          ? Set.of("name", "account", "what", "since", "until", "help", "lease", "host")
          : Set.of("count", "title", "notices", "host");
    }
  }

  /// One text, filled in or not.
  record Letter(String subject, String body) {
    Letter filled(Map<String, String> values) {
      return new Letter(fill(subject, values), fill(body, values));
    }

    private static String fill(String text, Map<String, String> values) {
      return PLACEHOLDER
          .matcher(text)
          .replaceAll(found ->
              Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
  }

  /// @param folder with the operator's own
  Texts(Optional<Path> folder) {
    this.folder = folder;
  }

  /// In a language, else in the one that it is a kind of, else in English.
  ///
  /// @param language as the directory has it, which anybody may have written
  /// @throws IOException with a sentence for the operator
  Letter of(Kind kind, Optional<String> language) throws IOException {
    for (String each : languages(language)) {
      Optional<Letter> letter = in(kind, each);
      if (letter.isPresent()) {
        return letter.get();
      }
    }
    throw new IOException("there is no text " + kind.file());
  }

  private static List<String> languages(Optional<String> language) {
    List<String> languages = new ArrayList<>();
    Matcher known = LANGUAGE.matcher(language.orElse("").toLowerCase(Locale.ROOT));
    if (known.matches()) {
      languages.add(known.group().replace('_', '-'));
      languages.add(known.group(1));
    }
    languages.add(USUAL);
    return languages;
  }

  private Optional<Letter> in(Kind kind, String language) throws IOException {
    String file = kind.file() + "." + language + ".txt";
    if (folder.isPresent() && Files.isRegularFile(folder.get().resolve(file))) {
      return Optional.of(read(kind, folder.get().resolve(file)));
    }
    try (InputStream ours = Texts.class.getResourceAsStream(file)) {
      return ours == null
          ? Optional.empty()
          : Optional.of(letter(kind, file, new String(ours.readAllBytes(), UTF_8)));
    }
  }

  private static Letter read(Kind kind, Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new IOException(file + " is longer than %,d octets".formatted(LONGEST));
    }
    try {
      return letter(kind, file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not in UTF-8", e);
    }
  }

  private static Letter letter(Kind kind, String file, String text) throws IOException {
    String[] parts = text.replace("\r\n", "\n").split("\n", 3);
    if (parts.length < 3 || !parts[0].startsWith("Subject: ") || !parts[1].isBlank()) {
      throw new IOException(file + " must begin with a line \"Subject: …\" and an empty line");
    }
    Matcher placeholders = PLACEHOLDER.matcher(text);
    while (placeholders.find()) {
      if (!kind.known().contains(placeholders.group(1))) {
        throw new IOException(file + ": nothing is known for " + placeholders.group());
      }
    }
    return new Letter(parts[0].substring("Subject: ".length()).strip(), parts[2]);
  }

  /// What is wrong with the operator's own, one sentence each.
  List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    try {
      for (Kind kind : Kind.values()) {
        for (String language : languagesOf(kind)) {
          try {
            in(kind, language);
          } catch (IOException e) {
            mistakes.add(String.valueOf(e.getMessage()));
          }
        }
      }
    } catch (IOException | UncheckedIOException e) {
      mistakes.add("cannot be looked through: " + e.getMessage());
    }
    return mistakes;
  }

  /// The languages in which there is a text, in order.
  Set<String> languagesOf(Kind kind) throws IOException {
    Set<String> languages = new TreeSet<>(Set.of(USUAL, "de"));
    if (folder.isPresent()) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(folder.get(), kind.file() + ".*.txt")) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          languages.add(name.substring(kind.file().length() + 1, name.length() - ".txt".length()));
        }
      }
    }
    return languages;
  }
}
