package weir.login;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.HashingFunction;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A password's hash as it stands in the file. Its parameters are bounded here, before the library
/// sees them: it would try to allocate whatever memory a line asks for.
///
/// @param text the modular crypt form, `$argon2id$…` or `$2b$…`
/// @param kind the parameters. For each kind of Argon2id the library keeps the memory of one check
///   for ever, so a file may not have many
record PasswordHash(String text, String kind) {

  /// bcrypt needs no memory worth counting, whatever its rounds.
  static final String BCRYPT_KIND = "bcrypt";

  private static final Pattern ARGON2ID =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$(m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d{1,2}))\\$"
              + "([A-Za-z0-9+/]{11,128})\\$([A-Za-z0-9+/]{16,172})");
  private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

  private static final int MOST_MEMORY_KIB = 64 * 1024;
  private static final int MOST_PASSES = 16;
  private static final int MOST_LANES = 8;
  private static final int LEAST_ROUNDS = 4;
  private static final int MOST_ROUNDS = 16;

  /// @throws IllegalArgumentException with a sentence for the operator
  static PasswordHash parse(String text) {
    Matcher argon2id = ARGON2ID.matcher(text);
    if (argon2id.matches()) {
      int memory = Integer.parseInt(argon2id.group(2));
      int passes = Integer.parseInt(argon2id.group(3));
      int lanes = Integer.parseInt(argon2id.group(4));
      within("memory of", memory, 8L * lanes, MOST_MEMORY_KIB);
      within("passes of", passes, 1, MOST_PASSES);
      within("lanes of", lanes, 1, MOST_LANES);
      base64(argon2id.group(5));
      int length = base64(argon2id.group(6)).length;
      return new PasswordHash(text, argon2id.group(1) + ",l=" + length);
    }
    Matcher bcrypt = BCRYPT.matcher(text);
    if (bcrypt.matches()) {
      int rounds = Integer.parseInt(bcrypt.group(1));
      within("rounds of", rounds, LEAST_ROUNDS, MOST_ROUNDS);
      return new PasswordHash(text, BCRYPT_KIND);
    }
    throw new IllegalArgumentException(
        "not a hash by Argon2id ($argon2id$v=19$…) or bcrypt ($2b$…)");
  }

  static PasswordHash of(byte[] password) {
    // 19 MiB, two passes, one lane: OWASP's second recommendation for Argon2id.
    Argon2Function function = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    return parse(function.hash(password).getResult());
  }

  /// Takes a core for a tenth of a second or more.
  boolean matches(byte[] password) {
    return function().check(password, text.getBytes(StandardCharsets.US_ASCII));
  }

  private HashingFunction function() {
    return text.startsWith("$argon2id$")
        ? Argon2Function.getInstanceFromHash(text)
        : BcryptFunction.getInstanceFromHash(text);
  }

  private static byte[] base64(String part) {
    try {
      return Base64.getDecoder().decode(part);
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException("salt or digest is not base64", bad);
    }
  }

  private static void within(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " " + value + " is not between " + least + " and " + most);
    }
  }

  @Override
  public String toString() {
    return "PasswordHash[" + kind + "]";
  }
}
