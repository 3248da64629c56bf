package weir.login;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;

/// Hashes that cost nothing, for tests.
final class CheapHash {

  private CheapHash() {}

  static String of(String password) {
    return BcryptFunction.getInstance(Bcrypt.B, 4).hash(password).getResult();
  }
}
