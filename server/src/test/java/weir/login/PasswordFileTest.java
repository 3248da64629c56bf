package weir.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.login.PasswordFile.Mistake;
import weir.login.PasswordFile.Reading;

class PasswordFileTest {

  @Test
  void aHashForTheOperatorMatchesItsPasswordAndNoOther() {
    String hash = PasswordFile.hash("secret".getBytes(StandardCharsets.UTF_8));

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    PasswordHash read = PasswordHash.parse(hash);
    assertThat(read.matches("secret".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(read.matches("Secret".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void hashesOfOtherProgramsAreTaken() {
    // htpasswd -B, and the argon2 command of the reference implementation.
    assertThat(matches("$2y$05$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC", "U*U*"))
        .isFalse();
    assertThat(
            matches(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                    + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "password"))
        .isTrue();
    assertThat(matches("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", "U*U"))
        .isTrue();
  }

  @Test
  void emptyLinesAndRemarksMeanNothing() {
    PasswordFile file = good("# ours\n\nann@example.com:" + hash() + "\r\n");

    assertThat(file.size()).isEqualTo(1);
    assertThat(file.hashOf("ann@example.com")).isPresent();
    assertThat(file.hashOf("ANN@example.com")).isEmpty();
  }

  @Test
  void everyBadLineIsReportedWithItsNumber() {
    String text =
        """
        ann:%s
        bob
        :%s
        carl:plain
        ann:%s
        d d:%s
        eve:$argon2id$v=19$m=999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc
        fay:$2b$31$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC
        """
            .formatted(hash(), hash(), hash(), hash());

    assertThat(PasswordFile.parse(text))
        .isInstanceOfSatisfying(
            Reading.Bad.class,
            bad ->
                assertThat(bad.mistakes())
                    .extracting(Mistake::line)
                    .containsExactly(2, 3, 4, 5, 6, 7, 8));
  }

  @Test
  void aFileMayNotAskForTheMemoryOfManyKindsOfHashes() {
    StringBuilder text = new StringBuilder();
    for (int memory = 1; memory <= PasswordFile.KINDS_AT_MOST + 1; memory++) {
      text.append("login" + memory + ":$argon2id$v=19$m=" + memory * 1024)
          .append(",t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc\n");
    }

    assertThat(PasswordFile.parse(text.toString()))
        .isInstanceOfSatisfying(
            Reading.Bad.class,
            bad -> assertThat(bad.mistakes()).extracting(Mistake::line).containsExactly(5));
  }

  @Test
  void aFileThatCannotBeReadIsAMistakeOfItsOwn(@TempDir Path folder) throws Exception {
    assertThat(PasswordFile.read(folder.resolve("none"))).isInstanceOf(Reading.Bad.class);

    Path latin = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe9, ':', 'x'});
    assertThat(PasswordFile.read(latin))
        .isEqualTo(new Reading.Bad(List.of(new Mistake(0, "is not UTF-8"))));
  }

  @Test
  void theDecoyIsAHashOfTheFileAndAlwaysTheSame() {
    PasswordFile file = good("ann:" + hash() + "\nbob:" + hash() + "\n");

    assertThat(file.decoy(7)).isEqualTo(file.decoy(7));
    assertThat(List.of(file.decoy(-4), file.decoy(-3)))
        .containsExactlyInAnyOrder(
            file.hashOf("ann").orElseThrow(), file.hashOf("bob").orElseThrow());
    assertThat(good("").decoy(Long.MIN_VALUE).kind()).isEqualTo("bcrypt");
  }

  static PasswordFile good(String text) {
    return ((Reading.Good) PasswordFile.parse(text)).file();
  }

  static String hash() {
    return CheapHash.of("secret");
  }

  private static boolean matches(String hash, String password) {
    return PasswordHash.parse(hash).matches(password.getBytes(StandardCharsets.UTF_8));
  }
}
